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

/** The most that is encoded at once. */
const BUFFER_BYTES = 64 * 1024;

/**
 * After so many bytes an output is taken to block, and writes become large: no
 * pipe holds more (pipe(7)), so one that does not block has most likely failed by
 * then. If it fails later, some bytes come twice, and writes are small for good.
 */
const PROOF_BYTES = 1024 * 1024;

/** Deno keeps the rest of a line that is shorter than this, even when it fails. */
const LINE_BUFFER_BYTES = 1024;

/** The most pending log text, in characters. */
const LOG_CHARS = 1024 * 1024;

const LF = 10;
const encoder = new TextEncoder();

/**
 * An output that is written to once per turn, and never faster than its reader
 * reads: while a write is under way, {@linkcode isBusy} holds.
 */
export class Output {
  /** Reports `output closed`; asks to look when it has room. */
  readonly status: Source<Event> = new Source();
  readonly #to: Writable;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #text = "";
  #isBusy = false;
  #isClosed = false;
  #isCutOff = false;
  #failure: string | null = null;
  #waiters: (() => void)[] = [];
  /** How many bytes were written; never enough once a write would block. */
  #proof = 0;

  /**
   * Makes an output that writes nothing before a flush.
   *
   * @param to Where to write; standard output by default.
   */
  constructor(to: Writable = Deno.stdout) {
    this.#to = to;
  }

  /** Whether a write is under way. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Why it could not be written; `null` if it could, or its reader just left. */
  get failure(): string | null {
    return this.#failure;
  }

  /** How many characters wait for the next write. */
  get pending(): number {
    return this.#text.length;
  }

  /** Whether some of it was given up. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** Gives up what waits behind the piece that is being written, if one is. */
  cutOff(): void {
    if (!this.#isBusy) return;
    this.#isCutOff = true;
    this.#text = "";
  }

  /** Adds to what the next write takes. */
  add(text: string): void {
    this.#text += text;
  }

  /** Begins to write what was added, unless a write is under way. */
  flush(): void {
    if (this.#isClosed) this.#text = "";
    if (this.#isBusy || this.#text === "") return;
    this.#isBusy = true;
    this.#write();
  }

  /**
   * Flushes synchronously, before an immediate exit; not while a write is under
   * way, which it would overtake or wait for.
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

  /** Resolves when everything is written, or cannot be. */
  drained(): Promise<void> {
    this.flush();
    if (!this.#isBusy) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Called when it can no longer be written. */
  protected onClosed(): void {
    this.status.push({ type: "output closed", detail: this.#failure });
  }

  async #write(): Promise<void> {
    try {
      while (this.#text !== "") {
        let rest = this.#encode();
        // There is room again for what comes next.
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

  /** Writes the beginning of some bytes. Returns how many. */
  #writeSome(bytes: Uint8Array): Promise<number> {
    let kept = 0;
    return retry(async () => {
      const most = this.#proof < PROOF_BYTES ? SAFE_BYTES : BUFFER_BYTES;
      const piece = pieceOf(bytes, most);
      try {
        const size = kept + await this.#to.write(piece.subarray(kept));
        this.#proof += size;
        return size;
      } catch (error) {
        if (wouldBlock(error)) {
          this.#proof = -Infinity;
          if (isKept(this.#to, piece)) kept = piece.length;
        }
        throw error;
      }
    });
  }

  /** Encodes the beginning of the text, and removes it. */
  #encode(): Uint8Array {
    const { read, written } = encoder.encodeInto(this.#text, this.#buffer);
    this.#text = this.#text.slice(read);
    return this.#buffer.subarray(0, written);
  }
}

/** Standard error as an output. A closed standard error is ignored. */
export class ErrorOutput extends Output {
  /** Makes an output that writes nothing before a flush. */
  constructor() {
    super(Deno.stderr);
  }

  /** Writes a line of a log, or drops it when the reader is slow. */
  tryLog(line: string): void {
    if (this.pending > LOG_CHARS) return;
    this.add(line);
    this.flush();
  }

  /** Adds a line, and begins a turn in which it is written. */
  addInTurn(line: string): void {
    this.add(line);
    this.status.notify();
  }

  protected override onClosed(): void {}
}

/**
 * Whether a write that failed because it would block has taken the piece all the
 * same: Deno keeps short text without a line end, and writes it the next time.
 */
function isKept(to: Writable, piece: Uint8Array): boolean {
  return to === Deno.stdout && piece.length < LINE_BUFFER_BYTES &&
    piece.at(-1) !== LF;
}
