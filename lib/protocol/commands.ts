/**
 * A typed line → what it asks for, given where we are.
 *
 * @module
 */
import { byteLength } from "./limits.ts";

/** Where in the conversation a line is typed: the assignment's three states. */
export type Where = "lobby" | "naming" | "room";

/** Why a line makes no sense where it stands. */
export type MistakeReason =
  | "unknown"
  | "misplaced"
  | "no argument"
  | "needless argument"
  | "no command"
  | "too long"
  | "server command";

/** A line that asks for nothing that can be done here. */
export interface Mistake {
  /** Tells a mistake from the other {@linkcode Command}s. */
  readonly type: "mistake";
  /** What is wrong with it. */
  readonly why: MistakeReason;
  /** The command or text at fault, as it was typed. */
  readonly typed: string;
  /** Where it was typed. */
  readonly where: Where;
}

/** What a line asks for. */
export type Command =
  | { readonly type: "nothing" }
  | { readonly type: "list" }
  | { readonly type: "join"; readonly room: string }
  | { readonly type: "nick"; readonly nick: string }
  | { readonly type: "say"; readonly text: string }
  | { readonly type: "who" }
  | { readonly type: "help" }
  | { readonly type: "leave" }
  | Mistake;

/** How freely a line may be put. */
export interface Manner {
  /** A person types: words without a slash will do where nothing else fits. */
  readonly natural: boolean;
  /** A room was asked for, so a word by itself in the lobby is one. */
  readonly asked: boolean;
  /** It goes on a line too long to be taken at once, so it is no command. */
  readonly continued: boolean;
  /** The most bytes that one message may have. */
  readonly limit: number;
}

/** A command's word, where it works, and whether a word must follow it. */
export interface CommandRule {
  /** What the line begins with, after the slash. */
  readonly word: "list" | "join" | "nick" | "who" | "logout" | "quit" | "help";
  /** The places where it works. */
  readonly where: readonly Where[];
  /** What follows it: a name, nothing, or anything, which is ignored. */
  readonly argument: "ROOM" | "NAME" | "none" | "any";
}

const ANYWHERE: readonly Where[] = ["lobby", "naming", "room"];

/** Every command there is: the assignment's, and `/quit` and `/help`. */
export const COMMANDS: readonly CommandRule[] = [
  { word: "list", where: ["lobby"], argument: "none" },
  { word: "join", where: ["lobby"], argument: "ROOM" },
  { word: "nick", where: ["naming"], argument: "NAME" },
  { word: "who", where: ["room"], argument: "none" },
  { word: "logout", where: ANYWHERE, argument: "any" },
  { word: "quit", where: ANYWHERE, argument: "any" },
  { word: "help", where: ANYWHERE, argument: "any" },
];

/** Answers to "list the rooms or join one?" that need no slash. */
const NATURAL: ReadonlyMap<string, string> = new Map([
  ["list", "list"],
  ["join", "join"],
  ["1", "list"],
  ["2", "join"],
  ["help", "help"],
  ["quit", "quit"],
]);

/** Texts that the server obeys instead of passing them on. */
const SERVER_COMMANDS = ["/who", "/logout"];

/**
 * Reads a line.
 *
 * @param line What was typed. NUL, CR and LF in it count as blanks: some
 * servers would take them for the end of the message.
 * @param where Where we are.
 * @param manner How freely it may be put.
 * @returns What it asks for.
 *
 * @example
 * ```ts
 * import { parse } from "./commands.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const script = {
 *   natural: false,
 *   asked: false,
 *   continued: false,
 *   limit: 1024,
 * };
 * assertEquals(parse("/join games", "lobby", script), {
 *   type: "join",
 *   room: "games",
 * });
 * assertEquals(parse("//shrug", "room", script), {
 *   type: "say",
 *   text: "/shrug",
 * });
 * ```
 */
export function parse(line: string, where: Where, manner: Manner): Command {
  const text = line.replace(/[\0\r\n]+/g, " ");
  const [, first = "", rest = ""] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(text) ?? [];
  const mistake = (why: MistakeReason, typed = first): Mistake => ({
    type: "mistake",
    why,
    typed,
    where,
  });

  if (first === "") return { type: "nothing" };
  if (manner.continued) {
    return where === "room" ? { type: "say", text } : { type: "nothing" };
  }
  if (where === "room" && !/^\/(?!\/)/.test(text)) {
    const said = text.replace(/^\/\//, "/");
    return SERVER_COMMANDS.includes(said.trim())
      ? mistake("server command", said.trim())
      : { type: "say", text: said };
  }

  const word = commandWord(first, where, manner);
  if (word === null) {
    const isName = where === "naming" ? manner.natural : manner.asked;
    return isName
      ? named(where === "naming" ? "nick" : "join", text.trim())
      : mistake("no command", text.trim());
  }
  const rule = COMMANDS.find((rule) => rule.word === word);
  if (rule === undefined) return mistake("unknown");
  if (!rule.where.includes(where)) return mistake("misplaced");
  // A person who answers in words may say "list the rooms".
  if (rule.argument === "none" && rest !== "" && first.startsWith("/")) {
    return mistake("needless argument");
  }
  switch (rule.word) {
    case "join":
    case "nick":
      return rest === "" ? mistake("no argument") : named(rule.word, rest);
    case "logout":
    case "quit":
      return { type: "leave" };
    case "list":
    case "who":
    case "help":
      return { type: rule.word };
  }

  function named(word: "join" | "nick", name: string): Command {
    const size = byteLength(requestText(word, name));
    if (size > manner.limit) return mistake("too long", `/${word}`);
    return word === "join"
      ? { type: "join", room: name }
      : { type: "nick", nick: name };
  }
}

/** The word of the command that `first` names, or `null` when it names none. */
function commandWord(
  first: string,
  where: Where,
  { natural }: Manner,
): string | null {
  const word = first.toLowerCase();
  if (word.startsWith("/")) return word.slice(1);
  return where === "lobby" && natural ? NATURAL.get(word) ?? null : null;
}

/**
 * What goes to the server for a request (the assignment).
 *
 * @param request The command's word.
 * @param name The room or the nickname, for those that have one.
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
  request: "list" | "join" | "nick" | "who" | "logout",
  name = "",
): string {
  return `/${request} ${name}`.trimEnd();
}
