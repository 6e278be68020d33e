/**
 * Fair turns: one message of each client after the other, however fast some of
 * them talk.
 *
 * @module
 */

/** How long messages are handled before the event loop turns, in milliseconds. */
const SLICE_MS = 4;

/** A queue of those who have a message to be handled. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #isRunning = false;

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

  async #run(): Promise<void> {
    this.#isRunning = true;
    let start = performance.now();
    while (this.#waiting.length > 0) {
      for (const resolve of this.#waiting.splice(0)) {
        resolve();
        // What waited goes on before this does.
        await null;
        if (performance.now() - start < SLICE_MS) continue;
        await new Promise((resolve) => setTimeout(resolve, 0));
        start = performance.now();
      }
    }
    this.#isRunning = false;
  }
}
