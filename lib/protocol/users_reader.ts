/**
 * The reader of the answer to `/who`: names, whose end nothing marks.
 *
 * @module
 */
import {
  isNickname,
  knownNames,
  mayAnnounce,
  partsOf,
} from "./announcements.ts";
import { speaker } from "./answers.ts";
import type { Piece } from "./framing.ts";
import { EMPTY, push, type Queue, toArray } from "./queue.ts";
import {
  MAX_CHARS,
  NAMES_QUIET_MS,
  type ReadContext,
  type Step,
} from "./reading.ts";

/** As many names as people: the class's server pauses 150 ms between two. */
const USERS_QUIET_MS = 300;

/** How the class's server begins its answer to `/who`. */
const HEADING = "Users in this room:";
/** The same, perhaps directly behind talk, and perhaps with a name behind it. */
const GLUED_HEADING = new RegExp(`^(?:(.*\\S))?${HEADING}(.*)$`, "s");
/** An answer to `/who` as far as it has come. Immutable. */
export interface UsersReader {
  /** Tells the readers apart. */
  readonly type: "users";
  /** The names. */
  readonly names: Queue<string>;
  /** Whether the user's own name has come. */
  readonly hasOwn: boolean;
  /** Whether the answer began as the class's server begins it. */
  readonly hasHeading: boolean;
  /** How many characters have come. */
  readonly chars: number;
}

/** Nothing has come of the answer to `/who`. */
export const NO_USERS: UsersReader = {
  type: "users",
  names: EMPTY,
  hasOwn: false,
  hasHeading: false,
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
export function readUsersPiece(
  reader: UsersReader,
  piece: Piece,
  context: ReadContext,
): Step<UsersReader> {
  const { presence, nick } = context;
  const text = piece.text.trim();
  const heading = reader.hasHeading ? null : GLUED_HEADING.exec(text);
  if (heading !== null) {
    const [, before = "", after = ""] = heading;
    if (before !== "") {
      return { type: "message", text: before, glued: HEADING + after };
    }
    const headed = { ...reader, hasHeading: true };
    return readUsersPiece(headed, { ...piece, text: after }, context);
  }
  const isHeading = reader.names.size === 0 && text.endsWith(":") &&
    speaker(text) === null;
  if (text === "" || isHeading) return moreUsers(reader, context);
  const isClass = presence.isKnown && text !== nick;
  const isMessage = speaker(text) !== null ||
    (isClass && !isNickname(text)) ||
    (mayAnnounce(text) &&
      partsOf(presence, text, piece.end)[0]?.type !== "message");
  if (isMessage) {
    // The class's server says nothing else until its answer is complete.
    const isComplete = reader.hasHeading && reader.hasOwn;
    return isComplete
      ? answerWith(reader, piece.text)
      : { type: "message", text: piece.text, glued: "" };
  }
  const known = presence.here.has(text) ? null : knownNames(presence, text);
  const came = known ?? [text];
  return moreUsers({
    ...reader,
    names: came.reduce(push<string>, reader.names),
    hasOwn: reader.hasOwn || came.includes(nick),
    chars: reader.chars + text.length,
  }, context);
}

function answerWith({ names }: UsersReader, glued: string): Step<UsersReader> {
  const answer = { type: "users", users: toArray(names) } as const;
  return { type: "answer", answer, glued, isDelimited: false };
}

function moreUsers(
  reader: UsersReader,
  { presence, nick }: ReadContext,
): Step<UsersReader> {
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
