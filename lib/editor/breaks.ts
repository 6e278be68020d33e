/**
 * Where a text breaks into rows.
 *
 * It breaks between graphemes, wherever a row is full. A grapheme counts with the
 * most columns that a terminal may give it ({@linkcode maxGraphemeWidth}), so that a terminal
 * with other ideas about it cuts nothing off.
 *
 * @module
 */
import { graphemes } from "../text/graphemes.ts";
import { maxGraphemeWidth } from "../text/width.ts";
import { shownGrapheme } from "./shown.ts";

/** The places where a text breaks, as far as they had to be known. */
export interface Breaks {
  /** The text. */
  readonly text: string;
  /** How wide its rows are. */
  readonly columns: number;
  /** Where rows begin, in code units. */
  readonly starts: readonly number[];
}

/** The way in which a text is to be broken. */
export interface Breaking {
  /** How wide a row is. */
  readonly columns: number;
  /** A place in the text over which no grapheme goes. */
  readonly border: number;
  /** The place that matters: further down than some rows, breaks do not. */
  readonly place: number;
  /** How many rows after the place's row matter. */
  readonly rows: number;
}

/** ASCII without CR: graphemes that are shown in one column each. */
// deno-lint-ignore no-control-regex
const NARROW = /^[\0-\x0c\x0e-\x7f]*$/;

/**
 * Breaks a text into rows.
 *
 * @param text The text.
 * @param how How it is broken.
 * @param known The breaks of an earlier text. Rows that are the same are not
 * broken again, so a change to a long text costs no more than to a short one.
 * @returns The breaks.
 *
 * @example
 * ```ts
 * import { breakRows } from "./breaks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const how = { columns: 3, border: 0, place: 0, rows: 10 };
 * assertEquals(breakRows("日本go", how).starts, [0, 1, 3]);
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
    const needed = roomOf(grapheme);
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

/** The graphemes of a text from a place on; none goes over the border. */
function* graphemesFrom(
  text: string,
  start: number,
  border: number,
): Generator<string> {
  if (start < border) yield* graphemes(text.slice(start, border));
  yield* graphemes(text.slice(Math.max(start, border)));
}

/** The widths of graphemes, as a text has few different ones. */
const rooms = new Map<string, number>();
const MAX_ROOMS = 10_000;

function roomOf(grapheme: string): number {
  const known = rooms.get(grapheme);
  if (known !== undefined) return known;
  if (rooms.size >= MAX_ROOMS) rooms.clear();
  let columns = 0;
  for (const part of graphemes(shownGrapheme(grapheme))) {
    columns += maxGraphemeWidth(part);
  }
  rooms.set(grapheme, columns);
  return columns;
}

/**
 * The columns that must be free behind a grapheme. Where nothing wraps, a cursor
 * behind the last column stays in it, so that tmux puts a mark that follows on the
 * letter before the last one.
 */
function spareOf(grapheme: string): number {
  const isAlone =
    grapheme.length <= ((grapheme.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
  return isAlone ? 0 : 1;
}

/** The beginnings of rows that are the same in another text. */
function sameStarts({ text: before, starts }: Breaks, text: string): number[] {
  let common = 0;
  while (
    common < text.length &&
    before.charCodeAt(common) === text.charCodeAt(common)
  ) common++;
  // A row is the same if what did not fit it any more is the same, too.
  const same = starts.findLastIndex((start) => start + 2 <= common);
  return starts.slice(0, Math.max(1, same));
}
