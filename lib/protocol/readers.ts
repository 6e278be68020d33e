/**
 * The readers, one for each kind of request: pieces → answer.
 *
 * A reader says of each piece whether it belongs to the answer, and when the
 * answer is complete. Most of it is about names, whose end nothing marks: an
 * answer to `/list` has a count, one to `/who` has none.
 *
 * @module
 */
import { readStatus } from "./answers.ts";
import type { NamedWord } from "./commands.ts";
import type { Piece } from "./framing.ts";
import type { Answer, ReadContext, Step } from "./reading.ts";
import {
  NO_ROOMS,
  readRoomsPiece,
  roomsOf,
  type RoomsReader,
} from "./rooms_reader.ts";
import type { Request } from "./sender.ts";
import {
  NO_USERS,
  readUsersPiece,
  usersOf,
  type UsersReader,
} from "./users_reader.ts";

/** The answer to `/join` or `/nick`, which comes in one piece. */
export interface StatusReader {
  /** The kind of reader. */
  readonly type: "status";
  /** The request that it answers. */
  readonly request: NamedWord;
}

/** An answer as far as it has come. Immutable. */
export type Reader = StatusReader | RoomsReader | UsersReader;

/**
 * Returns the reader for the answer to a request.
 *
 * @param request The request.
 * @returns The reader, before anything has come.
 */
export function readerFor({ type }: Request): Reader {
  switch (type) {
    case "list":
      return NO_ROOMS;
    case "who":
      return NO_USERS;
    case "join":
    case "nick":
      return { type: "status", request: type };
  }
}

/**
 * Reads one piece.
 *
 * @param reader The answer so far.
 * @param piece The piece.
 * @param context The framing, the presence and the nickname.
 * @returns The meaning of the piece for the answer.
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
 *   end: "read",
 * });
 * ```
 */
export function read(
  reader: Reader,
  piece: Piece,
  context: ReadContext,
): Step<Reader> {
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
 * @param reader The answer so far.
 * @returns The answer, or `null` when nothing of it has come.
 */
export function finish(reader: Reader): Answer | null {
  switch (reader.type) {
    case "status":
      return null;
    case "rooms":
      return reader.first === null ? null : roomsOf(reader.first, reader.names);
    case "users":
      return reader.names.size === 0 ? null : usersOf(reader);
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
  { request }: StatusReader,
  piece: Piece,
  { nick }: ReadContext,
): Step<StatusReader> {
  const read = readStatus(request, piece.text, nick);
  if (read === null) return { type: "unexpected" };
  const [status, glued] = read;
  return {
    type: "answer",
    answer: { type: "status", status },
    glued,
    end: glued === "" ? piece.end : null,
  };
}
