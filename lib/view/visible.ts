/**
 * Untrusted text → text that does nothing to a terminal but stand there.
 *
 * @module
 */
import { isPrintable } from "./ascii.ts";

/**
 * What is not shown as it is: control characters (C0, DEL, C1), format
 * characters, line and paragraph separators and whatever else Unicode has that
 * leaves no mark, but for the joiner and the variation selectors of emoji, and
 * LF. In a function, as compiling it takes longer than all else at start-up and
 * most runs never need it.
 */
const unsafe = () =>
  /[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]--[\n\u200d\p{Variation_Selector}]]/gv;

/** What may be unsafe is looked for with less than all of Unicode in mind. */
const SUSPECT = /[^\n\x20-\x7e]+/g;

/**
 * Makes control and invisible characters visible, as `cat -v` and git do.
 *
 * @param text Text from the server, another user or the command line.
 * @returns The same, with `^[` for ESC and `<U+202E>` for what has no such name.
 *
 * @example
 * ```ts
 * import { visible } from "./visible.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(visible("\x1b[2J\x07"), "^[[2J^G");
 * assertEquals(visible("abc\u202edef"), "abc<U+202E>def");
 * assertEquals(visible("👩‍💻 ❤️"), "👩‍💻 ❤️");
 * ```
 */
export function visible(text: string): string {
  return visibleLines(text).replaceAll("\n", name);
}

/**
 * The same for several lines at once: LF stays.
 *
 * @param text Lines of untrusted text.
 * @returns The lines, made visible.
 *
 * @example
 * ```ts
 * import { visibleLines } from "./visible.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(visibleLines("a\n\x1bb\n"), "a\n^[b\n");
 * ```
 */
export function visibleLines(text: string): string {
  return isPrintable(text)
    ? text
    : text.replace(SUSPECT, (some) => some.replace(unsafe(), name));
}

/**
 * JSON that is exact when parsed and harmless when looked at.
 *
 * @param value What to write.
 * @returns One line of JSON, what is unsafe in it escaped.
 *
 * @example
 * ```ts
 * import { visibleJson } from "./visible.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(visibleJson("\u202e"), String.raw`"\u202e"`);
 * assertEquals(JSON.parse(visibleJson("\x9b1m")), "\x9b1m");
 * ```
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafe(),
    (character) => character.split("").map(escaped).join(""),
  );
}

function name(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) {
    return "^" + String.fromCharCode(code ^ 0x40);
  }
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

function escaped(unit: string): string {
  return "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0");
}
