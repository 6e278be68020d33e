/**
 * Bytes ↔ text without loss: bytes that are not UTF-8 become lone surrogates
 * and come out as they went in, as with Python's `surrogateescape` (PEP 383).
 *
 * The class's server never decodes what is said in a room: of a message that it
 * cuts inside a character, it sends two halves of that character.
 *
 * @module
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** The surrogate for the byte 0x00. Only 0x80 to 0xFF are needed. */
const ESCAPE = 0xdc00;

/** Well-formed UTF-8, a code unit for each byte (RFC 3629, section 4). */
const WELL_FORMED = new RegExp(
  [
    "[\\0-\\x7f]",
    "[\\xc2-\\xdf][\\x80-\\xbf]",
    "\\xe0[\\xa0-\\xbf][\\x80-\\xbf]",
    "[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}",
    "\\xed[\\x80-\\x9f][\\x80-\\xbf]",
    "\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}",
    "[\\xf1-\\xf3][\\x80-\\xbf]{3}",
    "\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}",
  ].join("|"),
  "g",
);

/**
 * Decodes bytes without loss.
 *
 * @param bytes Any bytes.
 * @returns The text, with a lone surrogate from U+DC80 to U+DCFF for each byte
 * that is not UTF-8.
 *
 * @example
 * ```ts
 * import { decode } from "./utf8.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(decode(Uint8Array.of(0xc3, 0xa9, 0xc3)), "é\udcc3");
 * ```
 */
export function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    // Some of it is not UTF-8.
  }
  const units = String.fromCharCode(...bytes);
  let text = "";
  let done = 0;
  const escape = (end: number) => {
    for (; done < end; done++) {
      text += String.fromCharCode(ESCAPE + units.charCodeAt(done));
    }
  };
  for (const { 0: character, index } of units.matchAll(WELL_FORMED)) {
    escape(index);
    done = index + character.length;
    text += decoder.decode(bytes.subarray(index, done));
  }
  escape(units.length);
  return text;
}

/**
 * Encodes a text: the reverse of {@linkcode decode}.
 *
 * @param text Any text.
 * @returns Its bytes. A lone surrogate that stands for no byte becomes U+FFFD.
 *
 * @example
 * ```ts
 * import { decode, encode } from "./utf8.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = Uint8Array.of(0x68, 0x69, 0xff);
 * assertEquals(encode(decode(bytes)), bytes);
 * ```
 */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  if (text.isWellFormed()) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const byte = character.charCodeAt(0) - ESCAPE;
    if (character.length === 1 && byte >= 0x80 && byte <= 0xff) {
      bytes.push(byte);
    } else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}
