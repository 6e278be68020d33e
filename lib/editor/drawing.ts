/**
 * The rows of an edited line → the escape codes that draw and erase them.
 *
 * However a terminal measures a grapheme, it can spoil the row that the grapheme
 * is in and nothing else: how many rows there are does not depend on it.
 *
 * @module
 */
import type { Layout, Row } from "./layout.ts";

/** Makes a terminal wrap what does not fit a row (DECAWM). */
export const WRAP_ON = "\x1b[?7h";
const WRAP_OFF = "\x1b[?7l";
const ERASE_BELOW = "\x1b[J";

/** Goes to the last column, wherever that is, and makes the next row. */
const NEXT_ROW = "\x1b[9999C  ";

const up = (rows: number) => rows > 0 ? `\x1b[${rows}A` : "";
const down = (rows: number) => rows > 0 ? `\x1b[${rows}B` : "";

/**
 * Erases a line and everything below it.
 *
 * @param cursorRow The row of the line that the cursor is in, from 0.
 * @returns The codes, after which the cursor is where the line began.
 */
export function eraseLine(cursorRow: number): string {
  return `\r${up(cursorRow)}${ERASE_BELOW}`;
}

/**
 * Draws a line where the cursor is, at the beginning of an empty row.
 *
 * First the rows are made, each from the one above by a blank that wraps, so that
 * a terminal that reflows lines when its width changes takes them for one line.
 * Then they are filled while nothing can wrap. Last, the text before the cursor is
 * drawn again, so that the cursor is where the terminal itself has its end.
 *
 * @param layout The line.
 * @param style Puts a style on the prompt.
 * @returns The codes, after which the cursor is in its row.
 */
export function drawLine(
  { rows, cursorRow, beforeCursor }: Layout,
  style: (prompt: string) => string,
): string {
  const shown = (row: Row) =>
    (row.prompt === "" ? "" : style(row.prompt)) + row.text;
  const last = rows.length - 1;
  return `${NEXT_ROW.repeat(last)}\r${up(last)}${WRAP_OFF}` +
    rows.map(shown).join("\r\x1b[B") +
    `\r${up(last - cursorRow)}${shown(beforeCursor)}${WRAP_ON}`;
}

/**
 * Moves the cursor below a line, which stays on the screen.
 *
 * @param layout The line.
 * @returns The codes, after which the cursor is at the beginning of the row after
 * the line's last one.
 */
export function leaveLine({ rows, cursorRow }: Layout): string {
  return `${down(rows.length - 1 - cursorRow)}\r\n`;
}

/**
 * Draws rows of news with the terminal's own wrapping off: where the terminal
 * takes a character to be wider than we do, the rest must not begin a row, which
 * could look like another message.
 *
 * @param rows The rows, an LF after each.
 * @param fits Whether they were made for a window no wider than it is now. If
 * not, the terminal wraps them after all, so that nothing is lost.
 * @returns The codes, after which the cursor is at the beginning of a row.
 */
export function drawRows(rows: string, fits: boolean): string {
  const drawn = rows.replaceAll("\n", "\r\n");
  return fits && drawn !== "" ? `${WRAP_OFF}${drawn}${WRAP_ON}` : drawn;
}
