/**
 * The permission to use the network.
 *
 * @module
 */
import { hostPort } from "../view/address.ts";

/**
 * Checks that an address may be used. Otherwise Deno would ask the user, in the
 * middle of the program's own output.
 *
 * @param host A name or an IP address, IPv6 without brackets.
 * @param port The port.
 * @throws {Deno.errors.NotCapable} If neither `--allow-net` nor
 * `--allow-net=HOST:PORT` was given.
 */
export function requireNet(host: string, port: number): void {
  const name = { name: "net", host: hostPort(host, port) } as const;
  const { state } = Deno.permissions.querySync(name);
  if (state !== "granted") throw new Deno.errors.NotCapable();
}
