/**
 * The borders of graphemes: the places in a text between two of them.
 *
 * @module
 */
import { segmentsOf } from "./graphemes.ts";

/**
 * Returns whether both characters beside a place are ASCII, so that it is a
 * border: CR LF is the only grapheme of two ASCII characters.
 */
function isPlain(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) < 0x80 && text.charCodeAt(at) < 0x80 &&
    !(text[at - 1] === "\r" && text[at] === "\n");
}

/**
 * Finds the border of a grapheme to the left of a place.
 *
 * @param text Any text.
 * @param at A place in it, in UTF-16 code units.
 * @returns The last border before the place; 0 at the beginning.
 *
 * @example
 * ```ts
 * import { borderBefore } from "./borders.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(borderBefore("ae\u0301", 3), 1);
 * ```
 */
export function borderBefore(text: string, at: number): number {
  if (at <= 1 || isPlain(text, at - 1)) return Math.max(0, at - 1);
  return segmentsOf(text).containing(at - 1)?.index ?? 0;
}

/**
 * Finds the border of a grapheme to the right of a place.
 *
 * @param text Any text.
 * @param at A place in it, in UTF-16 code units.
 * @returns The first border after the place; the text's length at its end.
 *
 * @example
 * ```ts
 * import { borderAfter } from "./borders.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(borderAfter("e\u0301a", 0), 2);
 * ```
 */
export function borderAfter(text: string, at: number): number {
  if (at >= text.length - 1) return text.length;
  if (isPlain(text, at + 1)) return at + 1;
  const grapheme = segmentsOf(text).containing(at);
  return grapheme ? grapheme.index + grapheme.segment.length : text.length;
}

/**
 * Finds the border of a grapheme at a place or to the right of it.
 *
 * @param text Any text.
 * @param at A place in it, in UTF-16 code units.
 * @returns The place if it is a border, or else the first border after it.
 *
 * @example
 * ```ts
 * import { border } from "./borders.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(border("e\u0301a", 1), 2);
 * assertEquals(border("e\u0301a", 2), 2);
 * ```
 */
export function border(text: string, at: number): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  if (isPlain(text, at)) return at;
  const isBorder = segmentsOf(text).containing(at)?.index === at;
  return isBorder ? at : borderAfter(text, at);
}
