/**
 * The edited text → the text that is shown for it.
 *
 * @module
 */
import { graphemes } from "../text/graphemes.ts";
import { visible } from "../text/visible.ts";

const PRINTABLE = /^[\x20-\x7e]*$/;
// deno-lint-ignore no-control-regex
const CONTROL = /^[\0-\x1f\x7f]+$/;
/** A letter that a joiner may stand before, in place of the next grapheme. */
const JOINED = "\u0627";
const LONE_MARK = /^\p{M}/u;

/**
 * Makes everything in an edited text visible, so that nothing in a paste acts on
 * the terminal. The text itself keeps what was pasted.
 *
 * @param text The edited text, or a part of it that begins and ends between
 * graphemes.
 * @returns The text with a symbol for each control character (Unicode's Control
 * Pictures), such as `␊` for a line end, and a name such as `<U+202E>` for any
 * other character that cannot be seen.
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
 * @returns The text that is shown; a combining mark alone gets a dotted circle.
 */
export function shownGrapheme(grapheme: string): string {
  if (CONTROL.test(grapheme)) return Array.from(grapheme, picture).join("");
  const shown = visible(grapheme + JOINED).slice(0, -JOINED.length);
  return LONE_MARK.test(shown) ? `◌${shown}` : shown;
}

function picture(control: string): string {
  return control === "\x7f"
    ? "␡"
    : String.fromCharCode(0x2400 + control.charCodeAt(0));
}
