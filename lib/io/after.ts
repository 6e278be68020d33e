/**
 * Timers as signals.
 *
 * @module
 */

/**
 * Returns a signal that aborts after a time, never before.
 *
 * @param ms The time in milliseconds, less than 2³¹; a negative one is 0.
 * @returns The signal. A listener on it keeps the program running.
 */
export function after(ms: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, Math.ceil(ms)));
}

/**
 * Calls a function once everything that has already arrived was read.
 *
 * Each turn of the runtime's event loop serves the timers before the sockets. So a
 * timer that is set in one turn may fire before the reads of the next turn, and
 * one that is set then fires after them.
 *
 * @param action The function, called at least 2 ms later.
 */
export function afterReads(action: () => void): void {
  after(1).onabort = () => after(1).onabort = action;
}
