/**
 * The edited line: a text and a cursor in it, and how it was before.
 *
 * A line is a value. The cursor always stands on the border of a grapheme.
 *
 * @module
 */
import { border, borderAfter, borderBefore } from "../text/borders.ts";

/** A line that is being edited. */
export interface Line {
  /** Its text, with the control characters that were pasted. */
  readonly text: string;
  /** Where the cursor is, in UTF-16 code units. */
  readonly cursor: number;
  /** The line as it was before the last change; `null` if there was none. */
  readonly before: Line | null;
  /** What the last change was, while another one may join it. */
  readonly change: Change | null;
}

/** Changes that are undone as one when they follow one another. */
export type Change = "typing" | "erasing";

/**
 * Returns a line nothing was done to yet.
 *
 * @param text Its text; the cursor is at its end.
 */
export function lineOf(text = ""): Line {
  return { text, cursor: text.length, before: null, change: null };
}

/**
 * Moves the cursor.
 *
 * @param line The line.
 * @param cursor Where to; inside of a grapheme, it goes to the grapheme's end.
 * @returns The line with the cursor there.
 */
export function moveTo(line: Line, cursor: number): Line {
  const to = border(line.text, cursor);
  return { ...line, cursor: to, change: null };
}

/**
 * Puts a text in the place of a part of the line, with the cursor behind it.
 *
 * @param line The line.
 * @param from Where the part begins.
 * @param to Where it ends.
 * @param text What stands there instead.
 * @param change Given, the change is undone together with others of its kind.
 * @returns The changed line; the same one if nothing changes.
 *
 * @example
 * ```ts
 * import { lineOf, replace, undo } from "./line.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = replace(lineOf("hello"), 0, 1, "J");
 * assertEquals([line.text, line.cursor], ["Jello", 1]);
 * assertEquals(undo(line).text, "hello");
 * ```
 */
export function replace(
  line: Line,
  from: number,
  to: number,
  text: string,
  change: Change | null = null,
): Line {
  if (from === to && text === "") return line;
  const changed = line.text.slice(0, from) + text + line.text.slice(to);
  const isSame = change !== null && change === line.change;
  return {
    text: changed,
    cursor: border(changed, from + text.length),
    before: isSame ? line.before : line,
    change,
  };
}

/** Inserts a text at the cursor. */
export function insert(line: Line, text: string, change?: Change): Line {
  return replace(line, line.cursor, line.cursor, text, change);
}

/** Takes the last change back; the same line if there was none. */
export function undo(line: Line): Line {
  return line.before === null ? line : { ...line.before, change: null };
}

/** Returns the place where the grapheme before the cursor begins. */
export function left({ text, cursor }: Line): number {
  return borderBefore(text, cursor);
}

/** Returns the place where the grapheme at the cursor ends. */
export function right({ text, cursor }: Line): number {
  return borderAfter(text, cursor);
}

/**
 * Exchanges the graphemes on both sides of the cursor, and goes past them; at
 * the end, the last two.
 *
 * @param line The line.
 * @returns The line, the same one if there are not two graphemes to exchange.
 */
export function transpose(line: Line): Line {
  const { text, cursor } = line;
  const middle = cursor < text.length ? cursor : left(line);
  const start = borderBefore(text, middle);
  const end = borderAfter(text, middle);
  if (start === middle || middle === end) return line;
  const exchanged = text.slice(middle, end) + text.slice(start, middle);
  return replace(line, start, end, exchanged);
}
