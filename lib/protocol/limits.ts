/**
 * The 1024-byte rule: the assignment lets both sides assume that no message is
 * longer, so what is longer has to be sent as several.
 *
 * @module
 */

/** The most bytes of UTF-8 that one message may have (the assignment). */
export const MESSAGE_BYTES = 1024;

const encoder = new TextEncoder();
/** Made when first needed, as it takes longer than all else at start-up. */
let graphemes: Intl.Segmenter | undefined;

/**
 * Returns the number of bytes that a text takes on the wire.
 *
 * @param text Any text.
 * @returns The length of its UTF-8 form.
 *
 * @example
 * ```ts
 * import { byteLength } from "./limits.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(byteLength("né"), 3);
 * ```
 */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/**
 * Returns the most bytes that the text of one message may have.
 *
 * @param eol The delimiter that is sent after each message.
 * @returns {@linkcode MESSAGE_BYTES} less the bytes of `eol`.
 *
 * @example
 * ```ts
 * import { textLimit } from "./limits.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(textLimit("\r\n"), 1022);
 * ```
 */
export function textLimit(eol: string): number {
  return MESSAGE_BYTES - byteLength(eol);
}

// deno-lint-ignore no-control-regex
const BLANKS = /[\s\x1c-\x1f\x85]+$/;

/**
 * Removes trailing white space, as the class's server does to every message:
 * what Python's `str.rstrip` takes for white space, or JavaScript does.
 *
 * @param text Any text.
 * @returns The text without it.
 */
export function trimEnd(text: string): string {
  return text.replace(BLANKS, "");
}

/**
 * Returns whether a message would be empty once the class's server has removed
 * white space, and so a logout.
 *
 * @param text Any text.
 * @returns Whether it has nothing except white space.
 *
 * @example
 * ```ts
 * import { isBlank } from "./limits.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["", " \t", "\x1f", "."].map(isBlank), [true, true, true, false]);
 * ```
 */
export function isBlank(text: string): boolean {
  return trimEnd(text) === "";
}

/**
 * Cuts a text into messages: between words where it can, else between graphemes
 * (Unicode UAX #29), and inside a grapheme only when that one alone is too
 * long. No part is blank, because the class's server takes a blank message for
 * a logout; blanks that would fill a part are left out, and with them
 * everything else joined is the text again. Where it can be avoided, no part
 * except the first begins with a single `/`, with or without blanks before it:
 * the server could take it for a command.
 *
 * @param text The text to cut.
 * @param bytes The most bytes a part may have, at least 4.
 * @returns One part or more; only a blank text gives a blank part.
 *
 * @example
 * ```ts
 * import { split } from "./limits.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(split("to be or not to be", 9), ["to be or ", "not to be"]);
 * ```
 */
export function split(text: string, bytes: number = MESSAGE_BYTES): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > bytes || byteLength(rest) > bytes) {
    const length = cutAt(rest, bytes);
    parts.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  parts.push(rest);
  const worded = parts.filter((part) => !isBlank(part));
  return worded.length > 0 ? worded : parts.slice(0, 1);
}

/** Returns the length of the longest good part at the start of a long text. */
function cutAt(text: string, bytes: number): number {
  const limit = encoder.encodeInto(text, new Uint8Array(bytes)).read;
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  // With the character after the limit, which may belong to the one before.
  const segments = graphemes.segment(text.slice(0, limit + 2));
  const isGood = (at: number) =>
    !startsCommand(text, at) && segments.containing(at)?.index === at;
  const isSpace = (at: number) => /\s/.test(text[at] ?? "");
  return lastIndex(limit, (at) => isSpace(at - 1) && isGood(at)) ??
    lastIndex(limit, isGood) ?? limit;
}

function lastIndex(
  from: number,
  isIt: (index: number) => boolean,
): number | undefined {
  for (let index = from; index > 0; index--) if (isIt(index)) return index;
}

/** Returns whether a part from here could be taken for a command. */
function startsCommand(text: string, index: number): boolean {
  return /^\s*\/(?!\/)/.test(text.slice(index, index + MESSAGE_BYTES));
}
