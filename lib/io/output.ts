/**
 * Standard output and standard error.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import { reason } from "./reason.ts";
import { Source } from "./select.ts";
import { retry, wouldBlock } from "./would_block.ts";
import { pieceOf, SAFE_BYTES, type Writable, writeWhole } from "./write.ts";

/** The most bytes that are encoded at once. */
const BUFFER_BYTES = 64 * 1024;

/**
 * After so many bytes without a failure an output is assumed to block, and writes
 * become large: no pipe holds more (pipe(7)), so that one that does not block has
 * most likely failed by then. If it fails later, some bytes are written twice, and
 * writes stay small from then on.
 */
const PROOF_BYTES = 1024 * 1024;

/** The size of the buffer in which Deno keeps the rest of a line, even on failure. */
const LINE_BUFFER_BYTES = 1024;

/** The most pending log text, in UTF-16 code units. */
const LOG_CHARS = 1024 * 1024;

const LF = 10;
const encoder = new TextEncoder();

/**
 * An output that is written to once per turn, and never faster than its reader
 * reads: while a write is under way, {@linkcode isBusy} holds.
 */
export class Output {
  /** Reports `output closed`; also notifies when there is space for text. */
  readonly status: Source<Event> = new Source();
  readonly #to: Writable;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #text = "";
  #isBusy = false;
  #isClosed = false;
  #isCutOff = false;
  #failure: string | null = null;
  #waiters: (() => void)[] = [];
  /** The number of bytes written without a failure; `-Infinity` after one. */
  #provenBytes = 0;

  /**
   * Starts without text.
   *
   * @param to The output to write to; standard output by default.
   */
  constructor(to: Writable = Deno.stdout) {
    this.#to = to;
  }

  /** Whether a write is under way. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** The reason of a failed write; `null` without one, or if the reader left. */
  get failure(): string | null {
    return this.#failure;
  }

  /** The number of UTF-16 code units that wait for the next write. */
  get pending(): number {
    return this.#text.length;
  }

  /** Whether some of the text was dropped by {@linkcode cutOff}. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** Drops the text behind the piece that is being written, if one is. */
  cutOff(): void {
    if (!this.#isBusy) return;
    this.#isCutOff = true;
    this.#text = "";
  }

  /** Adds a text to the next write. */
  add(text: string): void {
    this.#text += text;
  }

  /** Begins to write the text that was added, unless a write is under way. */
  flush(): void {
    if (this.#isClosed) this.#text = "";
    if (this.#isBusy || this.#text === "") return;
    this.#isBusy = true;
    this.#write();
  }

  /**
   * Flushes synchronously, before an immediate exit. Does nothing while a write is
   * under way, which it would overtake or wait for.
   */
  flushNow(): void {
    if (this.#to.writeSync === undefined || this.#isClosed) return;
    if (this.#isBusy) return;
    try {
      writeWhole(this.#to, this.#text);
    } catch {
      // There is nobody left to read it.
    }
    this.#text = "";
  }

  /** Waits until everything is written, or cannot be. */
  drained(): Promise<void> {
    this.flush();
    if (!this.#isBusy) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Reports that the output can no longer be written. */
  protected onClosed(): void {
    this.status.push({ type: "output closed", detail: this.#failure });
  }

  async #write(): Promise<void> {
    try {
      while (this.#text !== "") {
        let rest = this.#encode();
        // There is space again for more text.
        this.status.notify();
        while (rest.length > 0 && !this.#isCutOff) {
          rest = rest.subarray(await this.#writeSome(rest));
        }
      }
    } catch (error) {
      this.#isClosed = true;
      this.#text = "";
      const hasLeft = error instanceof Deno.errors.BrokenPipe;
      this.#failure = hasLeft ? null : reason(error);
      this.onClosed();
    }
    this.#isBusy = false;
    for (const resolve of this.#waiters.splice(0)) resolve();
    this.status.notify();
  }

  /** Writes the beginning of some bytes; returns how many. */
  #writeSome(bytes: Uint8Array): Promise<number> {
    // The bytes that Deno has kept of a failed write, and writes with the next.
    let kept = 0;
    return retry(async () => {
      const most = this.#provenBytes < PROOF_BYTES ? SAFE_BYTES : BUFFER_BYTES;
      const piece = pieceOf(bytes, most);
      try {
        const size = kept + await this.#to.write(piece.subarray(kept));
        this.#provenBytes += size;
        return size;
      } catch (error) {
        if (wouldBlock(error)) {
          this.#provenBytes = -Infinity;
          if (isKept(this.#to, piece)) kept = piece.length;
        }
        throw error;
      }
    });
  }

  /** Encodes the beginning of the text, and removes it from the text. */
  #encode(): Uint8Array {
    const { read, written } = encoder.encodeInto(this.#text, this.#buffer);
    this.#text = this.#text.slice(read);
    return this.#buffer.subarray(0, written);
  }
}

/** Standard error as an output. A closed standard error is ignored. */
export class ErrorOutput extends Output {
  /** Starts without text. */
  constructor() {
    super(Deno.stderr);
  }

  /** Writes a line of a log, or drops it if the reader is slow. */
  tryLog(line: string): void {
    if (this.pending > LOG_CHARS) return;
    this.add(line);
    this.flush();
  }

  /** Adds a line, and begins a turn of the main loop, which writes it. */
  addInTurn(line: string): void {
    this.add(line);
    this.status.notify();
  }

  /** Does nothing. */
  protected override onClosed(): void {}
}

/**
 * Returns whether a write that failed because it would block has taken the piece
 * nevertheless: Deno keeps short text without a line end, and writes it later.
 */
function isKept(to: Writable, piece: Uint8Array): boolean {
  return to === Deno.stdout && piece.length < LINE_BUFFER_BYTES &&
    piece.at(-1) !== LF;
}
