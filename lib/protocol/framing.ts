/**
 * Bytes → pieces of text, whatever ends them.
 *
 * The assignment says what is sent and not where one thing ends, so there are
 * two ways to tell. A *delimiter* (LF, CRLF, NUL, a run of NULs as padding)
 * always ends a piece. Where the server sends none (raw), the end of a *read*
 * ends a piece too. Which of the two holds shows after a reply: a delimiter
 * that follows it says that only delimiters end pieces; anything else says raw.
 *
 * It works as h11's receive buffer does: {@linkcode push} the bytes of a read,
 * pull {@linkcode next} pieces one by one while deciding what each means, and
 * {@linkcode keep} what is left for the next read. {@linkcode rest} pulls many
 * chat messages at once. What may be the beginning of a longer piece is kept
 * until `flushAt`: an unended line where delimiters end pieces, and anywhere a
 * read that ends inside a character.
 *
 * @module
 */
import {
  characterStart,
  completeLines,
  concat,
  delimitersAt,
  endsInsideCharacter,
  LEADING,
  NO_BYTES,
  pieceLength,
  toLines,
  TRAILING,
  utf8,
} from "./bytes.ts";

/** The time that the rest of a line may take, in milliseconds. */
export const LINE_HOLD_MS = 1000;

/** The time that the rest of a character may take, in milliseconds. */
export const HOLD_MS = 100;

/** The most bytes of a line that are kept; a longer one comes in parts. */
export const PART_BYTES = 8192;

/** One thing that the server sent, as far as the wire lets us tell. */
export interface Piece {
  /** The text, without delimiters. Empty if it ends the piece before. */
  readonly text: string;
  /** The end of it: a delimiter, or only the end of a read. */
  readonly end: "delimiter" | "read";
  /** Whether it continues the piece before, which was given out too early. */
  readonly isContinuation: boolean;
}

/** The bytes not given out, and what is known of their framing. Immutable. */
export interface Framing {
  /** The mode: only delimiters end pieces, or the ends of reads do, too. */
  readonly mode: "unknown" | "raw" | "delimited";
  /** The bytes not given out yet. Valid until the next read, or kept. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether the last piece was ended by a read, so a delimiter may follow. */
  readonly isOpen: boolean;
  /** Whether that piece was a reply, so what follows tells the mode. */
  readonly isReply: boolean;
  /** Whether the last piece was part of a line that has not ended yet. */
  readonly isInsideLine: boolean;
  /** The time to give out the kept bytes all the same, in milliseconds. */
  readonly flushAt: number | null;
}

/** The framing at the beginning of a connection. */
export const UNFRAMED: Framing = {
  mode: "unknown",
  bytes: NO_BYTES,
  isOpen: false,
  isReply: false,
  isInsideLine: false,
  flushAt: null,
};

/**
 * Adds the bytes of one read.
 *
 * @param framing The framing with what was kept before the read.
 * @param read The bytes, valid until the next read; {@linkcode keep} copies
 * them.
 * @returns The framing to pull pieces from.
 *
 * @example
 * ```ts
 * import { next, push, UNFRAMED } from "./framing.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const read = new TextEncoder().encode("2\r\ngames");
 * const [framing, count] = next(push(UNFRAMED, read));
 * assertEquals(count, { text: "2", end: "delimiter", isContinuation: false });
 * const [, name] = next(framing);
 * assertEquals(name, { text: "games", end: "read", isContinuation: false });
 * ```
 */
export function push(
  framing: Framing,
  read: Uint8Array<ArrayBuffer>,
): Framing {
  return { ...framing, bytes: concat(framing.bytes, read) };
}

/**
 * Pulls one piece.
 *
 * @param framing The framing to pull it from.
 * @returns The framing without the piece, and the piece; `null` when nothing
 * is complete.
 */
export function next(framing: Framing): [Framing, Piece | null] {
  const { bytes, mode, isInsideLine } = framing;
  if (bytes.length === 0) return [framing, null];
  const before = delimitersAt(bytes, 0);
  if (before > 0) return endPiece(framing, before);
  const length = pieceLength(bytes);
  const isEnded = length < bytes.length && delimitersAt(bytes, length) > 0;
  if (!isEnded && isIncomplete(framing)) return [framing, null];
  if (mode === "delimited" && length > PART_BYTES) {
    return take(framing, characterStart(bytes, PART_BYTES), "part");
  }
  const [rest, piece] = take(framing, length, isEnded ? "delimiter" : "read");
  return [rest, { ...piece, isContinuation: isInsideLine }];
}

