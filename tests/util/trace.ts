/**
 * What went over a wire, written down.
 *
 * @module
 */
import type { Trace } from "../../lib/protocol/wire.ts";

/** Looks on, and adds a row for all that it sees. */
export function writeDown(rows: string[]): Trace {
  const decoder = new TextDecoder();
  return (direction, traffic) => {
    const text = typeof traffic === "string"
      ? traffic
      : decoder.decode(traffic);
    rows.push(`${direction} ${text}`);
  };
}
