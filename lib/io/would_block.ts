/**
 * Descriptors that do not block.
 *
 * A program that shares a pipe or a terminal with parley can set O_NONBLOCK on
 * it for both. Then a read without data and a write without room fail with
 * EAGAIN, which only means: not now.
 *
 * @module
 */
import { after } from "./after.ts";

/** The pauses between two attempts, in milliseconds. */
const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 32;

/** Returns whether an operation failed only because it would have to wait. */
export function wouldBlock(error: unknown): boolean {
  return error instanceof Deno.errors.WouldBlock;
}

/**
 * Repeats an operation, with growing pauses, while it would block.
 *
 * @param operation What to do.
 * @returns What it returns.
 * @throws What it throws, unless it would block.
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

/** The same for an operation that cannot wait for other events, for a second. */
export function retrySync<Result>(operation: () => Result): Result {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 0;; attempt++) {
    try {
      return operation();
    } catch (error) {
      if (!wouldBlock(error) || attempt === 1000) throw error;
    }
    Atomics.wait(nobody, 0, 0, FIRST_PAUSE_MS);
  }
}