/**
 * Pulls chat messages, many at once where it can.
 *
 * @param framing The framing to pull them from; its mode is known.
 * @returns The framing without them, and their text: where delimiters end
 * pieces, all complete lines, an LF after each; else what one read brought,
 * which is one message. Empty when there is nothing that can be taken so.
 *
 * @example
 * ```ts
 * import { push, rest, UNFRAMED } from "./framing.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const delimited = { ...UNFRAMED, mode: "delimited" } as const;
 * const read = new TextEncoder().encode("bob: hi\r\nann: yo\r\nbob: by");
 * assertEquals(rest(push(delimited, read))[1], "bob: hi\nann: yo\n");
 * ```
 */
export function rest(framing: Framing): [Framing, string] {
  const { bytes, mode, isInsideLine, isReply } = framing;
  if (isInsideLine || bytes.length === 0) return [framing, ""];
  if (isReply && delimitersAt(bytes, 0) > 0) return [framing, ""];
  if (mode === "delimited") {
    const length = completeLines(bytes, PART_BYTES);
    return [
      { ...framing, bytes: bytes.subarray(length), isOpen: false },
      toLines(bytes.subarray(0, length)),
    ];
  }
  if (isIncomplete(framing)) return [framing, ""];
  const [none, { text }] = take(framing, bytes.length, "read");
  return [none, text.replace(LEADING, "")];
}

/**
 * Keeps what is left of a read for the next one.
 *
 * @param framing The framing with what is left.
 * @param flushAt The time when that is given out all the same, in milliseconds.
 * @returns The framing with a copy of the bytes.
 */
export function keep(framing: Framing, flushAt: number): Framing {
  const { bytes } = framing;
  return bytes.length === 0
    ? { ...framing, bytes: NO_BYTES, flushAt: null }
    : { ...framing, bytes: bytes.slice(), flushAt };
}

/**
 * Pulls what is kept, because its time is up or nothing more can come.
 *
 * @param framing The framing with kept bytes.
 * @returns The framing without them, and the piece; `null` without bytes.
 *
 * @example
 * ```ts
 * import { flush, push, UNFRAMED } from "./framing.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const euro = new TextEncoder().encode("€");
 * assertEquals(flush(push(UNFRAMED, euro.subarray(0, 2)))[1]?.text, "\ufffd");
 * ```
 */
export function flush(framing: Framing): [Framing, Piece | null] {
  const { bytes, mode, isInsideLine } = framing;
  if (bytes.length === 0) return [framing, null];
  const how = mode === "delimited" ? "part" : "read";
  const [rest, piece] = take(framing, bytes.length, how);
  const none = { ...rest, bytes: NO_BYTES, flushAt: null };
  return [none, { ...piece, isContinuation: isInsideLine }];
}

/**
 * Notes that the last piece was a reply, or began with one: what ends a reply
 * tells the mode.
 *
 * @param framing The framing after the reply.
 * @param end The end of the reply; `null` when something is glued to it.
 * @returns The framing, with the mode that the reply shows, if it shows one.
 */
export function afterReply(
  framing: Framing,
  end: Piece["end"] | null,
): Framing {
  if (end === "delimiter") return { ...framing, mode: "delimited" };
  if (end === "read") return { ...framing, isReply: true };
  return framing.mode === "unknown" ? { ...framing, mode: "raw" } : framing;
}

/** Returns whether bytes that nothing has ended wait for more. */
function isIncomplete({ mode, bytes }: Framing): boolean {
  if (bytes.length > PART_BYTES) return false;
  return mode === "delimited" || endsInsideCharacter(bytes);
}

/** Takes delimiters alone, which end the piece before, if it was open. */
function endPiece(framing: Framing, length: number): [Framing, Piece | null] {
  const { bytes, isOpen, isReply, isInsideLine } = framing;
  const ended: Framing = {
    ...framing,
    mode: isReply ? "delimited" : framing.mode,
    bytes: bytes.subarray(length),
    isOpen: false,
    isReply: false,
    isInsideLine: false,
  };
  if (!isOpen && !isInsideLine) return next(ended);
  return [ended, { text: "", end: "delimiter", isContinuation: isInsideLine }];
}

/** Takes so many bytes, and the delimiters behind them, as a piece. */
function take(
  framing: Framing,
  length: number,
  how: Piece["end"] | "part",
): [Framing, Piece] {
  const { bytes, mode, isReply, isInsideLine } = framing;
  const end = length + (how === "delimiter" ? delimitersAt(bytes, length) : 0);
  const text = utf8.decode(bytes.subarray(0, length));
  return [{
    ...framing,
    // No delimiter came behind a reply, so reads end pieces here.
    mode: isReply && mode === "unknown" ? "raw" : mode,
    bytes: bytes.subarray(end),
    isOpen: how !== "delimiter",
    isReply: false,
    isInsideLine: how === "part",
  }, {
    text: how === "part" ? text : text.replace(TRAILING, ""),
    end: how === "delimiter" ? "delimiter" : "read",
    isContinuation: isInsideLine,
  }];
}
