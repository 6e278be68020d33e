/**
 * An error → the reason why an operation failed, as a phrase for a sentence.
 *
 * @module
 */

/**
 * The standard words for the system's errors (POSIX, `strerror`), by their
 * codes. Systems put these in different words, Windows in whole paragraphs.
 */
const SYSTEM: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EADDRINUSE", "address already in use"],
  ["EADDRNOTAVAIL", "address not available"],
  ["EBADF", "bad file descriptor"],
  ["ECONNABORTED", "connection aborted"],
  ["ECONNREFUSED", "connection refused"],
  ["ECONNRESET", "connection reset by peer"],
  ["EHOSTUNREACH", "no route to host"],
  ["EINVAL", "invalid argument"],
  ["EIO", "input/output error"],
  ["EISDIR", "is a directory"],
  ["ENETDOWN", "network is down"],
  ["ENETUNREACH", "network is unreachable"],
  ["ENOSPC", "no space left on device"],
  ["EPERM", "operation not permitted"],
  ["EPIPE", "broken pipe"],
  ["ETIMEDOUT", "connection timed out"],
]);

/** The same for what Deno itself finds wrong, by the names of its errors. */
const DENO: ReadonlyMap<string, string> = new Map([
  ["NotCapable", "not allowed; run with --allow-net"],
  ["URIError", "invalid host name"],
]);

/**
 * The standard words for a name lookup that failed. Such errors have no code,
 * so these are the messages of glibc, musl, BSD and, by number, of Windows.
 */
const LOOKUP: readonly [message: RegExp, words: string][] = [
  [
    /: temporary failure|: try again|os error 11002/i,
    "temporary failure in name resolution",
  ],
  [
    /not known|does not resolve|no address assoc|os error 1100[14]/i,
    "host not found",
  ],
];

/**
 * Returns the reason why an operation failed.
 *
 * @param error The thrown value.
 * @returns A phrase without a capital letter or a full stop, in the system's
 * standard words.
 *
 * @example
 * ```ts
 * import { reason } from "./reason.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const error = await Deno.connect({ port: 1 }).catch(reason);
 * assertEquals<unknown>(error, "connection refused");
 * ```
 */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return SYSTEM.get(code) ?? DENO.get(error.name) ?? lookupReason(error) ??
    ownWords(error);
}

/**
 * Returns whether an operation failed because a name could not be looked up.
 *
 * @param error The thrown value.
 */
export function isLookupError(error: unknown): boolean {
  return error instanceof Error && lookupReason(error) !== undefined;
}

function lookupReason({ message }: Error): string | undefined {
  return LOOKUP.find(([pattern]) => pattern.test(message))?.[1];
}

/** Returns the error's own message, without the words that Deno adds. */
function ownWords({ message }: Error): string {
  const words = message
    .replace(/^failed to lookup address information: | \(os error \d+\)/g, "");
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
