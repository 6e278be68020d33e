/**
 * Tabs → blanks.
 *
 * @module
 */
import { textWidth } from "./width.ts";

/** How far apart the tab stops of terminals are. */
const STOP = 8;

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
    const blanks = STOP - end % STOP;
    expanded += " ".repeat(blanks) + part;
    end += blanks + textWidth(part);
  }
  return expanded;
}
