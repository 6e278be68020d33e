/**
 * What the Tab key can make of a line.
 *
 * @module
 */
import { COMMANDS, type StageName } from "../protocol/commands.ts";

/** What is known of the world when Tab is pressed. */
export interface Known {
  /** Where the line is typed. */
  readonly where: StageName;
  /** The rooms of the last list. */
  readonly rooms: Iterable<string>;
  /** The nicknames seen, the latest last. */
  readonly nicks: Iterable<string>;
}

/**
 * Completes the last word of a line: commands, rooms after `/join`, nicknames
 * in a room.
 *
 * @param line The line up to the cursor.
 * @param known What there is to choose from.
 * @returns What the word could become, and the word.
 *
 * @example
 * ```ts
 * import { complete } from "./complete.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const known = { where: "room", rooms: [], nicks: ["alice", "bob"] } as const;
 * assertEquals(complete("al", known), [["alice: "], "al"]);
 * assertEquals(complete("hi al", known), [["alice "], "al"]);
 * assertEquals(complete("/w", known), [["/who"], "/w"]);
 * ```
 */
export function complete(
  line: string,
  { where, rooms, nicks }: Known,
): [choices: string[], word: string] {
  const word = /\S*$/.exec(line)?.[0] ?? "";
  const before = line.slice(0, line.length - word.length).trim();
  return [
    choices().filter((choice) => choice.startsWith(word)),
    word,
  ];

  function choices(): string[] {
    if (before === "" && (word.startsWith("/") || where !== "room")) {
      return COMMANDS.filter((rule) => rule.stages.includes(where))
        .map(({ word, argument }) =>
          argument === "ROOM" || argument === "NAME" ? `/${word} ` : `/${word}`
        );
    }
    if (where === "lobby" && /^(\/?join|2)$/i.test(before)) return [...rooms];
    if (where !== "room") return [];
    return [...nicks].reverse()
      .map((nick) => before === "" ? `${nick}: ` : `${nick} `);
  }
}
