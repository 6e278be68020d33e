/**
 * Completion for the Tab key.
 *
 * @module
 */
import { COMMANDS, type StageName } from "../protocol/commands.ts";

/** The facts that completion depends on. */
export interface Known {
  /** The stage in which the line is typed. */
  readonly where: StageName;
  /** The rooms of the last list. */
  readonly rooms: Iterable<string>;
  /** The nicknames seen, the latest one last. */
  readonly nicks: Iterable<string>;
}

/** Characters that can stand before a nickname, such as `@` or `(`. */
const OPENING = /^[^\p{L}\p{N}/]*/u;

/**
 * Completes the last word of a line: commands, rooms after `/join`, nicknames
 * in a room.
 *
 * @param line The line up to the cursor.
 * @param known The stage, and the names to choose from.
 * @returns The choices for the word, and the word. Case does not matter unless a
 * capital was typed.
 *
 * @example
 * ```ts
 * import { complete } from "./complete.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const known = { where: "room", rooms: [], nicks: ["Alice", "bob"] } as const;
 * assertEquals(complete("al", known), [["Alice: "], "al"]);
 * assertEquals(complete("hi @al", known), [["@Alice "], "@al"]);
 * assertEquals(complete("/w", known), [["/who"], "/w"]);
 * ```
 */
export function complete(
  line: string,
  known: Known,
): [choices: string[], word: string] {
  const word = /\S*$/.exec(line)?.[0] ?? "";
  const before = line.slice(0, line.length - word.length).trim();
  const isExact = word !== word.toLowerCase();
  const isChoice = (choice: string) =>
    (isExact ? choice : choice.toLowerCase()).startsWith(word);
  return [choicesFor(word, before, known).filter(isChoice), word];
}

/** Lists what can stand in the place of a word, however it begins. */
function choicesFor(
  word: string,
  before: string,
  { where, rooms, nicks }: Known,
): string[] {
  if (before === "" && (word.startsWith("/") || where !== "room")) {
    return commands(where);
  }
  if (takesRoom(before, where)) return [...rooms];
  if (where !== "room") return [];
  const [opening = ""] = OPENING.exec(word) ?? [];
  const end = endOf(opening, before);
  return [...nicks].reverse().map((nick) => `${opening}${nick}${end}`);
}

function commands(where: StageName): string[] {
  return COMMANDS.filter((rule) => rule.stages.includes(where))
    .map(({ word, argument }) =>
      argument === "ROOM" || argument === "NAME" ? `/${word} ` : `/${word}`
    );
}

/** Returns what follows a nickname: a colon where somebody is addressed. */
function endOf(opening: string, before: string): string {
  if (opening === "") return before === "" ? ": " : " ";
  return opening.endsWith("@") ? " " : "";
}

/** Returns whether the text before a word is a command that takes a room. */
function takesRoom(before: string, where: StageName): boolean {
  const word = before.toLowerCase().replace(/^\//, "");
  const isPlain = where === "lobby";
  if (isPlain && word === "2") return true;
  return (isPlain || before.startsWith("/")) &&
    COMMANDS.some((rule) =>
      rule.word === word && rule.argument === "ROOM" &&
      rule.stages.includes(where)
    );
}
