/**
 * Stands in for `@std/cli/unicode-width` where JSR is not reached, on the
 * properties of characters that regular expressions know.
 *
 * @module
 */

const NARROW = /^[\x20-\x7e]*$/;
const NO_WIDTH = /[\p{Cc}\p{Mn}\p{Me}\p{Cf}]/u;
/** Unicode's wide characters (UAX #11), by script and block. */
const WIDE =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{Emoji_Presentation}\u3000\uff01-\uff60\uffe0-\uffe6]/u;

/**
 * How many columns of a terminal a text takes.
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
