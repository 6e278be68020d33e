/**
 * Names → columns that fit a window.
 *
 * @module
 */
import { unicodeWidth } from "@std/cli/unicode-width";

const SPACES = 2;

/**
 * Lays names out in columns, downwards first, as `ls` does.
 *
 * @param names What to lay out, already made visible.
 * @param width How many terminal columns there are.
 * @param paint What to do to each name once its place is known.
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
  const cell = Math.max(...names.map(unicodeWidth), 1) + SPACES;
  const perRow = Math.max(1, Math.floor((width + SPACES) / cell));
  const count = Math.ceil(names.length / perRow);
  return Array.from({ length: count }, (_, row) => {
    const inRow = names.filter((_, i) => i % count === row);
    return inRow.map((name, i) => {
      const isLast = i === inRow.length - 1;
      const gap = isLast ? 0 : cell - unicodeWidth(name);
      return paint(name) + " ".repeat(gap);
    }).join("");
  });
}
