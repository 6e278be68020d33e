/**
 * The places where a text breaks into rows.
 *
 * It breaks between graphemes, wherever a row is full. A grapheme is taken to be
 * as wide as the widest that a terminal may draw it ({@linkcode
 * maxTextWidth}), so that no terminal cuts anything off.
 *
 * @module
 */
import { graphemes } from "../text/graphemes.ts";
import { maxTextWidth } from "../text/width.ts";
import { shownGrapheme } from "./shown.ts";

/** The places where a text breaks, as far as they had to be known. */
export interface Breaks {
  /** The text. */
  readonly text: string;
  /** The number of columns of its rows. */
  readonly columns: number;
  /** The places where rows begin, in UTF-16 code units. */
  readonly starts: readonly number[];
}

/** Options for breaking a text. */
export interface Breaking {
  /** The number of columns of a row. */
  readonly columns: number;
  /** The place where the prompt ends; no grapheme reaches across it. */
  readonly border: number;
  /** The place of the cursor. */
  readonly place: number;
  /** The number of rows below the row of that place that matter. */
  readonly rows: number;
}

/** ASCII without CR: graphemes that are shown in one column each. */
// deno-lint-ignore no-control-regex
const NARROW = /^[\0-\x0c\x0e-\x7f]*$/;

/**
 * Breaks a text into rows.
 *
 * @param text The text.
 * @param options The width of the rows, and how far to break.
 * @param known The breaks of an earlier text. Rows that are the same are not
 * broken again, so that a change to a long text costs no more than to a short one.
 * @returns The breaks, up to the last row that matters.
 *
 * @example
 * ```ts
 * import { breakRows } from "./breaks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { columns: 3, border: 0, place: 0, rows: 10 };
 * assertEquals(breakRows("日本go", options).starts, [0, 1, 3]);
 * ```
 */
export function breakRows(
  text: string,
  { columns, border, place, rows }: Breaking,
  known?: Breaks,
): Breaks {
  const starts = known?.columns === columns ? sameStarts(known, text) : [0];
  const breaks = { text, columns, starts };
  const isEnough = () => (starts[starts.length - 1 - rows] ?? 0) > place;
  let start = starts.at(-1) ?? 0;
  // Most text is narrow, so that every row is as long as it is wide.
  while (NARROW.test(text.slice(start, start + columns + 1))) {
    start += columns;
    if (start >= text.length || isEnough()) return breaks;
    starts.push(start);
  }
  let used = 0;
  for (const grapheme of graphemesFrom(text, start, border)) {
    const needed = widthOf(grapheme);
    if (used > 0 && used + needed + spareOf(grapheme) > columns) {
      if (isEnough()) break;
      starts.push(start);
      used = 0;
    }
    used += needed;
    start += grapheme.length;
  }
  return breaks;
}

/** Yields the graphemes from a place on; none reaches across the border. */
function* graphemesFrom(
  text: string,
  start: number,
  border: number,
): Generator<string> {
  if (start < border) yield* graphemes(text.slice(start, border));
  yield* graphemes(text.slice(Math.max(start, border)));
}

/** The widths of graphemes measured so far; a text has few different ones. */
const widths = new Map<string, number>();
const MAX_WIDTHS = 10_000;

/** Returns the most columns that a grapheme takes as it is shown. */
function widthOf(grapheme: string): number {
  const known = widths.get(grapheme);
  if (known !== undefined) return known;
  if (widths.size >= MAX_WIDTHS) widths.clear();
  const columns = maxTextWidth(shownGrapheme(grapheme));
  widths.set(grapheme, columns);
  return columns;
}

/**
 * Returns the number of columns that must stay free behind a grapheme. Where
 * nothing wraps, a cursor behind the last column stays in it, and tmux then puts
 * a mark that follows on the letter before the last one.
 */
function spareOf(grapheme: string): number {
  const isAlone =
    grapheme.length <= ((grapheme.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
  return isAlone ? 0 : 1;
}

/** Returns the beginnings of the rows that are the same in another text. */
function sameStarts({ text: before, starts }: Breaks, text: string): number[] {
  let common = 0;
  while (
    common < text.length &&
    before.charCodeAt(common) === text.charCodeAt(common)
  ) common++;
  // A row is the same only if what did not fit into it is the same, too.
  const same = starts.findLastIndex((start) => start + 2 <= common);
  return starts.slice(0, Math.max(1, same));
}
