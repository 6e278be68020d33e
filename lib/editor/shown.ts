/**
 * The edited text → what is shown of it.
 *
 * @module
 */
import { graphemes } from "../text/graphemes.ts";
import { visible } from "../text/visible.ts";

const PRINTABLE = /^[\x20-\x7e]*$/;
// deno-lint-ignore no-control-regex
const CONTROL = /^[\0-\x1f\x7f]+$/;
/**
 * What is looked at. Whether a joiner behind it joins anything is known only from
 * the next grapheme.
 */
const LOOKS = /[^\u200c\u200d]+/g;
const LONE_JOINER = /^[\u200c\u200d]/;
const LONE_MARK = /^\p{M}/u;

/**
 * Makes everything in an edited text visible, so that nothing in a paste acts on
 * the terminal. The text itself keeps what was pasted.
 *
 * @param text The edited text, or a part of it that begins and ends between
 * graphemes.
 * @returns The text with a picture for each control character (Unicode's Control
 * Pictures), such as `␊` for a line end, and `<U+202E>` for what else cannot be
 * seen.
 *
 * @example
 * ```ts
 * import { shown } from "./shown.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(shown("one\n\ttwo\x1b\u202e"), "one␊␉two␛<U+202E>");
 * assertEquals(shown("👩‍💻"), "👩‍💻");
 * ```
 */
export function shown(text: string): string {
  if (PRINTABLE.test(text)) return text;
  let all = "";
  for (const grapheme of graphemes(text)) all += shownGrapheme(grapheme);
  return all;
}

/**
 * Makes one grapheme visible, as {@linkcode shown} does.
 *
 * @param grapheme The grapheme.
 * @returns What is shown; a mark without a letter gets a dotted circle.
 */
export function shownGrapheme(grapheme: string): string {
  if (CONTROL.test(grapheme)) return Array.from(grapheme, picture).join("");
  if (LONE_JOINER.test(grapheme)) return visible(grapheme);
  const shown = grapheme.replace(LOOKS, (part) => visible(part));
  return LONE_MARK.test(shown) ? `◌${shown}` : shown;
}

function picture(control: string): string {
  return control === "\x7f"
    ? "␡"
    : String.fromCharCode(0x2400 + control.charCodeAt(0));
}
