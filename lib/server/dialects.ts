/**
 * The differences between servers of the class: their words, the names that
 * they accept, and how they read a message. Pure.
 *
 * @module
 */
import { byteLength, MESSAGE_BYTES, split } from "../protocol/limits.ts";

/** The most bytes of a name on a plain server. */
const MAX_NAME_BYTES = 64;

/**
 * The stage that a client has reached: in the lobby, choosing a nickname,
 * choosing another because the first was taken, or in a room.
 */
export type Stage = "lobby" | "naming" | "renaming" | "room";

/** A message as read, before anything looks for a command in it. */
export type Reading =
  | { readonly type: "text"; readonly text: string }
  /** A message without text; `forget`: its client is never read again. */
  | { readonly type: "ignored" | "malformed" | "logout" | "forget" };

/** The behaviour of one kind of server. */
export interface Dialect {
  /**
   * Set if each room is a thread. It then starts with its first nickname,
   * decides about nicknames once per round, and never ends.
   */
  readonly hasRoomThreads: boolean;
  /** Texts for the first person in a new room. */
  readonly welcome: readonly string[];
  /** Reads a message. */
  read(stage: Stage, text: string): Reading;
  /** Returns the name after a command, or `null` unless it is one good name. */
  name(command: string, text: string): string | null;
  /** Returns the form in which two names are compared. */
  canonical(name: string): string;
  /** Returns the texts that deliver a message to the others. */
  message(nick: string, text: string): readonly string[];
  /** Returns the answer to `/who`. */
  users(nicks: readonly string[]): readonly string[];
  /** Returns the announcement that somebody joined, now one of `people`. */
  joined(nick: string, people: number): readonly string[];
  /** Returns the announcement that somebody left. */
  left(nick: string): readonly string[];
  /** Returns the announcement that somebody's connection broke. */
  lost(nick: string): readonly string[];
}

/**
 * Creates the dialect of a plain server, which does what the assignment's text
 * says and nothing more.
 *
 * @param limit The most bytes of one text that it sends.
 * @returns The dialect. A message that is too long with its speaker's name is
 * sent in parts.
 */
export function plain(limit: number = MESSAGE_BYTES): Dialect {
  return {
    hasRoomThreads: false,
    welcome: [],
    read(_stage, text) {
      if (text === "") return { type: "ignored" };
      if (text === "/logout") return { type: "logout" };
      if (byteLength(text) > MESSAGE_BYTES) return { type: "malformed" };
      return { type: "text", text };
    },
    name(command, text) {
      const name = text.slice(command.length).trim();
      return text.startsWith(`${command} `) && isPlainName(name) ? name : null;
    },
    canonical: (name) => name.normalize("NFKC"),
    message(nick, text) {
      const speaker = `${nick}: `;
      return split(text, limit - byteLength(speaker))
        .map((part) => speaker + part);
    },
    users: (nicks) => nicks,
    joined: () => [],
    left: () => [],
    lost: () => [],
  };
}

/** Invisible characters, and a first character that joins the one before it. */
const NOT_IN_NAMES = /^\p{M}|[\s\u2800\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u;

function isPlainName(name: string): boolean {
  return name !== "" && !name.startsWith("/") && !NOT_IN_NAMES.test(name) &&
    byteLength(name) <= MAX_NAME_BYTES;
}

/** The dialect of the class's own server. */
export const CLASS: Dialect = {
  hasRoomThreads: true,
  welcome: ["You have joined a new room."],
  read(stage, text) {
    if (stage === "room") return readInRoom(text.replace(BYTES_SPACE, ""));
    // Outside rooms it decodes what it reads, and gives up if it cannot.
    if (!text.isWellFormed()) return { type: "forget" };
    return readOutside(stage, text.replace(STR_SPACE, ""));
  },
  name(command, text) {
    const [word, name = "", ...more] = text.split(" ");
    const isCommand = word === command && more.length === 0;
    return isCommand && IS_ALNUM.test(name) ? name : null;
  },
  canonical: (name) => name,
  message: (nick, text) => [`${nick}> ${text}`],
  users: (nicks) => ["Users in this room:", ...nicks],
  joined: (nick, people) => [
    `${nick} has joined the room.  `,
    `There are ${people} people in the room.`,
  ],
  left: (nick) => [`${nick} has left the room.`],
  lost: (nick) => [`${nick} has been disconnected.`],
};

/** Python's `bytes.rstrip`. */
const BYTES_SPACE = /[\t-\r ]+$/;
/** Python's `str.rstrip`. */
// deno-lint-ignore no-control-regex
const STR_SPACE = /[\p{Z}\t-\r\x1c-\x1f\x85]+$/u;
/**
 * Python's `str.isalnum`, except for the fillers that Unicode counts as letters
 * although they are invisible.
 */
const IS_ALNUM = /^(?:(?!\p{DI})[\p{L}\p{N}])+$/u;

function readInRoom(text: string): Reading {
  const isLogout = text === "" || text === "/logout";
  return isLogout ? { type: "logout" } : { type: "text", text };
}

function readOutside(
  stage: "lobby" | "naming" | "renaming",
  text: string,
): Reading {
  const words = text.split(" ");
  const isLogout = stage === "lobby"
    ? text === "/logout"
    : words[0] === "/logout";
  if (isLogout) return { type: "logout" };
  // Its first check of a nickname assumes that there are two words.
  if (stage === "naming" && words.length < 2) return { type: "forget" };
  return { type: "text", text };
}
