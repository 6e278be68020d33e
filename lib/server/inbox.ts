/**
 * What a client has sent and the server has not looked at yet.
 *
 * @module
 */
import type { Traffic } from "../protocol/wire.ts";
import { concat } from "./bytes.ts";

/** The most that is held; then the client's own kernel has to wait. */
const HELD_BYTES = 2048;
const READ_BYTES = 4096;
const NOTHING = new Uint8Array();

/** Reads into a buffer, as `Deno.Conn.read` does. */
export type Read = (buffer: Uint8Array) => Promise<number | null>;

/**
 * A receive buffer, as a kernel has one for each socket: it fills by itself, up
 * to a bound, and gives what is there to whoever looks. Deno has no read that
 * gives up after a time; with this one, a look can.
 */
export class Inbox {
  readonly #read: Read;
  readonly #onTake: (traffic: Traffic) => void;
  #held: Uint8Array = NOTHING;
  #hasEnded = false;
  #isReset = false;
  #onArrival = () => {};
  #onRoom = () => {};
  #heardAt = performance.now();

  /**
   * Begins to read.
   *
   * @param read Reads from the socket.
   * @param onTake Called with what each look takes, and with the end that it
   * finds.
   */
  constructor(read: Read, onTake: (traffic: Traffic) => void = () => {}) {
    this.#read = read;
    this.#onTake = onTake;
    this.#fill();
  }

  /** When the client was heard last, on the clock of `performance.now()`. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Whether the connection broke, and not the client ended it. */
  get isReset(): boolean {
    return this.#isReset;
  }

  /**
   * Looks for what has arrived.
   *
   * @param most The most bytes to take.
   * @param ms How long to wait for the first of them; by default, for ever.
   * @returns The bytes, none of them at the end of the connection; `null` when
   * none came in time.
   */
  async take(most: number, ms?: number): Promise<Uint8Array | null> {
    if (this.#held.length === 0 && !this.#hasEnded) await this.#arrival(ms);
    if (this.#held.length === 0) {
      if (!this.#hasEnded) return null;
      if (!this.#isReset) this.#onTake("closed");
      return NOTHING;
    }
    const taken = this.#held.subarray(0, most);
    this.#onTake(taken);
    this.#held = this.#held.subarray(most);
    this.#onRoom();
    return taken;
  }

  /** Ends the connection for whoever looks: nothing more arrives. */
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
      // What a broken connection brought before can still be looked at.
      if (size === null) return this.end();
      this.#heardAt = performance.now();
      const read = buffer.subarray(0, size);
      this.#held = this.#held.length === 0
        ? read.slice()
        : concat([this.#held, read]);
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
