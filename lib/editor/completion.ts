/**
 * What the Tab key makes of the words that a line could go on with.
 *
 * @module
 */

/** The words that the end of a text can become, and that end. */
export type Completion = readonly [choices: readonly string[], word: string];

/** Says how the text before the cursor can be completed. */
export type Completer = (text: string) => Completion;

/**
 * Returns what all words begin with; case does not matter.
 *
 * @param words The words, at least one.
 * @returns The beginning, as the first word has it.
 *
 * @example
 * ```ts
 * import { commonBeginning } from "./completion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(commonBeginning(["Alice", "alina", "ALI"]), "Ali");
 * ```
 */
export function commonBeginning(words: readonly string[]): string {
  const [first = "", ...others] = words;
  const characters = [...first];
  const isCommon = (length: number) => {
    const beginning = characters.slice(0, length).join("").toLowerCase();
    return others.every((word) => word.toLowerCase().startsWith(beginning));
  };
  let length = characters.length;
  while (!isCommon(length)) length--;
  return characters.slice(0, length).join("");
}
