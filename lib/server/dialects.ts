/**
 * What servers of the class do differently: their words, which names they
 * take, how they read a message. Pure.
 *
 * @module
 */
import { byteLength, MESSAGE_BYTES, split } from "../protocol/limits.ts";

/** The most bytes of a name on a plain server. */
export const NAME_BYTES = 64;

/**
 * Where a client stands: in the lobby, choosing a nickname, choosing another
 * one because the first was taken, or in a room.
 */
export type Stage = "lobby" | "naming" | "renaming" | "room";

/** What a message is before anybody has looked for a command in it. */
export type Reading =
  | { readonly type: "text"; readonly text: string }
  /** `forget`: the client is not answered, and never read again. */
  | { readonly type: "ignored" | "malformed" | "logout" | "forget" };

/** The ways of one kind of server. */
export interface Dialect {
  /**
   * Whether each room is a thread of its own. It then begins with its first
   * nickname, decides about nicknames once a round, and never ends.
   */
  readonly hasRoomThreads: boolean;
  /** What the first in a new room is told. */
  readonly welcome: readonly string[];
  /** Reads a message. */
  read(stage: Stage, text: string): Reading;
  /** Returns the name after a command, or `null` unless it is one good name. */
  name(command: string, text: string): string | null;
  /** Returns the form in which two names are compared. */
  canonical(name: string): string;
  /** Returns what the others get when somebody says something. */
  message(nick: string, text: string): readonly string[];
  /** Returns the answer to `/who`. */
  users(nicks: readonly string[]): readonly string[];
  /** Returns what all `people` in a room are told when one more came. */
  joined(nick: string, people: number): readonly string[];
  /** Returns what a room is told when somebody has left. */
  left(nick: string): readonly string[];
  /** Returns what a room is told when somebody's connection broke. */
  lost(nick: string): readonly string[];
}

/**
 * Makes the dialect of a plain server, which does what the assignment's text
 * says and no more.
 *
 * @param limit The most bytes of one text that it sends.
 * @returns The dialect. A message that its speaker's name makes too long goes
 * as several.
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

/** Characters without a mark of their own, and one at the beginning that joins. */
const NOT_IN_NAMES = /^\p{M}|[\s\u2800\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u;

function isPlainName(name: string): boolean {
  return name !== "" && !name.startsWith("/") && !NOT_IN_NAMES.test(name) &&
    byteLength(name) <= NAME_BYTES;
}

/** The dialect of the class's own server. */
export const CLASS: Dialect = {
  hasRoomThreads: true,
  welcome: ["You have joined a new room."],
  read(stage, text) {
    if (stage === "room") return readInRoom(text.replace(BYTES_SPACE, ""));
    // It decodes what it reads outside of a room, and gives up where it cannot.
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

/** What Python's `bytes.rstrip` strips. */
const BYTES_SPACE = /[\t-\r ]+$/;
/** What Python's `str.rstrip` strips. */
// deno-lint-ignore no-control-regex
const STR_SPACE = /[\p{Z}\t-\r\x1c-\x1f\x85]+$/u;
/**
 * What Python's `str.isalnum` holds for, less the fillers that Unicode counts
 * as letters, which nobody can see.
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
  // Its first look at a nickname takes it that there are two words.
  if (stage === "naming" && words.length < 2) return { type: "forget" };
  return { type: "text", text };
}
