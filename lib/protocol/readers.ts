/**
 * One reader a request: pieces → answer.
 *
 * A reader says of each piece whether it belongs to the answer, and when the
 * answer is complete. Most of it is about names, whose end nothing marks: an
 * answer to `/list` has a count, one to `/who` has none.
 *
 * @module
 */
import { beginsWithCount, readRooms, readStatus, speaker } from "./answers.ts";
import type { Status } from "./answers.ts";
import type { NamedWord } from "./events.ts";
import type { Framing, Piece } from "./framing.ts";
import {
  isNickname,
  knownNames,
  mayAnnounce,
  partsOf,
  type Presence,
} from "./presence.ts";
import { EMPTY, push, type Queue, toArray } from "./queue.ts";
import type { Request } from "./sender.ts";

/** Names without a count are complete after this much quiet. */
const NAMES_QUIET_MS = 1000;
/** Where reads end names, all names have come, but the last may be cut. */
const ROOMS_QUIET_MS = 100;
/** As many names as people: the class's server pauses 150 ms between two. */
const USERS_QUIET_MS = 300;
/** The most characters of names in one answer. */
const MAX_CHARS = 1024 * 1024;

/** How the class's server begins its answer to `/who`. */
const HEADING = "Users in this room:";

/** An answer as far as it has come. Immutable. */
export type Reader =
  | { readonly type: "status"; readonly request: NamedWord }
  | {
    readonly type: "rooms";
    /** The piece with the count, perhaps with a name glued to it. */
    readonly first: string | null;
    readonly names: Queue<string>;
    readonly chars: number;
  }
  | {
    readonly type: "users";
    readonly names: Queue<string>;
    /** Whether the user's own name has come. */
    readonly hasOwn: boolean;
    /** Whether the answer began as the class's server begins it. */
    readonly hasHeading: boolean;
    readonly chars: number;
  };

/** A complete answer. */
export type Answer =
  | { readonly type: "status"; readonly status: Status }
  | {
    readonly type: "rooms";
    readonly rooms: readonly string[];
    readonly announced: number;
    readonly received: number;
  }
  | { readonly type: "users"; readonly users: readonly string[] };

/** What a piece is to a reader. */
export type Step =
  /** Part of the answer, which is complete after so much quiet, if ever. */
  | {
    readonly type: "more";
    readonly reader: Reader;
    readonly quietMs: number | null;
    /** More is known to come, so the server has not been too slow. */
    readonly isAwaited: boolean;
    /** A delimiter ended a reply, so delimiters end pieces. */
    readonly isDelimited: boolean;
  }
  /** The end of the answer; `glued` is what follows it in the same piece. */
  | {
    readonly type: "answer";
    readonly answer: Answer;
    readonly glued: string;
    readonly isDelimited: boolean;
  }
  /** Somebody talking, or an announcement. */
  | { readonly type: "message" }
  /** Something outside the protocol: a banner, an unknown code. */
  | { readonly type: "unexpected" };

/** What a reader needs to know. */
export interface ReadContext {
  /** What ends pieces here. */
  readonly mode: Framing["mode"];
  /** Who is in the room. */
  readonly presence: Presence;
  /** The user's nickname, or the one asked for. */
  readonly nick: string;
}

/**
 * Returns the reader for the answer to a request.
 *
 * @param request The request.
 * @returns The reader, before anything has come.
 */
export function readerFor({ type }: Request): Reader {
  switch (type) {
    case "list":
      return { type: "rooms", first: null, names: EMPTY, chars: 0 };
    case "who":
      return {
        type: "users",
        names: EMPTY,
        hasOwn: false,
        hasHeading: false,
        chars: 0,
      };
    case "join":
    case "nick":
      return { type: "status", request: type };
  }
}

/**
 * Reads one piece.
 *
 * @param reader What has come of the answer.
 * @param piece The piece.
 * @param context What else is known.
 * @returns What the piece is.
 *
 * @example
 * ```ts
 * import { NOBODY_KNOWN } from "./presence.ts";
 * import { read, readerFor } from "./readers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const piece = { text: "0", end: "read", isContinuation: false } as const;
 * const context = { mode: "raw", presence: NOBODY_KNOWN, nick: "" } as const;
 * const request = { type: "join", name: "games" } as const;
 * assertEquals(read(readerFor(request), piece, context), {
 *   type: "answer",
 *   answer: { type: "status", status: "ok" },
 *   glued: "",
 *   isDelimited: false,
 * });
 * ```
 */
