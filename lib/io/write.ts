/**
 * Synchronous writes, for text outside a chat.
 *
 * @module
 */
import { characterStart } from "../protocol/bytes.ts";
import { retrySync } from "./would_block.ts";

/** An output: `Deno.stdout`, or anything like it. */
export interface Writable {
  /** Writes some of the bytes; returns how many. */
  write(bytes: Uint8Array): Promise<number>;
  /** Does the same synchronously. */
  writeSync?(bytes: Uint8Array): number;
}

/**
 * The most bytes that a pipe takes whole or not at all (PIPE_BUF of pipe(7)), so
 * that a write that fails because it would block has taken nothing. On Windows,
 * descriptors always block; elsewhere, this is the least that POSIX allows.
 */
export const SAFE_BYTES: number = new Map<string, number>([
  ["linux", 4096],
  ["windows", 64 * 1024],
]).get(Deno.build.os) ?? 512;

const LF = 10;
const encoder = new TextEncoder();

/**
 * Prints a text on standard output.
 *
 * @param text The text.
 * @returns The exit status 0, also if the reader has left.
 * @throws {Error} If it cannot be written, with a sentence that says why.
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

/** Writes a text to standard error; nothing happens if it is closed. */
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
 * @param to The output.
 * @param text The text.
 * @throws {Error} If it cannot be written.
 */
export function writeWhole(to: Writable, text: string): void {
  let rest = encoder.encode(text);
  while (rest.length > 0) {
    const piece = pieceOf(rest);
    const size = retrySync(() => to.writeSync?.(piece) ?? piece.length);
    rest = rest.subarray(size);
  }
}

/**
 * Returns the bytes of the next write: whole lines, or a part of one.
 *
 * @param bytes The bytes to write, which are UTF-8.
 * @param most The most bytes of one write.
 */
export function pieceOf(
  bytes: Uint8Array,
  most: number = SAFE_BYTES,
): Uint8Array {
  const lines = bytes.subarray(0, most).lastIndexOf(LF) + 1;
  if (lines > 0) return bytes.subarray(0, lines);
  return bytes.subarray(0, characterStart(bytes, Math.min(bytes.length, most)));
}
