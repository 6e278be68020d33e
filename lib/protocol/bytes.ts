/**
 * Delimiters and characters in bytes.
 *
 * @module
 */

/** No bytes. */
export const NO_BYTES = new Uint8Array();

const LF = 10;
const CR = 13;
const NUL = 0;

/** Delimiters at the beginning of a text. */
export const LEADING = /^[\r\n\0]+/;
/** Delimiters at the end of a text. */
export const TRAILING = /[\r\n\0]+$/;

/**
 * Returns the length of the delimiters at a place: CRs, then LF or NUL,
 * repeated.
 */
export function delimitersAt(bytes: Uint8Array, from: number): number {
  let end = from;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === LF || byte === NUL) end = at + 1;
    else if (byte !== CR) break;
  }
  return end - from;
}

/** Returns the number of bytes before the first delimiter, or of all. */
export function pieceLength(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== NUL) at++;
  while (at > 0 && at < bytes.length && bytes[at - 1] === CR) at--;
  return at;
}

/** Returns the end of the complete lines before any line over `most` bytes. */
export function completeLines(bytes: Uint8Array, most: number): number {
  let start = 0;
  for (;;) {
    const window = bytes.subarray(start, start + most + 1);
    const afterLf = window.lastIndexOf(LF) + 1;
    const end = afterLf + window.subarray(afterLf).lastIndexOf(NUL) + 1;
    if (end === 0) return start;
    start += end;
  }
}

/** Decodes UTF-8; bytes that are not become U+FFFD. */
export const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Decodes complete lines: one LF for each run of delimiters. */
export function toLines(bytes: Uint8Array): string {
  const text = utf8.decode(bytes);
  const isPlain = !text.includes("\r") && !text.includes("\0") &&
    !text.includes("\n\n") && !text.startsWith("\n");
  if (isPlain) return text;
  return text.replace(/(?:\r*[\n\0])+/g, "\n").replace(/^\n/, "");
}

/** Scratch space to join kept bytes and a read: faster than new memory. */
const scratch = new Uint8Array(64 * 1024);

/** Returns the two as one, valid until the next call. */
export function concat(
  a: Uint8Array<ArrayBuffer>,
  b: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  if (a.length === 0) return b;
  const length = a.length + b.length;
  const both = length > scratch.length
    ? new Uint8Array(length)
    : scratch.subarray(0, length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/**
 * Returns `at`, or the beginning of the character that it would cut (RFC 3629).
 */
export function characterStart(bytes: Uint8Array, at: number): number {
  for (let start = at; start > at - 4; start--) {
    if (!isContinuationByte(bytes[start])) return start;
  }
  return at;
}

/** Returns whether bytes end before their last character does. */
export function endsInsideCharacter(bytes: Uint8Array): boolean {
  return completeLength(bytes) < bytes.length;
}

/** Returns the number of bytes without an incomplete last character. */
export function completeLength(bytes: Uint8Array): number {
  const start = characterStart(bytes, bytes.length - 1);
  const isComplete = start + characterLength(bytes[start]) <= bytes.length;
  return isComplete ? bytes.length : start;
}

/** Returns the length of a character by its first byte; 1 if none begins so. */
function characterLength(lead = 0): number {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Returns whether a byte goes on a character (RFC 3629). */
export function isContinuationByte(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}
