/**
 * The machine's sleep.
 *
 * @module
 */

/** The least jump of the wall clock that means sleep; the network sets it by less. */
const SLEPT_MS = 30_000;

/**
 * Detects that the machine slept: meanwhile its wall clock goes on, and its
 * monotonic clock does not (Linux and macOS).
 */
export class Sleep {
  #ahead = ahead();

  /** Returns whether the machine has slept since the last call. */
  hasSlept(): boolean {
    const before = this.#ahead;
    this.#ahead = ahead();
    return this.#ahead - before > SLEPT_MS;
  }
}

/** Measures how far the wall clock is ahead of the monotonic one, in ms. */
function ahead(): number {
  return Date.now() - performance.now();
}
