/**
 * Bytes → a client's messages, for a server that takes them with and without
 * delimiters. Pure.
 *
 * The first thing that a client sends is a request, so it is held until its
 * delimiter arrives. If none does in time, the client sends none, and from then
 * on each read is one message.
 *
 * @module
 */
import {
  concat,
  endsInsideCharacter,
  NO_BYTES,
  utf8,
} from "../protocol/bytes.ts";
import { MESSAGE_BYTES } from "../protocol/limits.ts";

/** The longest wait for the rest of a possible line, in milliseconds. */
export const HOLD_MS = 100;

/** The most bytes kept of a line: enough to see that it is too long. */
const MAX_KEPT_BYTES = MESSAGE_BYTES + "x\r".length;

const LF = 10;
const NUL = 0;
const CR = 13;

/**
 * The messages of one client.
 *
 * @example
 * ```ts
 * import { MessageReader } from "./message_reader.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * const reader = new MessageReader();
 * reader.push(bytes("/join games\r\n/ni"));
 * assertEquals([reader.next(), reader.next()], ["/join games", null]);
 * reader.push(bytes("ck bob\n"));
 * assertEquals(reader.next(), "/nick bob");
 * ```
 */
export class MessageReader {
  #buffer = NO_BYTES;
  #framing: "unknown" | "lines" | "reads" = "unknown";
  /** Set while the whole buffer is handed out, complete or not. */
  #isFlushing = false;

  /** Whether to call {@linkcode flush} after {@linkcode HOLD_MS}. */
  get isHolding(): boolean {
    return this.#buffer.length > 0 && this.#framing !== "lines";
  }

  /**
   * Adds the bytes of one read.
   *
   * @param bytes The bytes, which are copied.
   */
  push(bytes: Uint8Array<ArrayBuffer>): void {
    this.#buffer = concat(this.#buffer, bytes).slice();
  }

  /** Stops waiting for the rest of a message, unless the client is known to end lines. */
  flush(): void {
    if (this.#framing === "unknown") this.#framing = "reads";
    this.#isFlushing = this.#framing === "reads";
  }

  /** Ends the input. Half a line is not a message. */
  end(): void {
    if (this.#framing === "lines") this.#buffer = NO_BYTES;
    this.flush();
  }

  /**
   * Takes the next message.
   *
   * @returns The message, or `null` if none is complete yet. A line that
   * is too long, however long, gives one message that is too long.
   */
  next(): string | null {
    while (this.#buffer.length > 0) {
      const text = this.#take();
      if (text !== "") return text;
    }
    this.#isFlushing = false;
    return null;
  }

  /** Takes the next piece, which may be empty; `null` if there is none yet. */
  #take(): string | null {
    const buffer = this.#buffer;
    const end = delimiterIn(buffer);
    if (end >= 0) {
      if (this.#framing === "unknown") this.#framing = "lines";
      this.#buffer = buffer.subarray(end + 1);
      const isCrlf = buffer[end] === LF && buffer[end - 1] === CR;
      return utf8.decode(buffer.subarray(0, isCrlf ? end - 1 : end));
    }
    const isWhole = this.#framing === "reads" &&
      !endsInsideCharacter(buffer);
    if (isWhole || this.#isFlushing) {
      this.#buffer = NO_BYTES;
      return utf8.decode(buffer);
    }
    this.#buffer = buffer.slice(0, MAX_KEPT_BYTES);
    return null;
  }
}

/** Returns where the first LF or NUL stands, -1 without one. */
function delimiterIn(bytes: Uint8Array): number {
  const lf = bytes.indexOf(LF);
  const nul = (lf < 0 ? bytes : bytes.subarray(0, lf)).indexOf(NUL);
  return nul < 0 ? lf : nul;
}
