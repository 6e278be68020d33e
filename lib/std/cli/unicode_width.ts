/**
 * Stands in for `@std/cli/unicode-width` where JSR is not reached, with the
 * character properties of regular expressions.
 *
 * @module
 */

const NARROW = /^[\x20-\x7e]*$/;
/** Control characters, marks, format characters, and Hangul that joins a consonant. */
const NO_WIDTH = /[\p{Cc}\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]/u;
/** The wide characters (UAX #11), by block. */
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;

/**
 * Returns the number of columns that a text takes in a terminal.
 *
 * @param str The text, without escape codes.
 * @returns The sum of its characters' widths, each 0, 1 or 2.
 *
 * @example
 * ```ts
 * import { unicodeWidth } from "@std/cli/unicode-width";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(unicodeWidth("hello world"), 11);
 * assertEquals(unicodeWidth("天地"), 4);
 * ```
 */
export function unicodeWidth(str: string): number {
  if (NARROW.test(str)) return str.length;
  return Array.from(str, widthOf).reduce((sum, width) => sum + width, 0);
}

function widthOf(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
