/**
 * Timers as signals.
 *
 * @module
 */

/**
 * Returns a signal that aborts after a time, and not before it.
 *
 * @param ms The time in milliseconds, less than 2³¹.
 * @returns The signal. While somebody listens to it, the program goes on.
 */
export function after(ms: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, Math.ceil(ms)));
}

/**
 * Does something once everything was read that has already arrived.
 *
 * Each turn of the runtime's event loop looks at the timers before the sockets.
 * So a timer that is set in one turn may ring before what the next one reads,
 * and another that is set then rings after it.
 *
 * @param action What to do, at least 2 ms later.
 */
export function afterReads(action: () => void): void {
  after(1).onabort = () => after(1).onabort = action;
}
