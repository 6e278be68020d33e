/**
 * Tabs → blanks.
 *
 * @module
 */
import { textWidth } from "./width.ts";

/** The columns from one tab stop of a terminal to the next. */
const TAB_COLUMNS = 8;

/**
 * Replaces each tab with the blanks that lead to the next tab stop.
 *
 * @param text One line.
 * @param column The column that the line begins in, from 0.
 * @returns The line without tabs.
 *
 * @example
 * ```ts
 * import { expandTabs } from "./tabs.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(expandTabs("a\tb\tc"), "a       b       c");
 * assertEquals(expandTabs("\tx", 6), "  x");
 * ```
 */
export function expandTabs(text: string, column = 0): string {
  if (!text.includes("\t")) return text;
  const [first = "", ...rest] = text.split("\t");
  let expanded = first;
  let end = column + textWidth(first);
  for (const part of rest) {
    const blanks = TAB_COLUMNS - end % TAB_COLUMNS;
    expanded += " ".repeat(blanks) + part;
    end += blanks + textWidth(part);
  }
  return expanded;
}
