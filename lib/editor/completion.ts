/**
 * Completion: the words that the end of a line can become.
 *
 * @module
 */

/** The words that the last word of a text can become, and that last word. */
export type Completion = readonly [choices: readonly string[], word: string];

/** Returns how the text before the cursor can be completed. */
export type Completer = (text: string) => Completion;

/**
 * Finds the longest beginning that all words have, whatever their case.
 *
 * @param words The words, at least one.
 * @returns The beginning, in the case of the first word.
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
