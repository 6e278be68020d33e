/**
 * What went wrong, in words that fit into a sentence.
 *
 * @module
 */

/** What the system's own words for common errors leave unclear. */
const REASONS: readonly [
  new (message: string) => Error,
  RegExp,
  string,
][] = [
  [Deno.errors.ConnectionRefused, /^/, "connection refused"],
  [Deno.errors.ConnectionReset, /^/, "connection reset by the peer"],
  [Deno.errors.BrokenPipe, /^/, "the peer has closed the connection"],
  [Deno.errors.AddrInUse, /^/, "the address is in use"],
  [Deno.errors.AddrNotAvailable, /^/, "this machine has no such address"],
  [Deno.errors.NotCapable, /^/, "not allowed; run with --allow-net"],
  [Deno.errors.PermissionDenied, /^/, "the system does not permit it"],
  [Deno.errors.TimedOut, /^/, "no answer from there"],
  [Error, /lookup|resolve/, "there is no host of this name"],
  [Error, /No route to host/, "there is no route to it"],
  [Error, /Network is unreachable/, "the network is unreachable"],
  [Error, /No space left/, "no space is left"],
];

/**
 * Says why an operation failed.
 *
 * @param error What was thrown.
 * @returns A phrase without a capital letter or a full stop.
 *
 * @example
 * ```ts
 * import { reason } from "./reason.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new Deno.errors.ConnectionRefused("os error 111");
 * assertEquals(reason(error), "connection refused");
 * ```
 */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = REASONS.find(([kind, words]) =>
    error instanceof kind && words.test(error.message)
  );
  if (known !== undefined) return known[2];
  const words = error.message.replace(/ \(os error \d+\)/g, "");
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
