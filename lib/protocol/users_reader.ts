/**
 * The reader of the answer to `/who`: names, whose end nothing marks.
 *
 * @module
 */
import { mayAnnounce, partsOf } from "./announcements.ts";
import { speaker } from "./answers.ts";
import type { Piece } from "./framing.ts";
import { knownNames, namesBefore } from "./glued_names.ts";
import { isNickname, type Part } from "./presence.ts";
import { EMPTY, pushAll, type Queue, toArray } from "./queue.ts";
import {
  type Answer,
  MAX_CHARS,
  NAMES_QUIET_MS,
  type ReadContext,
  type Step,
} from "./reading.ts";

/**
 * The quiet, in milliseconds, after which as many names as people are complete:
 * the class's server pauses for 150 ms between two.
 */
const USERS_QUIET_MS = 300;

/** The beginning of an answer to `/who` from the class's server. */
const HEADING = "Users in this room:";
/**
 * The same, perhaps directly behind talk, and perhaps with a name behind it.
 */
const GLUED_HEADING = new RegExp(`^(?:(.*\\S))?${HEADING}(.*)$`, "s");

/** An answer to `/who` as far as it has come. Immutable. */
export interface UsersReader {
  /** The kind of reader. */
  readonly type: "users";
  /** The names. */
  readonly names: Queue<string>;
  /** Whether the user's own name has come. */
  readonly hasOwn: boolean;
  /** Whether the answer began as the class's server begins it. */
  readonly hasHeading: boolean;
  /** The number of people here when it began, if that is known. */
  readonly people: number | null;
  /** The number of characters that have come. */
  readonly chars: number;
}

/** Nothing has come of the answer to `/who`. */
export const NO_USERS: UsersReader = {
  type: "users",
  names: EMPTY,
  hasOwn: false,
  hasHeading: false,
  people: null,
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
export function readUsersPiece(
  reader: UsersReader,
  piece: Piece,
  context: ReadContext,
): Step<UsersReader> {
  const text = piece.text.trim();
  const heading = reader.hasHeading ? null : GLUED_HEADING.exec(text);
  if (heading !== null) return readHeading(reader, heading, context);
  const isHeading = reader.names.size === 0 && text.endsWith(":") &&
    speaker(text) === null;
  if (text === "" || isHeading) return moreUsers(reader, context);
  if (isMessage(text, piece.end, context)) {
    return readMessage(reader, piece, context);
  }
  const { presence } = context;
  const known = presence.here.has(text) ? null : knownNames(presence, text);
  return withNames(reader, known ?? [text], context);
}

function readHeading(
  reader: UsersReader,
  [, before = "", glued = ""]: RegExpExecArray,
  context: ReadContext,
): Step<UsersReader> {
  return before === ""
    ? moreUsers({ ...reader, hasHeading: true }, context, glued)
    : { type: "message", text: before, glued: HEADING + glued };
}

/** Returns whether a text is talk or an announcement, and not a name. */
function isMessage(
  text: string,
  end: Piece["end"],
  { presence, nick }: ReadContext,
): boolean {
  if (speaker(text) !== null) return true;
  // Where the class's server is known to be, so is what a name looks like.
  if (presence.isKnown && text !== nick && !isNickname(text)) return true;
  return mayAnnounce(text) &&
    partsOf(presence, text, end)[0]?.type !== "message";
}

/** Takes talk or an announcement, which may have names around it. */
function readMessage(
  reader: UsersReader,
  { text, end }: Piece,
  context: ReadContext,
): Step<UsersReader> {
  const names = toArray(reader.names);
  const { hasHeading, hasOwn, people } = reader;
  const here = new Set([...context.presence.here, ...names]);
  const presence = { ...context.presence, here };
  const before = hasHeading ? namesBefore(presence, text) : [];
  if (before.length > 0 && !before.some((name) => names.includes(name))) {
    const glued = text.slice(before.join("").length);
    return withNames(reader, before, context, glued);
  }
  const parts = partsOf(presence, text, end);
  // Nobody but a newcomer is announced until the server has named everybody.
  const mayGoOn = names.length < (people ?? 0) && isArrival(parts[0]);
  if (hasHeading && hasOwn && !mayGoOn) return answerWith(reader, text);
  const last = parts.at(-1);
  const isName = parts.length > 1 && last?.type === "message" &&
    isNickname(last.text);
  const glued = isName ? last.text : "";
  const message = text.slice(0, text.length - glued.length);
  return { type: "message", text: message, glued };
}

/** Returns whether a part of a text announces a newcomer, or ends doing so. */
function isArrival(part: Part | undefined): boolean {
  return part?.type === "people" ||
    (part?.type === "change" && part.change === "joined");
}

function withNames(
  reader: UsersReader,
  came: readonly string[],
  context: ReadContext,
  glued: string = "",
): Step<UsersReader> {
  return moreUsers(
    {
      ...reader,
      names: pushAll(reader.names, came),
      hasOwn: reader.hasOwn || came.includes(context.nick),
      chars: reader.chars + came.join("").length,
    },
    context,
    glued,
  );
}

function answerWith(reader: UsersReader, glued: string): Step<UsersReader> {
  const answer = usersOf(reader);
  return { type: "answer", answer, glued, end: null };
}

/** Returns the answer as far as it has come. */
export function usersOf({ names, people }: UsersReader): Answer {
  return { type: "users", users: toArray(names), people };
}

/** Waits for more. People who come meanwhile may be in the answer, or not. */
function moreUsers(
  reader: UsersReader,
  context: ReadContext,
  glued: string = "",
): Step<UsersReader> {
  const { presence } = context;
  const people = presence.isKnown ? presence.people : null;
  return {
    type: "more",
    reader: { ...reader, people: reader.people ?? people },
    quietMs: quietMs(reader, people, context),
    isAwaited: people !== null && reader.names.size < people,
    isDelimited: false,
    glued,
  };
}

/** Returns the quiet that shows that the answer is complete; `null`: none. */
function quietMs(
  reader: UsersReader,
  people: number | null,
  { presence, nick }: ReadContext,
): number | null {
  const { names, hasOwn, hasHeading, chars } = reader;
  const { size } = names;
  const atFirst = reader.people ?? people;
  const isClass = presence.isKnown || hasHeading;
  const isLikelyFull = atFirst === null
    ? !isClass || hasOwn
    : size >= atFirst && (hasOwn || nick === "");
  if (chars > MAX_CHARS) return 0;
  if (!isLikelyFull) return null;
  if (people !== null && size >= people) return USERS_QUIET_MS;
  return size > 0 ? NAMES_QUIET_MS : null;
}
