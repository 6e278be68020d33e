/**
 * What can be typed: one table of commands, and a typed line → what it asks for.
 *
 * @module
 */
import type { RequestWord } from "./events.ts";
import { byteLength, isBlank } from "./limits.ts";

/** The assignment's three states, and what is known in each. */
export type Stage =
  /** `asksForRoom`: the user was asked for a room, so a bare word is one. */
  | { readonly at: "lobby"; readonly asksForRoom: boolean }
  | { readonly at: "naming"; readonly room: string }
  | { readonly at: "room"; readonly room: string; readonly nick: string };

/** The name of a {@linkcode Stage}. */
export type StageName = Stage["at"];

/** One row of {@linkcode COMMANDS}. */
export interface CommandRule {
  /** What the line begins with, after the slash. */
  readonly word: RequestWord | "leave" | "logout" | "quit" | "help";
  /** Where it works. */
  readonly stages: readonly StageName[];
  /** What follows it: a name, nothing, or anything, which is ignored. */
  readonly argument: "ROOM" | "NAME" | "none" | "any";
  /** What the server answers (the assignment), if it does. */
  readonly answer: "rooms" | "users" | "status" | null;
  /** What it does, for people. */
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
    help: "list the users in this room",
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
    help: "show what can be typed here",
  },
];

/**
 * Returns what a command looks like.
 *
 * @param rule The command.
 * @returns Its word, and the name that must follow it, if one must.
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

/** Why a line cannot be carried out. */
export type InvalidReason =
  | "unknown"
  | "misplaced"
  | "no argument"
  | "needless argument"
  | "no command"
  | "too long"
  | "server command";

/** A line that cannot be carried out where it was typed. */
export interface InvalidLine {
  /** Tells it apart from the other {@linkcode Command}s. */
  readonly type: "invalid";
  /** What is wrong with it. */
  readonly reason: InvalidReason;
  /** The command or the text at fault, as it was typed. */
  readonly typed: string;
  /** The command that it names, if there is one. */
  readonly rule: CommandRule | null;
  /** Where it was typed. */
  readonly stage: StageName;
}

/** What a line asks for. */
export type Command =
  | { readonly type: "nothing" }
  | { readonly type: "list" | "who" | "leave" | "logout" | "help" }
  | { readonly type: "join"; readonly room: string }
  | { readonly type: "nick"; readonly nick: string }
  | { readonly type: "say"; readonly text: string }
  | InvalidLine;

/** How to read a line. */
export interface ParseOptions {
  /** A person types: words without a slash will do where nothing else fits. */
  readonly bareWords: boolean;
  /** The most bytes that one message may have. */
  readonly limit: number;
}

/** Answers to "list the rooms or join one?" that need no slash. */
const BARE_WORDS: ReadonlyMap<string, string> = new Map([
  ["list", "list"],
  ["join", "join"],
  ["1", "list"],
  ["2", "join"],
  ["help", "help"],
  ["quit", "quit"],
]);

/** A command is a slash and letters; `/usr/bin` and `/*` are text. */
const COMMAND = /^\/(\p{L}+)$/u;

/**
 * Returns what goes to the server for a request (the assignment).
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

/** Texts that the server obeys instead of passing them on. */
const SERVER_COMMANDS = [requestText("who"), requestText("logout")];

/**
 * Returns what a typed line asks for.
 *
 * @param line The line. NUL, CR and LF in it count as blanks.
 * @param stage Where it is typed.
 * @param options How to read it.
 * @returns The command, or why the line is invalid there.
 *
 * @example
 * ```ts
 * import { parse } from "./commands.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const script = { bareWords: false, limit: 1024 };
 * const lobby = { at: "lobby", asksForRoom: false } as const;
 * const room = { at: "room", room: "games", nick: "bob" } as const;
 * assertEquals(parse("/join games", lobby, script), {
 *   type: "join",
 *   room: "games",
 * });
 * assertEquals(parse("//shrug", room, script), { type: "say", text: "/shrug" });
 * assertEquals(parse("/usr/bin/ld: not found", room, script), {
 *   type: "say",
 *   text: "/usr/bin/ld: not found",
 * });
 * ```
 */
export function parse(
  line: string,
  stage: Stage,
  { bareWords, limit }: ParseOptions,
): Command {
  const text = withoutDelimiters(line);
  const [, first = "", rest = ""] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(text) ?? [];
  const rule = ruleOf(first, stage, bareWords);

  if (isBlank(text)) return { type: "nothing" };
  if (rule === null || (stage.at === "room" && /^\s/.test(text))) {
    return withoutCommand();
  }
  if (rule === undefined) return invalid("unknown");
  if (!rule.stages.includes(stage.at)) return invalid("misplaced");
  // A person who answers in words may say "list the rooms".
  if (rule.argument === "none" && rest !== "" && first.startsWith("/")) {
    return invalid("needless argument");
  }
  switch (rule.word) {
    case "join":
    case "nick":
      return rest === "" ? invalid("no argument") : named(rule.word, rest);
    case "quit":
      return { type: "logout" };
    default:
      return { type: rule.word };
  }

  function withoutCommand(): Command {
    if (stage.at === "room") return say(text.replace(/^\/\/(?!\s)/, "/"));
    const isName = stage.at === "naming" ? bareWords : stage.asksForRoom;
    if (!isName) return invalid("no command", text.trim());
    return named(stage.at === "naming" ? "nick" : "join", text.trim());
  }

  function say(text: string): Command {
    const isObeyed = SERVER_COMMANDS.includes(text.trim());
    return isObeyed
      ? invalid("server command", text.trim())
      : { type: "say", text };
  }

  function named(word: "join" | "nick", name: string): Command {
    if (byteLength(requestText(word, name)) > limit) {
      return invalid("too long", `/${word}`);
    }
    return word === "join"
      ? { type: "join", room: name }
      : { type: "nick", nick: name };
  }

  function invalid(reason: InvalidReason, typed = first): InvalidLine {
    return {
      type: "invalid",
      reason,
      typed,
      rule: rule ?? null,
      stage: stage.at,
    };
  }
}

/**
 * Returns what says a text as it is, whatever it begins with. A blank before a
 * text that the server would obey makes it say that one, too.
 *
 * @param line The text.
 * @returns The command; nothing for a blank text, which would be a logout.
 *
 * @example
 * ```ts
 * import { sayAsIs } from "./commands.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sayAsIs("/join us"), { type: "say", text: "/join us" });
 * assertEquals(sayAsIs("/logout"), { type: "say", text: " /logout" });
 * ```
 */
export function sayAsIs(line: string): Command {
  const text = withoutDelimiters(line);
  if (isBlank(text)) return { type: "nothing" };
  const isObeyed = SERVER_COMMANDS.includes(text.trim());
  return { type: "say", text: isObeyed ? ` ${text.trim()}` : text };
}

/** Some servers would take a delimiter for the end of the message. */
function withoutDelimiters(line: string): string {
  return line.replace(/[\0\r\n]+/g, " ");
}

/** The command that `first` names: `null` for text, `undefined` for none. */
function ruleOf(
  first: string,
  stage: Stage,
  bareWords: boolean,
): CommandRule | null | undefined {
  const bare = bareWords && stage.at === "lobby"
    ? BARE_WORDS.get(first.toLowerCase())
    : undefined;
  const word = bare ?? COMMAND.exec(first)?.[1]?.toLowerCase();
  if (word === undefined) return null;
  return COMMANDS.find((rule) => rule.word === word);
}
