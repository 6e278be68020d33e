/**
 * Text → the number of columns that it takes in a terminal. Everything that is
 * laid out on a screen is measured with this: rows, columns of names, the edited
 * line.
 *
 * @module
 */
import { unicodeWidth } from "@std/cli/unicode-width";
import { graphemes } from "./graphemes.ts";
import { isNarrow } from "./narrow.ts";

/**
 * An emoji, however many characters it is made of (Unicode UTS #51): with a
 * presentation of its own, as flags have; asked for with U+FE0F, a skin tone or
 * a joiner; or a keycap. A function, so that it is compiled when it is needed.
 */
const emoji = () =>
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})|[#*0-9]\ufe0f?\u20e3)/u;

const MARKS = /\p{M}/gu;

/**
 * Returns the columns that a text takes in a terminal.
 *
 * @param text The text, without control characters and escape codes.
 * @returns The sum of the widths of its graphemes.
 *
 * @example
 * ```ts
 * import { textWidth } from "./width.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(textWidth("hello"), 5);
 * assertEquals(textWidth("日本 👩‍💻"), 7);
 * ```
 */
export function textWidth(text: string): number {
  return sumOver(text, graphemeWidth);
}

/**
 * Returns the columns that a grapheme takes in a terminal.
 *
 * @param grapheme One of the {@linkcode graphemes} of a text.
 * @returns 2 for an emoji of any kind (ZWJ sequence, flag, keycap, skin tone);
 * else the sum of its characters' widths: 0 for marks and format characters, 2
 * for wide characters (UAX #11), 1 for others.
 *
 * @example
 * ```ts
 * import { graphemeWidth } from "./width.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["e\u0301", "日", "❤", "❤️", "1️⃣", "🇩🇪"].map(graphemeWidth), [
 *   ...[1, 2, 1, 2, 2, 2],
 * ]);
 * ```
 */
export function graphemeWidth(grapheme: string): number {
  if (isNarrow(grapheme)) return grapheme.length;
  return emoji().test(grapheme) ? 2 : unicodeWidth(grapheme.replace(MARKS, ""));
}

/**
 * Returns the most columns that a grapheme takes in any usual terminal. Many
 * draw each character by itself: a family of four in 8 columns, and a spacing
 * mark such as U+093F in one. Rows that must never be too long are broken with
 * this.
 *
 * @param grapheme One of the {@linkcode graphemes} of a text.
 * @returns At least its {@linkcode graphemeWidth}.
 *
 * @example
 * ```ts
 * import { maxGraphemeWidth } from "./width.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["a", "日", "👩‍💻"].map(maxGraphemeWidth), [1, 2, 4]);
 * ```
 */
export function maxGraphemeWidth(grapheme: string): number {
  return Math.max(graphemeWidth(grapheme), unicodeWidth(grapheme));
}

/**
 * Returns the most columns that a text takes in any usual terminal.
 *
 * @param text The text, without control characters and escape codes.
 * @returns The sum over its graphemes, at least its {@linkcode textWidth}.
 *
 * @example
 * ```ts
 * import { maxTextWidth } from "./width.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(maxTextWidth("hi 👩‍💻"), 7);
 * ```
 */
export function maxTextWidth(text: string): number {
  return sumOver(text, maxGraphemeWidth);
}

/** Adds up the widths of the graphemes of a text. */
function sumOver(text: string, widthOf: (grapheme: string) => number): number {
  if (isNarrow(text)) return text.length;
  let sum = 0;
  for (const grapheme of graphemes(text)) sum += widthOf(grapheme);
  return sum;
}
