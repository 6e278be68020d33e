/**
 * Fair turns: one message of each client at a time, however fast some of them
 * talk.
 *
 * @module
 */

/**
 * The time for handling messages between two rests, in milliseconds. Deno goes
 * on with sockets that have more to read, and asks the system about the others
 * only when it is idle: with 50 clients that never stopped talking, only every
 * 200 ms.
 */
const WORK_MS = 4;
const REST_MS = 1;

/** A queue of messages to be handled, one for each client that waits. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #isRunning = false;
  #isClosed = false;
  #workedMs = 0;
  #endRest = () => {};

  /**
   * Waits for a turn.
   *
   * @returns A promise that resolves when everybody who asked before has had a
   * turn. A turn ends where its owner next waits for something.
   */
  next(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    if (!this.#isRunning) this.#run();
    return promise;
  }

  /** Ends the current rest; from now on there is none. */
  close(): void {
    this.#isClosed = true;
    this.#endRest();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // The caller starts to wait before its turn comes.
    await null;
    while (this.#waiting.length > 0) {
      const start = performance.now();
      this.#waiting.shift()?.();
      // The owner of the turn runs before this goes on.
      await null;
      this.#workedMs += performance.now() - start;
      if (this.#workedMs > WORK_MS && !this.#isClosed) await this.#rest();
    }
    this.#isRunning = false;
  }

  #rest(): Promise<void> {
    this.#workedMs = 0;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, REST_MS);
      this.#endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
