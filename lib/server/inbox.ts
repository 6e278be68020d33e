/**
 * A client's bytes that the server has not looked at yet.
 *
 * @module
 */
import { concat, NO_BYTES } from "../protocol/bytes.ts";
import type { Traffic } from "../protocol/wire.ts";

/** With this many bytes held, reading stops, which stops the sender. */
const HELD_BYTES = 2048;
const READ_BYTES = 4096;

/** Reads into a buffer, as `Deno.Conn.read` does. */
export type Read = (buffer: Uint8Array) => Promise<number | null>;

/**
 * A receive buffer, like the one that the kernel has for each socket: it fills
 * by itself, up to a bound, and hands out what is there when asked. Deno has no
 * read with a timeout; this makes one possible.
 */
export class Inbox {
  readonly #read: Read;
  readonly #onTake: (traffic: Traffic) => void;
  #held = NO_BYTES;
  #hasEnded = false;
  #isReset = false;
  #onArrival = () => {};
  #onRoom = () => {};
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

  /** Returns whether the connection broke, rather than being ended. */
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
    if (this.#held.length === 0 && !this.#hasEnded) await this.#arrival(ms);
    if (this.#held.length === 0) {
      if (!this.#hasEnded) return null;
      if (!this.#isReset) this.#onTake("closed");
      return NO_BYTES;
    }
    const taken = this.#held.subarray(0, most);
    this.#onTake(taken);
    this.#held = this.#held.subarray(most);
    this.#onRoom();
    return taken;
  }

  /** Ends the input: nothing more arrives. */
  end(): void {
    this.#hasEnded = true;
    this.#onArrival();
    this.#onRoom();
  }

  async #fill(): Promise<void> {
    const buffer = new Uint8Array(READ_BYTES);
    while (!this.#hasEnded) {
      const size = await this.#read(buffer).catch(() => {
        this.#isReset = !this.#hasEnded;
        return null;
      });
      // Bytes that came before the connection broke can still be taken.
      if (size === null) return this.end();
      this.#heardAt = performance.now();
      // What concat returns is overwritten sooner or later.
      this.#held = concat(this.#held, buffer.subarray(0, size)).slice();
      this.#onArrival();
      while (this.#held.length >= HELD_BYTES && !this.#hasEnded) {
        await this.#room();
      }
    }
  }

  #arrival(ms?: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
    this.#onArrival = () => {
      clearTimeout(timer);
      resolve();
    };
    return promise;
  }

  #room(): Promise<void> {
    return new Promise((resolve) => this.#onRoom = resolve);
  }
}
