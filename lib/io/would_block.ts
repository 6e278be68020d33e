/**
 * Descriptors that do not block.
 *
 * A program that shares a pipe or a terminal with parley can set O_NONBLOCK on it
 * for both. Then a read without data and a write without space fail with EAGAIN,
 * which only means: try again later.
 *
 * @module
 */
import { after } from "./after.ts";

/** The first and the longest pause between two attempts, in milliseconds. */
const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 32;
/** The number of pauses in an operation that cannot wait: a second. */
const SYNC_ATTEMPTS = 1000;

/** Returns whether an operation failed only because it would have to wait. */
export function wouldBlock(error: unknown): boolean {
  return error instanceof Deno.errors.WouldBlock;
}

/**
 * Repeats an operation, with growing pauses, while it would block.
 *
 * @param operation The operation.
 * @returns The result of the operation.
 * @throws The error of the operation, unless it would block.
 *
 * @example
 * ```ts
 * import { retry } from "./would_block.ts";
 * import { assertEquals } from "@std/assert";
 *
 * let attempts = 0;
 * const size = await retry(() => {
 *   if (++attempts < 3) throw new Deno.errors.WouldBlock();
 *   return Promise.resolve(4);
 * });
 * assertEquals([size, attempts], [4, 3]);
 * ```
 */
export async function retry<Result>(
  operation: () => Promise<Result>,
): Promise<Result> {
  for (let ms = FIRST_PAUSE_MS;; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
    try {
      return await operation();
    } catch (error) {
      if (!wouldBlock(error)) throw error;
    }
    await new Promise((resolve) => after(ms).onabort = resolve);
  }
}

/**
 * Does the same for an operation that cannot wait for other events, for a second
 * at most.
 *
 * @param operation The operation.
 * @returns The result of the operation.
 * @throws The error of the operation, also if it would still block after a second.
 */
export function retrySync<Result>(operation: () => Result): Result {
  const neverNotified = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 0;; attempt++) {
    try {
      return operation();
    } catch (error) {
      if (!wouldBlock(error) || attempt === SYNC_ATTEMPTS) throw error;
    }
    Atomics.wait(neverNotified, 0, 0, FIRST_PAUSE_MS);
  }
}
