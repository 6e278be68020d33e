/**
 * A prompt, a line and a window → the rows that show the line, and the place of
 * the cursor in them.
 *
 * @module
 */
import { breakRows, type Breaks } from "./breaks.ts";
import type { Line } from "./line.ts";
import { shown } from "./shown.ts";

/** The size of a window. */
export interface Size {
  /** The number of columns, at least 1. */
  readonly columns: number;
  /** The number of rows, at least 1. */
  readonly rows: number;
}

/** A row of an edited line. */
export interface Row {
  /** The part of the prompt that it shows. */
  readonly prompt: string;
  /** The part of the line that it shows. */
  readonly text: string;
}

/** A line as it is shown. */
export interface Layout {
  /** The rows, at least one, and no more than fit the window. */
  readonly rows: readonly Row[];
  /** The index of the row that the cursor is in. */
  readonly cursorRow: number;
  /** The part of that row before the cursor. */
  readonly beforeCursor: Row;
  /** Whether the cursor stands behind everything. */
  readonly isAtEnd: boolean;
  /** The places where it was broken into rows, for the next layout. */
  readonly breaks: Breaks;
}

/**
 * Lays a line out.
 *
 * @param prompt The text before the line.
 * @param line The line.
 * @param size The window.
 * @param known An earlier layout's breaks; rows before the first difference
 * need not be broken again.
 * @returns The layout. If the window has too few rows, it has those at the line's
 * end, or those around the cursor if that is further up.
 *
 * @example
 * ```ts
 * import { layout } from "./layout.ts";
 * import { lineOf } from "./line.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const size = { columns: 5, rows: 10 };
 * const { rows, cursorRow } = layout("> ", lineOf("日本語"), size);
 * assertEquals(rows, [
 *   { prompt: "> ", text: "日" },
 *   { prompt: "", text: "本語" },
 * ]);
 * assertEquals(cursorRow, 1);
 * ```
 */
export function layout(
  prompt: string,
  line: Line,
  { columns, rows }: Size,
  known?: Breaks,
): Layout {
  // A cursor behind the end takes a column, too.
  const text = `${prompt}${line.text} `;
  const border = prompt.length;
  const cursor = border + line.cursor;
  const options = { columns, border, place: cursor, rows };
  const breaks = breakRows(text, options, known);
  const { starts } = breaks;
  const cursorRow = starts.findLastIndex((start) => start <= cursor);
  const [top, end] = shownRows(starts.length, cursorRow, rows);
  const startOf = (i: number) => starts[i] ?? text.length;
  const rowFrom = (from: number, to: number) => rowOf(text, border, from, to);
  return {
    rows: Array.from(
      { length: end - top },
      (_, i) => rowFrom(startOf(top + i), startOf(top + i + 1)),
    ),
    cursorRow: cursorRow - top,
    beforeCursor: rowFrom(startOf(cursorRow), cursor),
    isAtEnd: cursor === text.length - 1,
    breaks,
  };
}

/** Returns which of the rows fit the window: the first one, and the end. */
function shownRows(
  count: number,
  cursorRow: number,
  rows: number,
): [top: number, end: number] {
  const centered = cursorRow + Math.floor(rows / 2) + 1;
  const end = Math.min(count, Math.max(centered, rows));
  return [Math.max(0, end - rows), end];
}

/** Returns the part of a prompt and a line between two places. */
function rowOf(text: string, border: number, from: number, to: number): Row {
  const middle = Math.min(Math.max(from, border), to);
  // The last character is the column of the cursor.
  const end = Math.min(to, text.length - 1);
  return {
    prompt: text.slice(from, middle),
    text: shown(text.slice(middle, end)),
  };
}
