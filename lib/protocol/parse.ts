/**
 * A typed line → what it asks for.
 *
 * @module
 */
import {
  type Command,
  type CommandRule,
  COMMANDS,
  type InvalidLine,
  type InvalidReason,
  type NamedWord,
  requestText,
  type Stage,
} from "./commands.ts";
import { byteLength, isBlank } from "./limits.ts";

/** The rules for reading a line. */
export interface ParseOptions {
  /** Whether bare words may be commands and names, as a person's may. */
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

/** Texts that the server obeys instead of passing them on. */
const SERVER_COMMANDS = [requestText("who"), requestText("logout")];

/**
 * Returns the command that a typed line asks for.
 *
 * @param line The line. NUL, CR and LF in it count as blanks. One that is not
 * well-formed Unicode is invalid.
 * @param stage The stage in which it is typed.
 * @param options The rules for reading it.
 * @returns The command; an invalid line is one, too, with the reason.
 *
 * @example
 * ```ts
 * import { parse } from "./parse.ts";
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
  options: ParseOptions,
): Command {
  const text = withoutDelimiters(line);
  if (isBlank(text)) return { type: "nothing" };
  const [, first = "", rest = ""] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(text) ?? [];
  const word = commandWord(first, stage, options.bareWords);
  const rule = COMMANDS.find((rule) => rule.word === word) ?? null;
  const typed: Typed = { text, first, rest, rule, stage };
  if (!text.isWellFormed()) {
    return invalid(typed, "not UTF-8", text.toWellFormed().trim());
  }
  const isText = word === null || (stage.at === "room" && /^\s/.test(text));
  return isText
    ? parseText(typed, options)
    : parseCommand(typed, options.limit);
}

/** A line that was typed. */
interface Typed {
  readonly text: string;
  /** Its first word. */
  readonly first: string;
  /** What follows that word, without white space around it. */
  readonly rest: string;
  /** The command that the first word names, if there is one. */
  readonly rule: CommandRule | null;
  readonly stage: Stage;
}

function parseCommand(typed: Typed, limit: number): Command {
  const { first, rest, rule, stage } = typed;
  if (rule === null) return invalid(typed, "unknown");
  if (!rule.stages.includes(stage.at)) return invalid(typed, "misplaced");
  // A person who answers in words may say "list the rooms".
  if (rule.argument === "none" && rest !== "" && first.startsWith("/")) {
    return invalid(typed, "needless argument");
  }
  switch (rule.word) {
    case "join":
    case "nick":
      if (rest === "") return invalid(typed, "no argument");
      return named(typed, rule.word, rest, limit);
    case "quit":
      return { type: "logout" };
    default:
      return { type: rule.word };
  }
}

/** Returns what text asks for: a message, or the name that was asked for. */
function parseText(
  typed: Typed,
  { bareWords, limit }: ParseOptions,
): Command {
  const { text, stage } = typed;
  if (stage.at === "room") {
    return message(typed, text.replace(/^\/\/(?!\s)/, "/"));
  }
  const isName = stage.at === "naming" ? bareWords : stage.asksForRoom;
  if (!isName) return invalid(typed, "no command", text.trim());
  const word = stage.at === "naming" ? "nick" : "join";
  return named(typed, word, text.trim(), limit);
}

function message(typed: Typed, text: string): Command {
  return isObeyed(text)
    ? invalid(typed, "server command", text.trim())
    : { type: "say", text };
}

function named(
  typed: Typed,
  word: NamedWord,
  name: string,
  limit: number,
): Command {
  if (byteLength(requestText(word, name)) > limit) {
    return invalid(typed, "too long", `/${word}`);
  }
  return word === "join"
    ? { type: "join", room: name }
    : { type: "nick", nick: name };
}

function invalid(
  { first, rule, stage }: Typed,
  reason: InvalidReason,
  typed: string = first,
): InvalidLine {
  return { type: "invalid", reason, typed, rule, stage: stage.at };
}

/**
 * Returns the command that says a text as it is, whatever it begins with. A
 * text that the server would obey gets a blank before it.
 *
 * @param line The text.
 * @returns The command; `nothing` for a blank text, which would be a logout.
 *
 * @example
 * ```ts
 * import { sayAsIs } from "./parse.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sayAsIs("/join us"), { type: "say", text: "/join us" });
 * assertEquals(sayAsIs("/logout"), { type: "say", text: " /logout" });
 * ```
 */
export function sayAsIs(line: string): Command {
  const text = withoutDelimiters(line);
  if (isBlank(text)) return { type: "nothing" };
  return { type: "say", text: isObeyed(text) ? ` ${text.trim()}` : text };
}

/** Returns whether the server would obey a text instead of passing it on. */
function isObeyed(text: string): boolean {
  return SERVER_COMMANDS.includes(text.trim());
}

/** Some servers would take a delimiter for the end of a message. */
function withoutDelimiters(line: string): string {
  return line.replace(/[\0\r\n]+/g, " ");
}

/** Returns the word of the command that a line begins with; `null` for text. */
function commandWord(
  first: string,
  stage: Stage,
  bareWords: boolean,
): string | null {
  const bare = bareWords && stage.at === "lobby"
    ? BARE_WORDS.get(first.toLowerCase())
    : undefined;
  return bare ?? COMMAND.exec(first)?.[1]?.toLowerCase() ?? null;
}
