/**
 * Writing at once, for what is said outside a chat.
 *
 * @module
 */
import { characterStart } from "../protocol/bytes.ts";
import { retrySync } from "./would_block.ts";

/** What can be written: Deno.stdout, or anything like it. */
export interface Writable {
  /** Writes some of the bytes, and says how many. */
  write(bytes: Uint8Array): Promise<number>;
  /** The same at once. */
  writeSync?(bytes: Uint8Array): number;
}

/**
 * The most that a pipe takes whole or not at all (PIPE_BUF of pipe(7)), so that
 * a write that fails because it would block has taken nothing. A descriptor of
 * Windows always blocks.
 */
export const SAFE_BYTES: number = { linux: 4096, windows: 64 * 1024 }[
  Deno.build.os as string
] ?? 512;

const LF = 10;
const encoder = new TextEncoder();

/**
 * Prints something on standard output.
 *
 * @param text What to print.
 * @returns The exit status 0, also when the reader has left.
 * @throws {Error} When it cannot be written, with a sentence that says why.
 */
export async function print(text: string): Promise<number> {
  try {
    writeWhole(Deno.stdout, text);
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) return 0;
    const [{ reason }, { unwritable }] = await Promise.all([
      import("./reason.ts"),
      import("../view/sentences.ts"),
    ]);
    throw new Error(unwritable(reason(error)));
  }
  return 0;
}

/** Says something on standard error. */
export function writeError(text: string): void {
  try {
    writeWhole(Deno.stderr, text);
  } catch {
    // There is nobody left to tell.
  }
}

/**
 * Writes a text synchronously.
 *
 * @param to Where to write.
 * @param text What to write.
 * @throws {Error} When it cannot be written.
 */
export function writeWhole(to: Writable, text: string): void {
  let rest = encoder.encode(text);
  while (rest.length > 0) {
    const piece = pieceOf(rest);
    const size = retrySync(() => to.writeSync?.(piece) ?? piece.length);
    rest = rest.subarray(size);
  }
}

/** Returns what one write takes of some bytes: whole lines, or part of one. */
export function pieceOf(
  bytes: Uint8Array,
  most: number = SAFE_BYTES,
): Uint8Array {
  const lines = bytes.subarray(0, most).lastIndexOf(LF) + 1;
  if (lines > 0) return bytes.subarray(0, lines);
  return bytes.subarray(0, characterStart(bytes, Math.min(bytes.length, most)));
}
