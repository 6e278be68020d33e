/**
 * Standard output and standard error.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import { reason } from "./reason.ts";
import { Source } from "./select.ts";

/** What can be written: Deno.stdout, or anything like it. */
export interface Writable {
  /** Writes some of the bytes, and says how many. */
  write(bytes: Uint8Array): Promise<number>;
  /** The same at once. */
  writeSync?(bytes: Uint8Array): number;
}

/** Whether a person sits at standard input, standard output, standard error. */
export const TERMINALS: Readonly<
  Record<"input" | "output" | "error", boolean>
> = {
  input: Deno.stdin.isTerminal(),
  output: Deno.stdout.isTerminal(),
  error: Deno.stderr.isTerminal(),
};

/** What one write takes: as much as a pipe does without waiting (pipe(7)). */
const WRITE_BYTES = 64 * 1024;

/** The most of a log that waits for its reader. */
const LOG_CHARS = 1024 * 1024;

const encoder = new TextEncoder();

/**
 * An output that is written to once a turn, and never faster than its reader
 * reads: while a write is under way, {@linkcode isBusy} holds.
 */
export class Output {
  /** Reports `deaf` when nobody reads any more; asks to look when it has room. */
  readonly status: Source<Event> = new Source();
  readonly #to: Writable;
  readonly #buffer = new Uint8Array(WRITE_BYTES);
  #text = "";
  #isBusy = false;
  #isDeaf = false;
  #failure: string | null = null;
  #waiters: (() => void)[] = [];

  /** Nothing is written to it, standard output by default, before a flush. */
  constructor(to: Writable = Deno.stdout) {
    this.#to = to;
  }

  /** Whether a write is under way. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Why it could not be written, unless its reader just left. */
  get failure(): string | null {
    return this.#failure;
  }

  /** How many characters wait for the next write. */
  get pending(): number {
    return this.#text.length;
  }

  /** Adds to what the next write takes. */
  add(text: string): void {
    this.#text += text;
  }

  /** Begins to write what was added, unless a write is under way. */
  flush(): void {
    if (this.#isDeaf) this.#text = "";
    if (this.#isBusy || this.#text === "") return;
    this.#isBusy = true;
    this.#write();
  }

  /**
   * Writes what was added at once, for an end that cannot wait; nothing while a
   * write is under way, which it would overtake or wait for.
   */
  flushNow(): void {
    if (this.#to.writeSync === undefined || this.#isDeaf) return;
    if (this.#isBusy) return;
    try {
      writeWhole(this.#to.writeSync.bind(this.#to), this.#text);
    } catch {
      // There is nobody left to read it.
    }
    this.#text = "";
  }

  /** A promise for the moment when all is written, or nobody reads it. */
  drained(): Promise<void> {
    this.flush();
    if (!this.#isBusy) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Nobody reads any more. */
  protected onClosed(): void {
    this.status.push({ type: "output closed", detail: this.#failure });
  }

  async #write(): Promise<void> {
    try {
      while (this.#text !== "") {
        let rest = this.#encode();
        // There is room again for what comes next.
        this.status.notify();
        while (rest.length > 0) {
          rest = rest.subarray(await this.#to.write(rest));
        }
      }
    } catch (error) {
      this.#isDeaf = true;
      this.#text = "";
      const hasLeft = error instanceof Deno.errors.BrokenPipe;
      this.#failure = hasLeft ? null : reason(error);
      this.onClosed();
    }
    this.#isBusy = false;
    for (const resolve of this.#waiters.splice(0)) resolve();
    this.status.notify();
  }

  /** The bytes of the text's beginning, and the text without it. */
  #encode(): Uint8Array {
    const { read, written } = encoder.encodeInto(this.#text, this.#buffer);
    this.#text = this.#text.slice(read);
    return this.#buffer.subarray(0, written);
  }
}

/** Standard error as an output; that nobody reads it is no event. */
export class ErrorOutput extends Output {
  /** Nothing is written before a flush. */
  constructor() {
    super(Deno.stderr);
  }

  /** Adds a line of a log, which is not worth waiting for a slow reader. */
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

/** Writes to standard error at once, for what is said outside a chat. */
export function writeError(text: string): void {
  try {
    writeWhole(Deno.stderr.writeSync.bind(Deno.stderr), text);
  } catch {
    // There is nobody left to tell.
  }
}

function writeWhole(write: (bytes: Uint8Array) => number, text: string): void {
  let rest = encoder.encode(text);
  while (rest.length > 0) rest = rest.subarray(write(rest));
}
