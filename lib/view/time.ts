/**
 * A date → the time of the day.
 *
 * @module
 */

/**
 * Returns the local time of the day.
 *
 * @param at The date.
 * @returns Hours, minutes and seconds, as in `14:05:01`.
 *
 * @example
 * ```ts
 * import { timeOfDay } from "./time.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(timeOfDay(new Date(2026, 1, 26, 14, 5, 1)), "14:05:01");
 * ```
 */
export function timeOfDay(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