export function read(
  reader: Reader,
  piece: Piece,
  context: ReadContext,
): Step {
  switch (reader.type) {
    case "status":
      return readStatusPiece(reader, piece, context);
    case "rooms":
      return readRoomsPiece(reader, piece, context);
    case "users":
      return readUsersPiece(reader, piece, context);
  }
}

/**
 * Returns the answer as far as it has come, when no more of it is expected.
 *
 * @param reader What has come.
 * @returns The answer, or `null` when nothing of it has come.
 */
export function finish(reader: Reader): Answer | null {
  switch (reader.type) {
    case "status":
      return null;
    case "rooms":
      return reader.first === null ? null : roomsOf(reader.first, reader.names);
    case "users":
      return reader.names.size === 0
        ? null
        : { type: "users", users: toArray(reader.names) };
  }
}

/** Returns whether an answer has begun to come. */
export function hasBegun(reader: Reader): boolean {
  switch (reader.type) {
    case "status":
      return false;
    case "rooms":
      return reader.first !== null;
    case "users":
      return reader.names.size > 0;
  }
}

function readStatusPiece(
  { request }: Extract<Reader, { type: "status" }>,
  piece: Piece,
  { nick }: ReadContext,
): Step {
  const read = readStatus(request, piece.text, nick);
  if (read === null) return { type: "unexpected" };
  const [status, glued] = read;
  return {
    type: "answer",
    answer: { type: "status", status },
    glued,
    isDelimited: piece.end === "delimiter" && glued === "",
  };
}

function readRoomsPiece(
  reader: Extract<Reader, { type: "rooms" }>,
  { text, end }: Piece,
  { mode }: ReadContext,
): Step {
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
    return { type: "answer", answer, glued: "", isDelimited: true };
  }
  // A server that lets its count and a name run together makes no pauses.
  const isLikelyDone = missing.includes(0) || readings[0]?.names.length === 1;
  return {
    type: "more",
    reader: { ...reader, first, names, chars },
    quietMs: isFull ? ROOMS_QUIET_MS : isLikelyDone ? NAMES_QUIET_MS : null,
    isAwaited: !isFull,
    isDelimited: learns,
  };
}

function roomsOf(first: string, names: Queue<string>): Answer {
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

function readUsersPiece(
  reader: Extract<Reader, { type: "users" }>,
  piece: Piece,
  context: ReadContext,
): Step {
  const { presence, nick } = context;
  const text = piece.text.trim();
  if (text.startsWith(HEADING) && !reader.hasHeading) {
    const headed = { ...reader, hasHeading: true };
    const rest = { ...piece, text: text.slice(HEADING.length) };
    return readUsersPiece(headed, rest, context);
  }
  const isHeading = reader.names.size === 0 && text.endsWith(":");
  if (text === "" || isHeading) return moreUsers(reader, context);
  const isClass = presence.isKnown || reader.hasHeading;
  const isMessage = speaker(text) !== null ||
    (isClass && !isNickname(text)) ||
    (mayAnnounce(text) &&
      partsOf(presence, text, piece.end)[0]?.type !== "message");
  if (isMessage) return { type: "message" };
  const known = presence.here.has(text) ? null : knownNames(presence, text);
  const came = known ?? [text];
  return moreUsers({
    ...reader,
    names: came.reduce(push<string>, reader.names),
    hasOwn: reader.hasOwn || came.includes(nick),
    chars: reader.chars + text.length,
  }, context);
}

function moreUsers(
  reader: Extract<Reader, { type: "users" }>,
  { presence, nick }: ReadContext,
): Step {
  const { names, hasOwn, hasHeading, chars } = reader;
  const people = presence.isKnown ? presence.people : null;
  const isClass = presence.isKnown || hasHeading;
  const isFull = people !== null && names.size >= people &&
    (hasOwn || nick === "");
  const quietMs = isFull
    ? USERS_QUIET_MS
    : people !== null || (isClass && !hasOwn) || names.size === 0
    ? null
    : NAMES_QUIET_MS;
  return {
    type: "more",
    reader,
    quietMs: chars > MAX_CHARS ? 0 : quietMs,
    isAwaited: people !== null && names.size < people,
    isDelimited: false,
  };
}
