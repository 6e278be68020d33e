/**
 * The bytes of a client that the server has not taken yet.
 *
 * @module
 */
import { concat, NO_BYTES } from "../protocol/bytes.ts";
import type { Traffic } from "../protocol/wire.ts";

/** With so many bytes in the buffer, reading stops, which stops the sender. */
const FULL_BYTES = 2048;
const READ_BYTES = 4096;

/**
 * Reads into a buffer, as `Deno.Conn.read` does; returns the number of bytes, or
 * `null` at the end.
 */
export type Read = (buffer: Uint8Array) => Promise<number | null>;

/**
 * A receive buffer, like the one that the kernel has for each socket: it fills
 * by itself, up to a bound, and hands out what is there when asked. Deno has no
 * read with a timeout; this makes one possible.
 */
export class Inbox {
  readonly #read: Read;
  readonly #onTake: (traffic: Traffic) => void;
  #buffer = NO_BYTES;
  #hasEnded = false;
  #isReset = false;
  #onArrival = () => {};
  #onSpace = () => {};
  #heardAt = performance.now();

  /**
   * Starts reading.
   *
   * @param read Reads from the socket.
   * @param onTake Called with what each {@linkcode take} returns, except `null`.
   */
  constructor(read: Read, onTake: (traffic: Traffic) => void = () => {}) {
    this.#read = read;
    this.#onTake = onTake;
    this.#fill();
  }

  /** The time of the last read that brought bytes, as `performance.now()`. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Whether the connection broke, rather than being ended. */
  get isReset(): boolean {
    return this.#isReset;
  }

  /**
   * Takes what has arrived.
   *
   * @param most The most bytes to take.
   * @param ms The longest wait for the first of them; without it, no limit.
   * @returns The bytes, an empty array at the end of the connection, or `null`
   * if none came in time.
   */
  async take(
    most: number,
    ms?: number,
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.#buffer.length === 0 && !this.#hasEnded) await this.#arrival(ms);
    if (this.#buffer.length === 0) {
      if (!this.#hasEnded) return null;
      if (!this.#isReset) this.#onTake("closed");
      return NO_BYTES;
    }
    const taken = this.#buffer.subarray(0, most);
    this.#onTake(taken);
    this.#buffer = this.#buffer.subarray(most);
    this.#onSpace();
    return taken;
  }

  /** Ends the input: nothing more arrives. */
  end(): void {
    this.#hasEnded = true;
    this.#onArrival();
    this.#onSpace();
  }

  async #fill(): Promise<void> {
    const into = new Uint8Array(READ_BYTES);
    while (!this.#hasEnded) {
      const size = await this.#read(into).catch(() => {
        this.#isReset = !this.#hasEnded;
        return null;
      });
      // Bytes that came before the connection broke can still be taken.
      if (size === null) return this.end();
      this.#heardAt = performance.now();
      // A copy, as the next read or the next concat overwrites these bytes.
      this.#buffer = concat(this.#buffer, into.subarray(0, size)).slice();
      this.#onArrival();
      while (this.#buffer.length >= FULL_BYTES && !this.#hasEnded) {
        await this.#space();
      }
    }
  }

  /** Waits for bytes or the end, or for so many milliseconds. */
  #arrival(ms?: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
    this.#onArrival = () => {
      clearTimeout(timer);
      resolve();
    };
    return promise;
  }

  /** Waits until bytes were taken. */
  #space(): Promise<void> {
    return new Promise((resolve) => this.#onSpace = resolve);
  }
}
