/**
 * Names → columns that fit a window.
 *
 * @module
 */
import { maxTextWidth } from "../text/width.ts";

/** The least number of blanks between two columns. */
const SPACES = 2;

/**
 * Lays names out in columns, downwards first, as `ls` does.
 *
 * @param names The names, made visible.
 * @param width The number of columns of the terminal.
 * @param paint Styles a name, once its place is known.
 * @returns The rows, none wider than `width` unless a single name is.
 *
 * @example
 * ```ts
 * import { columns } from "./columns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(columns(["a", "bb", "c", "d"], 9), ["a   c", "bb  d"]);
 * ```
 */
export function columns(
  names: readonly string[],
  width: number,
  paint: (name: string) => string = (name) => name,
): string[] {
  const widths = names.map(maxTextWidth);
  const cell = widths.reduce((most, width) => Math.max(most, width), 1) +
    SPACES;
  const perRow = Math.max(1, Math.floor((width + SPACES) / cell));
  const count = Math.ceil(names.length / perRow);
  return Array.from({ length: count }, (_, row) => {
    let text = "";
    let gap = 0;
    for (let i = row; i < names.length; i += count) {
      text += " ".repeat(gap) + paint(names[i] ?? "");
      gap = cell - (widths[i] ?? 0);
    }
    return text;
  });
}
