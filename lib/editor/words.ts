/**
 * The beginnings and ends of words (UAX #29), in any script.
 *
 * @module
 */
import { border, borderBefore } from "../text/borders.ts";

/** Made at first use, as loading Unicode's rules takes time. */
let segmenter: Intl.Segmenter | null = null;

/** Finds the word, blank or punctuation mark that a code unit belongs to. */
function segmentAt(text: string, at: number): Intl.SegmentData | undefined {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  return segmenter.segment(text).containing(at);
}

/** A character of a word, rather than a blank or a punctuation mark. */
const WORDLIKE = /[\p{L}\p{N}\p{M}_]/u;

/** Finds the first place from `at` on, forwards or backwards, that is in a word. */
function wordlike(text: string, at: number, step: 1 | -1): number {
  let place = at;
  while (place >= 0 && place < text.length) {
    const code = text.codePointAt(place) ?? 0;
    const isHalf = code >= 0xdc00 && code <= 0xdfff;
    if (!isHalf && WORDLIKE.test(String.fromCodePoint(code))) break;
    place += step;
  }
  return place;
}

/**
 * Finds the beginning of the word before a place.
 *
 * @param text Any text.
 * @param at A place in it, in UTF-16 code units.
 * @returns The beginning of the word; 0 if there is none.
 *
 * @example
 * ```ts
 * import { wordStart } from "./words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wordStart("ganz naïve Grüße, ", 18), 11);
 * ```
 */
export function wordStart(text: string, at: number): number {
  const inside = wordlike(text, at - 1, -1);
  if (inside < 0) return 0;
  const start = segmentAt(text, inside)?.index ?? 0;
  return borderBefore(text, start + 1);
}

/**
 * Finds the end of the word after a place.
 *
 * @param text Any text.
 * @param at A place in it, in UTF-16 code units.
 * @returns The end of the word; the text's length if there is none.
 *
 * @example
 * ```ts
 * import { wordEnd } from "./words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wordEnd("naïve Grüße", 5), 11);
 * ```
 */
export function wordEnd(text: string, at: number): number {
  const inside = wordlike(text, at, 1);
  if (inside >= text.length) return text.length;
  const word = segmentAt(text, inside);
  return word ? border(text, word.index + word.segment.length) : text.length;
}

/**
 * Finds the beginning of the word before a place, where only blanks separate
 * words, as for Ctrl-W in a shell.
 *
 * @param text Any text.
 * @param at A place in it, in UTF-16 code units.
 * @returns The beginning of the word; 0 if there is none.
 *
 * @example
 * ```ts
 * import { blankStart } from "./words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(blankStart("ls /usr/lib ", 12), 3);
 * ```
 */
export function blankStart(text: string, at: number): number {
  let place = at;
  while (place > 0 && /\s/.test(text[place - 1] ?? "")) place--;
  while (place > 0 && /\S/.test(text[place - 1] ?? "")) place--;
  return borderBefore(text, place + 1);
}
