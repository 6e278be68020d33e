/**
 * Bytes → pieces of text, whatever the framing.
 *
 * The assignment says what is sent and not where one thing ends, so two ways
 * of telling are needed. A *delimiter* (LF, CRLF, NUL, a run of NULs as
 * padding) always ends a piece. Where the server sends none (raw), the end of a
 * *segment*, what one read of the socket gave, ends a piece too. Which of the
 * two holds is for the reducer to say, which alone knows a reply from a chat
 * message: it sets {@linkcode Decoder.delimited} once a delimiter has ended a
 * reply, and from then on segment borders mean nothing.
 *
 * What may be the beginning of a longer piece is held: the last line of a
 * segment when the framing is delimited, and in any framing a segment that
 * ends inside a character. The caller flushes it after {@linkcode HOLD_MS}.
 *
 * @module
 */

/** How long what has arrived may be held back for its rest, in milliseconds. */
export const HOLD_MS = 100;

/** The most bytes of one line that are held; a longer one is given in parts. */
export const PART_BYTES = 8192;

/** What the decoder knows between two segments. A value: it never changes. */
export interface Decoder {
  /** Whether only a delimiter ends a piece. */
  readonly delimited: boolean;
  /** The beginning of a piece, at most {@linkcode PART_BYTES} bytes. */
  readonly held: Uint8Array<ArrayBuffer>;
}

const NOTHING = new Uint8Array();

/** A decoder at the beginning of a connection. */
export const FRESH: Decoder = { delimited: false, held: NOTHING };

const LF = 10;
const NUL = 0;

/**
 * Takes one segment.
 *
 * @param decoder What was known before it.
 * @param segment The bytes, as one read gave them. They are not kept.
 * @returns The decoder for the next segment, and the text of what is complete:
 * an LF after each piece that a delimiter ended, none after one that the
 * segment ended. An LF at its very beginning ends the piece given out before.
 *
 * @example
 * ```ts
 * import { decode, FRESH } from "./decoder.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * assertEquals(decode(FRESH, bytes("0"))[1], "0");
 * assertEquals(decode(FRESH, bytes("2\r\ngames\r\nmus"))[1], "2\ngames\nmus");
 *
 * const delimited = { ...FRESH, delimited: true };
 * const [decoder, text] = decode(delimited, bytes("2\r\ngames\r\nmus"));
 * assertEquals(text, "2\ngames\n");
 * assertEquals(decode(decoder, bytes("ic\r\n"))[1], "music\n");
 * ```
 */
export function decode(
  decoder: Decoder,
  segment: Uint8Array<ArrayBuffer>,
): [Decoder, string] {
  const bytes = join(decoder.held, segment);
  const cuts = partCuts(bytes);
  const begun = Math.max(endOfLines(bytes), cuts.at(-1) ?? 0);
  const holds = decoder.delimited || endsInsideCharacter(bytes);
  const given = holds ? begun : bytes.length;
  return [
    { ...decoder, held: bytes.slice(given) },
    toText(bytes.subarray(0, given), cuts, !holds),
  ];
}

/**
 * Gives out what is held, when its time is up or nothing more can come.
 *
 * @param decoder What was known before.
 * @returns The decoder with nothing held, and the text that was.
 *
 * @example
 * ```ts
 * import { decode, flush, FRESH } from "./decoder.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const euro = new TextEncoder().encode("€");
 * const [decoder, text] = decode(FRESH, euro.subarray(0, 2));
 * assertEquals(text, "");
 * assertEquals(flush(decoder)[1], "\ufffd");
 * ```
 */
export function flush(decoder: Decoder): [Decoder, string] {
  return [{ ...decoder, held: NOTHING }, toText(decoder.held, [], true)];
}

/**
 * Takes it that only delimiters end a piece, from here on.
 *
 * @param decoder What was known before.
 * @param rest What it has just given out, as far as it was not looked at yet.
 * @returns The decoder, which holds the piece that `rest` does not end if it
 * did not hold it already, and the rest without that.
 *
 * @example
 * ```ts
 * import { decode, FRESH, learnDelimited } from "./decoder.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [decoder, text] = learnDelimited(FRESH, "alice: hi\nbo");
 * assertEquals(text, "alice: hi\n");
 * const more = new TextEncoder().encode("b: hello\n");
 * assertEquals(decode(decoder, more)[1], "bob: hello\n");
 * ```
 */
export function learnDelimited(
  decoder: Decoder,
  rest: string,
): [Decoder, string] {
  const end = decoder.delimited ? rest.length : rest.lastIndexOf("\n") + 1;
  const begun = new TextEncoder().encode(rest.slice(end));
  const held = begun.length === 0 ? decoder.held : begun;
  return [{ delimited: true, held }, rest.slice(0, end)];
}

/** Where what was held and a segment meet: faster than new room each time. */
const meeting = new Uint8Array(64 * 1024);

/** The two as one, good until the next call. */
function join(
  a: Uint8Array<ArrayBuffer>,
  b: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  if (a.length === 0) return b;
  const length = a.length + b.length;
  const both = length > meeting.length
    ? new Uint8Array(length)
    : meeting.subarray(0, length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Where the last delimiter ends; 0 without one. */
function endOfLines(bytes: Uint8Array): number {
  const afterLf = bytes.lastIndexOf(LF) + 1;
  return afterLf + bytes.subarray(afterLf).lastIndexOf(NUL) + 1;
}

/**
 * Where lines of more than PART_BYTES are cut: at each PART_BYTES from their
 * beginning, so that the result does not depend on the segments they came in.
 * Looks at one delimiter per part, not at every line.
 */
function partCuts(bytes: Uint8Array): number[] {
  const cuts: number[] = [];
  let start = 0;
  while (bytes.length - start > PART_BYTES) {
    const lines = endOfLines(bytes.subarray(start, start + PART_BYTES + 1));
    start += lines || characterStart(bytes.subarray(start), PART_BYTES);
    if (lines === 0) cuts.push(start);
  }
  return cuts;
}

/** `at`, or the beginning of the character that it would cut (RFC 3629). */
function characterStart(bytes: Uint8Array, at: number): number {
  for (let start = at; start > at - 4; start--) {
    if (!isContinuation(bytes[start])) return start;
  }
  return at;
}

function endsInsideCharacter(bytes: Uint8Array): boolean {
  const start = characterStart(bytes, bytes.length - 1);
  const lead = bytes[start] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start + length > bytes.length;
}

function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function toText(bytes: Uint8Array, cuts: number[], complete: boolean): string {
  const text = [0, ...cuts]
    .map((start, i) => utf8.decode(bytes.subarray(start, cuts[i])))
    .join("\n");
  const plain = !text.includes("\r") && !text.includes("\0") &&
    !text.includes("\n\n");
  if (plain) return text;
  // A CR that ends a segment is the first half of a CRLF that was cut.
  const ended = complete ? text.replace(/\r+$/, "\n") : text;
  return ended.replace(/(?:\r*[\n\0])+/g, "\n");
}
