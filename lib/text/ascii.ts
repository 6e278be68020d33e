/**
 * Text that is safe to print as it is.
 *
 * @module
 */

const PRINTABLE = /^[\t\n\x20-\x7e]*$/;
/** The length up to which a regular expression is faster, in UTF-16 code units. */
const LONG_CHARS = 1024;

/** Scratch space for a text: as words of four bytes, and as bytes. */
const words = new Int32Array(16 * 1024);
const bytes = new Uint8Array(words.buffer);
const encoder = new TextEncoder();

/** Returns a word of the same byte four times. */
const four = (byte: number) => Math.imul(byte, 0x01010101);
const HIGH = four(0x80);
const LOW = four(0x7f);

/**
 * Returns whether a text consists of printable ASCII, tabs and LFs alone, as most
 * text does. Four characters of a long text are checked in one step (SWAR: SIMD
 * within a register), in a quarter of the time of a regular expression.
 *
 * @param text Any text.
 * @returns Whether it can be printed as it is.
 *
 * @example
 * ```ts
 * import { isPrintable } from "./ascii.ts";
 * import { assert } from "@std/assert";
 *
 * assert(isPrintable("alice: hi\n"));
 * assert(!isPrintable("alice: \x1b[2J\n") && !isPrintable("é"));
 * ```
 */
export function isPrintable(text: string): boolean {
  // Most text that is not printable has the first such character early.
  if (!PRINTABLE.test(text.slice(0, LONG_CHARS))) return false;
  if (text.length <= LONG_CHARS) return true;
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read < text.length) return PRINTABLE.test(text);
  const end = Math.ceil(written / 4);
  bytes.fill(0x20, written, end * 4);
  let found = 0;
  for (let i = 0; i < end; i++) {
    const word = words[i] ?? 0;
    // The high bit of each byte says: below a blank; a tab or an LF; DEL. Neither
    // a sum nor a difference carries into the next byte.
    const high = word | HIGH;
    const control = ~(high - four(0x20));
    const tabOrLf = (high - four(0x09)) & ~(high - four(0x0b));
    const del = (word & LOW) + four(1);
    found |= (control & ~tabOrLf) | del | word;
  }
  return (found & HIGH) === 0;
}
