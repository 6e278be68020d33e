/**
 * Text → graphemes: what people take for one character (Unicode UAX #29).
 *
 * @module
 */

import { isNarrow } from "./narrow.ts";

/** Made when it is first needed: that takes longer than all else at start-up. */
let segmenter: Intl.Segmenter | undefined;

/**
 * Returns the graphemes of a text, in order.
 *
 * @param text Any text.
 * @returns The graphemes; joined, they are the text. It can be iterated over
 * once.
 *
 * @example
 * ```ts
 * import { graphemes } from "./graphemes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...graphemes("né👩‍💻")], ["n", "é", "👩‍💻"]);
 * ```
 */
export function graphemes(text: string): Iterable<string> {
  return isNarrow(text) ? text : segments(text);
}

function* segments(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(text)) yield segment;
}
