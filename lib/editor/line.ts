/**
 * The edited line: a text, a cursor in it, and the line before the last change.
 *
 * A line is an immutable value. The cursor always stands on the border of a grapheme.
 *
 * @module
 */
import { border, borderAfter, borderBefore } from "../text/borders.ts";

/** A line that is being edited. */
export interface Line {
  /** The text, with the control characters that were pasted. */
  readonly text: string;
  /** The place of the cursor, in UTF-16 code units. */
  readonly cursor: number;
  /** The line as it was before the last change; `null` if there was none. */
  readonly before: Line | null;
  /** The kind of the last change, while another one may join it; or `null`. */
  readonly change: Change | null;
}

/** A kind of changes that are undone together when they follow one another. */
export type Change = "typing" | "erasing";

/**
 * Creates a line without changes, with the cursor at its end.
 *
 * @param text The text.
 * @returns The line.
 */
export function lineOf(text = ""): Line {
  return { text, cursor: text.length, before: null, change: null };
}

/**
 * Moves the cursor.
 *
 * @param line The line.
 * @param cursor The place, in UTF-16 code units; inside a grapheme, the grapheme's
 * end is taken.
 * @returns The line with the cursor there.
 */
export function moveTo(line: Line, cursor: number): Line {
  const to = border(line.text, cursor);
  return { ...line, cursor: to, change: null };
}

/**
 * Replaces a part of the line by a text, and puts the cursor behind it.
 *
 * @param line The line.
 * @param from The beginning of the part, in UTF-16 code units.
 * @param to The end of the part.
 * @param text The new text.
 * @param change The kind of change, if it is to be undone together with others.
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

/** Undoes the last change; returns the same line if there was none. */
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
 * Swaps the graphemes on both sides of the cursor, or the last two at the end of
 * the line, and puts the cursor behind them.
 *
 * @param line The line.
 * @returns The line; the same one if there are not two graphemes to swap.
 */
export function transpose(line: Line): Line {
  const { text, cursor } = line;
  const middle = cursor < text.length ? cursor : left(line);
  const start = borderBefore(text, middle);
  const end = borderAfter(text, middle);
  if (start === middle || middle === end) return line;
  const swapped = text.slice(middle, end) + text.slice(start, middle);
  return replace(line, start, end, swapped);
}
