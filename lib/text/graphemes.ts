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
  for (const { segment } of segmentsOf(text)) yield segment;
}

/**
 * Returns the graphemes of a text with their places, which can be looked up.
 *
 * @param text Any text.
 *
 * @example
 * ```ts
 * import { segmentsOf } from "./graphemes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(segmentsOf("ne\u0301").containing(2)?.index, 1);
 * ```
 */
export function segmentsOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return segmenter.segment(text);
}
