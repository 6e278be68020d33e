/**
 * Bytes put together.
 *
 * @module
 */

/**
 * Joins byte arrays.
 *
 * @param parts The arrays, at least one.
 * @returns One array with the bytes of all. A single array is returned itself.
 */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const whole = new Uint8Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
