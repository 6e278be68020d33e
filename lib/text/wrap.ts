/**
 * A line → rows that fit a window, broken between words.
 *
 * @module
 */
import { graphemes } from "./graphemes.ts";
import { isNarrow } from "./narrow.ts";
import { maxGraphemeWidth, maxTextWidth } from "./width.ts";

/** The blanks after which a row may end; no-break spaces are not among them. */
const BLANKS = String.raw` \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000`;

/** A word, which may be empty, and the blanks behind it. */
const WORDS = new RegExp(`([^${BLANKS}]*)([${BLANKS}]*)`, "g");

/**
 * Breaks a line into rows: between words, and inside a word (between graphemes)
 * only if it is wider than a row. Widths are counted as {@linkcode
 * maxGraphemeWidth} has them, so that the rows fit in any terminal.
 *
 * @param text One line, without control characters.
 * @param width The number of columns of a row.
 * @returns One row or more; joined, they are the text. The blanks at which a row
 * is broken stand at its end, where they may exceed the width: trim them. A
 * combining mark that stands on a blank may be separated from it.
 *
 * @example
 * ```ts
 * import { wrap } from "./wrap.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wrap("to be or not to be", 8), ["to be or ", "not to ", "be"]);
 * assertEquals(wrap("extraordinary", 8), ["extraord", "inary"]);
 * ```
 */
export function wrap(text: string, width: number): string[] {
  if (text.length <= width && isNarrow(text)) return [text];
  const rows: string[] = [];
  let row = "";
  let used = 0;
  const breakRow = () => {
    rows.push(row);
    row = "";
    used = 0;
  };
  const add = (part: string, columns: number) => {
    if (used + columns > width && row !== "") breakRow();
    row += part;
    used += columns;
  };
  for (const [, word = "", blanks = ""] of text.matchAll(WORDS)) {
    const columns = maxTextWidth(word);
    if (columns <= width) {
      add(word, columns);
    } else {
      // A long URL is easier to read from its own row on. Text in a script
      // without blanks is not a long word.
      if (isNarrow(word) && row.trim() !== "") breakRow();
      for (const part of graphemes(word)) add(part, maxGraphemeWidth(part));
    }
    row += blanks;
    used += maxTextWidth(blanks);
  }
  return [...rows, row];
}
