/**
 * Fair turns: one message of each client after the other, however fast some of
 * them talk.
 *
 * @module
 */

/**
 * How long messages are handled before there is a rest, in milliseconds. Deno
 * serves sockets that have more to give again and again, and asks the system
 * about the others only when it has nothing to do: with 50 clients that never
 * stop talking, it asked every 200 ms.
 */
const WORK_MS = 4;
const REST_MS = 1;

/** A queue of those who have a message to be handled. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #isRunning = false;
  #isClosed = false;
  #workedMs = 0;
  #endRest = () => {};

  /**
   * Waits for a turn.
   *
   * @returns A promise that resolves when all who asked before have had theirs.
   * The turn ends with the next wait of whoever has it.
   */
  next(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    if (!this.#isRunning) this.#run();
    return promise;
  }

  /** Ends a rest that is under way, and has no other. */
  close(): void {
    this.#isClosed = true;
    this.#endRest();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // Whoever asked begins to wait before its turn comes.
    await null;
    for (let resolve; (resolve = this.#waiting.shift()) !== undefined;) {
      const start = performance.now();
      resolve();
      // What waited goes on before this does.
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
