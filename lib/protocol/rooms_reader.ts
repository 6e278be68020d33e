/**
 * The reader of the answer to `/list`: a count, then so many names.
 *
 * @module
 */
import { beginsWithCount, readRooms } from "./answers.ts";
import type { Piece } from "./framing.ts";
import { EMPTY, push, type Queue, toArray } from "./queue.ts";
import {
  type Answer,
  MAX_CHARS,
  NAMES_QUIET_MS,
  type ReadContext,
  type Step,
} from "./reading.ts";

/** Where reads end names, all names have come, but the last may be cut. */
const ROOMS_QUIET_MS = 100;

/** An answer to `/list` as far as it has come. Immutable. */
export interface RoomsReader {
  /** Tells the readers apart. */
  readonly type: "rooms";
  /** The piece with the count, perhaps with a name glued to it. */
  readonly first: string | null;
  /** The names behind it. */
  readonly names: Queue<string>;
  /** How many characters have come. */
  readonly chars: number;
}

/** Nothing has come of the answer to `/list`. */
export const NO_ROOMS: RoomsReader = {
  type: "rooms",
  first: null,
  names: EMPTY,
  chars: 0,
};

/**
 * Reads one piece.
 *
 * @param reader What has come of the answer.
 * @param piece The piece.
 * @param context What else is known.
 * @returns What the piece is.
 */
export function readRoomsPiece(
  reader: RoomsReader,
  { text, end }: Piece,
  { mode }: ReadContext,
): Step<RoomsReader> {
  const isDelimited = mode === "delimited";
  let { first, names } = reader;
  if (first === null) {
    if (!beginsWithCount(text, !isDelimited)) return { type: "unexpected" };
    first = text.trim();
  } else if (text !== "") names = push(names, text);
  const learns = end === "delimiter" && !isDelimited;
  if (learns) {
    // Reads have cut what came before the first delimiter.
    first += toArray(names).join("");
    names = EMPTY;
  }
  const chars = reader.chars + text.length;
  const readings = readRooms([first]);
  const missing = readings.map(({ count, names: [...glued] }) =>
    count - glued.length - names.size
  );
  const isFull = (missing[0] ?? 0) <= 0 || chars > MAX_CHARS;
  if (isFull && (isDelimited || learns)) {
    const answer = roomsOf(first, names);
    return { type: "answer", answer, glued: "", end: "delimiter" };
  }
  // A server that lets its count and a name run together makes no pauses.
  const isLikelyDone = missing.includes(0) || readings[0]?.names.length === 1;
  return {
    type: "more",
    reader: { ...reader, first, names, chars },
    quietMs: isFull ? ROOMS_QUIET_MS : isLikelyDone ? NAMES_QUIET_MS : null,
    isAwaited: !isFull,
    isDelimited: learns,
    glued: "",
  };
}

/**
 * Returns the answer as far as it has come, when no more of it is expected.
 *
 * @param first The piece with the count.
 * @param names The names behind it.
 */
export function roomsOf(first: string, names: Queue<string>): Answer {
  const pieces = [first, ...toArray(names)];
  const readings = readRooms(pieces);
  const isWhole = (index: number) =>
    readings[index]?.names.length === readings[index]?.count;
  const reading = readings.find((_, index) => isWhole(index)) ?? readings[0] ??
    { count: 0, names: [] };
  const { count, names: rooms } = reading;
  // Names that cannot be told apart are shown as they came.
  const isGlued = rooms.length === pieces.length && rooms.length < count;
  return {
    type: "rooms",
    rooms: isGlued ? pieces : rooms,
    announced: count,
    received: rooms.length,
  };
}
