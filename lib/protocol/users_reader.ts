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
  /** How many people were here when it began, if that is known. */
  readonly people: number | null;
  /** How many characters have come. */
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
    const [, before = "", glued = ""] = heading;
    if (before !== "") {
      return { type: "message", text: before, glued: HEADING + glued };
    }
    return moreUsers({ ...reader, hasHeading: true }, context, glued);
  }
  const isHeading = reader.names.size === 0 && text.endsWith(":") &&
    speaker(text) === null;
  if (text === "" || isHeading) return moreUsers(reader, context);
  const isClass = presence.isKnown && text !== nick;
  const isMessage = speaker(text) !== null ||
    (isClass && !isNickname(text)) ||
    (mayAnnounce(text) &&
      partsOf(presence, text, piece.end)[0]?.type !== "message");
  if (isMessage) return readMessage(reader, piece, context);
  const known = presence.here.has(text) ? null : knownNames(presence, text);
  return withNames(reader, known ?? [text], context);
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

/** Whether a part of a text tells of a newcomer, or is the end of that. */
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

/** Who comes while the server answers may be in the answer, or not. */
function moreUsers(
  reader: UsersReader,
  { presence, nick }: ReadContext,
  glued: string = "",
): Step<UsersReader> {
  const { names, hasOwn, hasHeading, chars } = reader;
  const people = presence.isKnown ? presence.people : null;
  const atFirst = reader.people ?? people;
  const isClass = presence.isKnown || hasHeading;
  const isLikelyFull = atFirst === null
    ? !isClass || hasOwn
    : names.size >= atFirst && (hasOwn || nick === "");
  const isFull = isLikelyFull && people !== null && names.size >= people;
  const quietMs = isFull
    ? USERS_QUIET_MS
    : isLikelyFull && names.size > 0
    ? NAMES_QUIET_MS
    : null;
  return {
    type: "more",
    reader: { ...reader, people: atFirst },
    quietMs: chars > MAX_CHARS ? 0 : quietMs,
    isAwaited: people !== null && names.size < people,
    isDelimited: false,
    glued,
  };
}
