/**
 * Text → graphemes: what people take for one character (UAX #29).
 *
 * @module
 */

import { isNarrow } from "./narrow.ts";

/** Made at first use, as that takes longer than everything else at start-up. */
let segmenter: Intl.Segmenter | undefined;

/**
 * Returns the graphemes of a text, in order.
 *
 * @param text Any text.
 * @returns The graphemes, which can be iterated over once. Joined, they are the
 * text.
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
 * Returns the graphemes of a text with their places.
 *
 * @param text Any text.
 * @returns The graphemes. `containing` finds one by a place, in UTF-16 code
 * units.
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
