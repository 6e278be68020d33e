/**
 * The table of commands, and the types of what a line can ask for.
 *
 * @module
 */

/** The word of a request that names something: a room or a nickname. */
export type NamedWord = "join" | "nick";

/** The word of a request that the server answers. */
export type RequestWord = "list" | "who" | NamedWord;

/** One of the assignment's three states, and what is known in it. */
export type Stage =
  /** `asksForRoom`: the user was asked for a room, so a bare word is one. */
  | { readonly at: "lobby"; readonly asksForRoom: boolean }
  | { readonly at: "naming"; readonly room: string }
  | { readonly at: "room"; readonly room: string; readonly nick: string };

/** The stage of a connection that was just made. */
export const LOBBY: Stage = { at: "lobby", asksForRoom: false };

/** The name of a {@linkcode Stage}. */
export type StageName = Stage["at"];

/** One row of {@linkcode COMMANDS}. */
export interface CommandRule {
  /** The word after the slash. */
  readonly word: RequestWord | "leave" | "logout" | "quit" | "help";
  /** The stages in which it works. */
  readonly stages: readonly StageName[];
  /** The argument: a name, none, or anything, which is ignored. */
  readonly argument: "ROOM" | "NAME" | "none" | "any";
  /** The kind of answer that the server gives (the assignment), if any. */
  readonly answer: "rooms" | "users" | "status" | null;
  /** A few words for people on what it does. */
  readonly help: string;
}

const ANYWHERE: readonly StageName[] = ["lobby", "naming", "room"];

/**
 * Every command. `/list`, `/join`, `/nick`, `/who` and `/logout` are the
 * assignment's; the server knows them where the assignment has them. A `/join`
 * or `/nick` in a room and `/leave` are a logout and a new connection.
 */
export const COMMANDS: readonly CommandRule[] = [
  {
    word: "list",
    stages: ["lobby"],
    argument: "none",
    answer: "rooms",
    help: "list the rooms",
  },
  {
    word: "join",
    stages: ["lobby", "room"],
    argument: "ROOM",
    answer: "status",
    help: "join a room, or create it",
  },
  {
    word: "nick",
    stages: ["naming", "room"],
    argument: "NAME",
    answer: "status",
    help: "take a nickname",
  },
  {
    word: "who",
    stages: ["room"],
    argument: "none",
    answer: "users",
    help: "list the people in this room",
  },
  {
    word: "leave",
    stages: ["naming", "room"],
    argument: "none",
    answer: null,
    help: "go back to the lobby",
  },
  {
    word: "logout",
    stages: ANYWHERE,
    argument: "none",
    answer: null,
    help: "log out and quit",
  },
  {
    word: "quit",
    stages: ANYWHERE,
    argument: "none",
    answer: null,
    help: "the same as /logout",
  },
  {
    word: "help",
    stages: ANYWHERE,
    argument: "any",
    answer: null,
    help: "show what you can type here",
  },
];

/**
 * Returns the usage of a command.
 *
 * @param rule The command.
 * @returns The word with its slash, and the name that must follow it, if one
 * must.
 *
 * @example
 * ```ts
 * import { COMMANDS, usage } from "./commands.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(COMMANDS.slice(0, 2).map(usage), ["/list", "/join ROOM"]);
 * ```
 */
export function usage({ word, argument }: CommandRule): string {
  const hasName = argument === "ROOM" || argument === "NAME";
  return hasName ? `/${word} ${argument}` : `/${word}`;
}

/** The reason why a line cannot be carried out. */
export type InvalidReason =
  | "unknown"
  | "misplaced"
  | "no argument"
  | "needless argument"
  | "no command"
  | "too long"
  | "server command"
  | "not UTF-8";

/** A line that cannot be carried out where it was typed. */
export interface InvalidLine {
  /** The kind of {@linkcode Command}. */
  readonly type: "invalid";
  /** The reason. */
  readonly reason: InvalidReason;
  /** The command or the text at fault, as it was typed. */
  readonly typed: string;
  /** The command that it names, if there is one. */
  readonly rule: CommandRule | null;
  /** The stage in which it was typed. */
  readonly stage: StageName;
}

/** Something that a line asks for. */
export type Command =
  | { readonly type: "nothing" }
  | { readonly type: "list" | "who" | "leave" | "logout" | "help" }
  | { readonly type: "join"; readonly room: string }
  | { readonly type: "nick"; readonly nick: string }
  | { readonly type: "say"; readonly text: string }
  | InvalidLine;

/** Returns whether the server answers a command. */
export function isAnswered({ type }: Command): boolean {
  return COMMANDS.some(({ word, answer }) => word === type && answer !== null);
}

/**
 * Returns the text that asks the server for something (the assignment).
 *
 * @param request The command's word.
 * @param name The room or the nickname, for requests that have one.
 * @returns The text, without anything that ends it.
 *
 * @example
 * ```ts
 * import { requestText } from "./commands.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(requestText("join", "games"), "/join games");
 * assertEquals(requestText("who"), "/who");
 * ```
 */
export function requestText(
  request: RequestWord | "logout",
  name = "",
): string {
  return `/${request} ${name}`.trimEnd();
}
