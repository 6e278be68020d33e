/**
 * (prompt, line, window) → the rows that show it, and where the cursor is.
 *
 * @module
 */
import { breakRows, type Breaks } from "./breaks.ts";
import type { Line } from "./line.ts";
import { shown } from "./shown.ts";

/** The columns and rows of a window. */
export interface Size {
  /** Columns, at least 1. */
  readonly columns: number;
  /** Rows, at least 1. */
  readonly rows: number;
}

/** A row of an edited line. */
export interface Row {
  /** What it shows of the prompt. */
  readonly prompt: string;
  /** What it shows of the line. */
  readonly text: string;
}

/** A line as it is shown. */
export interface Layout {
  /** The rows, at least one, and no more than fit the window. */
  readonly rows: readonly Row[];
  /** Which of them the cursor is in. */
  readonly cursorRow: number;
  /** What stands before the cursor in its row. */
  readonly beforeCursor: Row;
  /** Whether the cursor stands behind everything. */
  readonly isAtEnd: boolean;
  /** What was broken into rows, and where, for the next layout. */
  readonly breaks: Breaks;
}

/**
 * Lays a line out.
 *
 * @param prompt What stands before it.
 * @param line The line.
 * @param size The window.
 * @param known An earlier layout's breaks; rows before the first difference
 * need not be broken again.
 * @returns The rows. Where there are more than fit, those at the line's end, or
 * around the cursor if that is further up.
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
  // A cursor behind the end needs room, too.
  const text = `${prompt}${line.text} `;
  const textEnd = text.length - 1;
  const border = prompt.length;
  const cursor = border + line.cursor;
  const how = { columns, border, place: cursor, rows };
  const breaks = breakRows(text, how, known);
  const { starts } = breaks;
  const cursorRow = starts.findLastIndex((start) => start <= cursor);
  const centered = cursorRow + Math.floor(rows / 2);
  const end = Math.min(starts.length, Math.max(centered + 1, rows));
  const top = Math.max(0, end - rows);

  const row = (from: number, to: number): Row => {
    const middle = Math.min(Math.max(from, border), to);
    return {
      prompt: text.slice(from, middle),
      text: shown(text.slice(middle, Math.min(to, textEnd))),
    };
  };
  const startOf = (i: number) => starts[i] ?? text.length;
  return {
    rows: Array.from(
      { length: end - top },
      (_, i) => row(startOf(top + i), startOf(top + i + 1)),
    ),
    cursorRow: cursorRow - top,
    beforeCursor: row(startOf(cursorRow), cursor),
    isAtEnd: cursor === textEnd,
    breaks,
  };
}
