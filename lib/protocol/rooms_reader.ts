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

/**
 * The quiet, in milliseconds, after which the last name is complete where reads
 * end names: one read may have cut it.
 */
const ROOMS_QUIET_MS = 100;

/** An answer to `/list` as far as it has come. Immutable. */
export interface RoomsReader {
  /** The kind of reader. */
  readonly type: "rooms";
  /** The piece with the count, perhaps with a name glued to it. */
  readonly first: string | null;
  /** The names behind it. */
  readonly names: Queue<string>;
  /** The number of characters that have come. */
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
 * @param reader The answer so far.
 * @param piece The piece.
 * @param context The framing, the presence and the nickname.
 * @returns The meaning of the piece for the answer.
 */
export function readRoomsPiece(
  reader: RoomsReader,
  piece: Piece,
  { mode }: ReadContext,
): Step<RoomsReader> {
  const isDelimited = mode === "delimited";
  const { text, end } = piece;
  if (reader.first === null && !beginsWithCount(text, !isDelimited)) {
    return { type: "unexpected" };
  }
  const learns = end === "delimiter" && !isDelimited;
  const added = withPiece(reader, text);
  const { first, names, chars } = learns ? uncut(added) : added;
  const readings = readRooms([first]);
  const missing = readings.map(({ count, names: glued }) =>
    count - glued.length - names.size
  );
  const isFull = (missing[0] ?? 0) <= 0 || chars > MAX_CHARS;
  if (isFull && (isDelimited || learns)) {
    const answer = roomsOf(first, names);
    return { type: "answer", answer, glued: "", end: "delimiter" };
  }
  // A server that lets its count and a name run together makes no pauses.
  const mayBeDone = missing.includes(0) || readings[0]?.names.length === 1;
  const unmarkedMs = mayBeDone ? NAMES_QUIET_MS : null;
  return {
    type: "more",
    reader: { ...reader, first, names, chars },
    quietMs: isFull ? ROOMS_QUIET_MS : unmarkedMs,
    isAwaited: !isFull,
    isDelimited: learns,
    glued: "",
  };
}

/** An answer that has begun. */
type Begun = RoomsReader & { readonly first: string };

function withPiece(reader: RoomsReader, text: string): Begun {
  const { first, names } = reader;
  const chars = reader.chars + text.length;
  if (first === null) return { ...reader, first: text.trim(), chars };
  if (text === "") return { ...reader, first, chars };
  return { ...reader, first, names: push(names, text), chars };
}

/** Joins what reads have cut before the first delimiter came. */
function uncut(reader: Begun): Begun {
  const first = reader.first + toArray(reader.names).join("");
  return { ...reader, first, names: EMPTY };
}

/**
 * Returns the answer as far as it has come, when no more of it is expected.
 *
 * @param first The piece with the count.
 * @param names The names behind it.
 * @returns The answer, in the reading that fits the count, if one does.
 */
export function roomsOf(first: string, names: Queue<string>): Answer {
  const pieces = [first, ...toArray(names)];
  const readings = readRooms(pieces);
  const whole = readings.find(({ count, names }) => names.length === count);
  const { count, names: rooms } = whole ?? readings[0] ??
    { count: 0, names: [] };
  // Names that cannot be told apart are shown as they came.
  const isGlued = rooms.length === pieces.length && rooms.length < count;
  return {
    type: "rooms",
    rooms: isGlued ? pieces : rooms,
    announced: count,
    received: rooms.length,
  };
}
