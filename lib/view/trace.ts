/**
 * Traffic on the wire → rows of a trace.
 *
 * @module
 */
import { characterStart } from "../protocol/bytes.ts";
import type { Direction, Traffic } from "../protocol/wire.ts";
import { decode } from "../text/utf8.ts";
import { visible, visibleJson } from "../text/visible.ts";
import { timeOfDay } from "./time.ts";

/** The most bytes of one send or read that are shown. */
const SHOWN_BYTES = 256;

/**
 * An escaped backslash or pair of surrogates, which stay; or the escape of what
 * {@linkcode decode} makes of a byte that is not UTF-8.
 */
const ESCAPE =
  /\\\\|\\ud[89ab][0-9a-f]{2}\\u[0-9a-f]{4}|\\udc([89a-f][0-9a-f])/g;

/**
 * Makes a row of a trace: the time, the direction, and the number of bytes with
 * the bytes themselves, or an event of the connection.
 *
 * @param at The time of the send, the read or the event.
 * @param direction `>` for a send, `<` for a read.
 * @param traffic The bytes; or `connected`, `closed`, `reset` or another word for
 * an event of the connection.
 * @returns One row without its end, safe to print. The bytes are a JSON string,
 * with `\xNN` for a byte that is not UTF-8. At most 256 of them are shown; the row
 * says how many more there were.
 *
 * @example
 * ```ts
 * import { traceRow } from "./trace.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const at = new Date(2026, 1, 26, 14, 5, 1, 123);
 * const bytes = new TextEncoder().encode("/join games\n");
 * assertEquals(
 *   traceRow(at, ">", bytes),
 *   String.raw`14:05:01.123 > 12 "/join games\n"`,
 * );
 * assertEquals(traceRow(at, "<", "closed"), "14:05:01.123 < closed");
 * ```
 */
export function traceRow(
  at: Date,
  direction: Direction,
  traffic: Traffic,
): string {
  const what = typeof traffic === "string" ? visible(traffic) : show(traffic);
  const ms = String(at.getMilliseconds()).padStart(3, "0");
  return `${timeOfDay(at)}.${ms} ${direction} ${what}`;
}

/** Returns the number of bytes and the first of them. */
function show(bytes: Uint8Array): string {
  const end = characterStart(bytes, Math.min(bytes.length, SHOWN_BYTES));
  const shown = bytes.subarray(0, end);
  const json = visibleJson(decode(shown)).replace(
    ESCAPE,
    (escape, byte?: string) => byte === undefined ? escape : `\\x${byte}`,
  );
  const more = bytes.length - shown.length;
  return `${String(bytes.length).padStart(2)} ${json}` +
    (more > 0 ? ` and ${more} more` : "");
}
