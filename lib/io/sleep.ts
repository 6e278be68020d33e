/**
 * Whether the machine slept.
 *
 * @module
 */

/** A wall clock that is set by the network moves by less than this. */
const SLEPT_MS = 30_000;

/**
 * Notices that the machine slept: meanwhile its wall clock runs on, and its
 * monotonic clock does not (Linux and macOS).
 */
export class Sleep {
  #ahead = ahead();

  /** Returns whether it has slept since it was asked last. */
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
