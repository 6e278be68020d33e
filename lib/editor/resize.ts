/**
 * The row of the cursor after the width of the window has changed.
 *
 * Some terminals leave the rows of a drawn line as they are, others reflow them.
 * The column of the cursor tells which, unless it is the same either way.
 *
 * @module
 */
import { graphemes } from "../text/graphemes.ts";
import { graphemeWidth, maxGraphemeWidth, textWidth } from "../text/width.ts";
import type { Layout } from "./layout.ts";

/** The answers of a terminal to two questions. */
export interface TerminalAnswers {
  /** The column of the cursor, from 0. */
  readonly column: number;
  /** The terminal's secondary device attributes, if it has any. */
  readonly terminal: string;
}

/**
 * The secondary device attributes of terminals that leave rows as they are:
 * xterm, mintty, rxvt, screen; xterm.js and PuTTY. A terminal without any does so,
 * too.
 */
const KEEPS_ROWS = /^>(?:41|77|82|83);|^>0;(?:276|136);|^$/;
/**
 * Those of terminals that reflow rows: tmux and VTE; kitty, WezTerm, foot and
 * Konsole; Windows Terminal, Konsole and Alacritty.
 */
const REFLOWS_ROWS =
  /^>(?:84|61|65);|^>1;(?:40\d\d|277|0\d{5}|115);|^>0;(?:10;1|115;|\d{4};1)/;

/**
 * Finds the row of the cursor.
 *
 * @param layout The line as it was drawn.
 * @param columns The number of columns of the window now.
 * @param answers The answers of the terminal; `null` if it gives none.
 * @returns The index of the row, 0 for the first of the line. In doubt (an unknown
 * terminal, a grapheme that may be measured in two ways) it is the smaller one, so
 * that nothing above the line is erased.
 */
export function rowAfterResize(
  layout: Layout,
  columns: number,
  answers: TerminalAnswers | null,
): number {
  const { cursorRow: kept, beforeCursor, isAtEnd } = layout;
  if (answers === null) return kept;
  const { column, terminal } = answers;
  const cells = cellsBefore(layout, columns, graphemeWidth);
  const mostCells = cellsBefore(layout, columns, maxGraphemeWidth);
  const reflowed = Math.min(
    nearestRow(cells - column, columns),
    nearestRow(mostCells - column, columns),
  );
  const text = beforeCursor.prompt + beforeCursor.text;
  const isKept = Math.min(textWidth(text), columns - 1) === column;
  // Behind a full row, the cursor may stay in it.
  const isReflowed = (cells - column) % columns === 0 ||
    isAtEnd && cells % columns === 0 && column === columns - 1;
  if (cells === mostCells && isKept !== isReflowed) {
    return isKept ? kept : reflowed;
  }
  if (KEEPS_ROWS.test(terminal)) return kept;
  return REFLOWS_ROWS.test(terminal) ? reflowed : Math.min(kept, reflowed);
}

function nearestRow(cells: number, columns: number): number {
  return Math.max(0, Math.round(cells / columns));
}

/** Counts the cells before the cursor if the line was reflowed. */
function cellsBefore(
  { rows, cursorRow, beforeCursor, breaks }: Layout,
  columns: number,
  measure: (grapheme: string) => number,
): number {
  let cells = 0;
  const put = (size: number) => {
    const left = columns - cells % columns;
    // What does not fit a row leaves the rest of it empty.
    cells += size <= left ? size : left + size;
  };
  for (const { prompt, text } of rows.slice(0, cursorRow)) {
    const sizes = Array.from(graphemes(prompt + text), measure);
    sizes.forEach(put);
    // The row was filled up with blanks.
    const used = sizes.reduce((sum, size) => sum + size, 0);
    cells += Math.max(0, breaks.columns - used);
  }
  const before = beforeCursor.prompt + beforeCursor.text;
  Array.from(graphemes(before), measure).forEach(put);
  return cells;
}
