/**
 * An end for what hangs.
 *
 * @module
 */

/** How long something may take, in milliseconds: only what hangs takes longer. */
export const PATIENCE_MS = 60_000;

/** Returns the promise, or one that is rejected when it takes too long. */
export function soon<T>(
  promise: Promise<T>,
  complaint = () => "took too long",
): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new Error(complaint()));
  const timer = setTimeout(giveUp, PATIENCE_MS);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
