/**
 * A host and a port → an address as people write it.
 *
 * @module
 */

/**
 * Writes an address.
 *
 * @param host A name or an IP address, IPv6 without brackets.
 * @param port The port.
 * @returns `HOST:PORT`, with brackets around IPv6 (RFC 3986).
 *
 * @example
 * ```ts
 * import { hostPort } from "./address.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hostPort("::1", 5220), "[::1]:5220");
 * ```
 */
export function hostPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
