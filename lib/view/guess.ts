/**
 * A guess → words.
 *
 * @module
 */

/**
 * Returns a guess at what was meant, to stand behind a sentence.
 *
 * @param meant What was likely meant, as it would be typed.
 * @returns ` (did you mean …?)`, or nothing without a guess.
 *
 * @example
 * ```ts
 * import { didYouMean } from "./guess.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(didYouMean("--room"), " (did you mean --room?)");
 * assertEquals(didYouMean(null), "");
 * ```
 */
export function didYouMean(meant: string | null): string {
  return meant === null ? "" : ` (did you mean ${meant}?)`;
}
