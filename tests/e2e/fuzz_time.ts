/**
 * Time limits that leave no timer behind.
 *
 * @module
 */

/** Waits until one of several things has happened, or the time is over. */
export async function within(
  ms: number,
  ...events: readonly Promise<unknown>[]
): Promise<void> {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, ms);
  try {
    await Promise.race([over.promise, ...events]);
  } finally {
    clearTimeout(timer);
  }
}
