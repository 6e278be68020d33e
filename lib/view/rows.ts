/**
 * Styled text → rows that fit a window.
 *
 * @module
 */
import { expandTabs } from "../text/tabs.ts";
import { textWidth } from "../text/width.ts";
import { wrap } from "../text/wrap.ts";

/** Returns a text with escape codes around it, if colours are on. */
export type Style = (text: string) => string;

/** A part of a line that has one style. */
export interface Span {
  /** The text, made visible. */
  readonly text: string;
  /** The style; none by default. */
  readonly style?: Style;
}

/**
 * Breaks a line into rows and styles them. Each row is styled by itself, so that
 * no style goes on beyond a row's end.
 *
 * @param spans The line. Tabs in it become blanks.
 * @param width The number of columns of a row.
 * @returns One row or more, none of them wider unless a grapheme is.
 *
 * @example
 * ```ts
 * import { layOut } from "./rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const style = (text: string) => `<${text}>`;
 * assertEquals(
 *   layOut([{ text: "bob", style }, { text: ": I think so" }], 8),
 *   ["<bob>: I", "think so"],
 * );
 * ```
 */
export function layOut(spans: readonly Span[], width: number): string[] {
  const flat = withoutTabs(spans);
  let start = 0;
  return wrap(flat.map(({ text }) => text).join(""), width).map((row) => {
    const styled = styleSlice(flat, start, start + row.trimEnd().length);
    start += row.length;
    return styled;
  });
}

function withoutTabs(spans: readonly Span[]): readonly Span[] {
  if (!spans.some(({ text }) => text.includes("\t"))) return spans;
  let column = 0;
  return spans.map((span) => {
    const text = expandTabs(span.text, column);
    column += textWidth(text);
    return { ...span, text };
  });
}

/** Returns the line from `start` to `end`, styled. */
function styleSlice(
  spans: readonly Span[],
  start: number,
  end: number,
): string {
  let styled = "";
  let before = 0;
  for (const { text, style = unstyled } of spans) {
    const slice = text.slice(
      Math.max(0, start - before),
      Math.max(0, end - before),
    );
    if (slice !== "") styled += style(slice);
    before += text.length;
  }
  return styled;
}

const unstyled: Style = (text) => text;
