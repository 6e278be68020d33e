/**
 * The addresses of the practice server.
 *
 * @module
 */

/** The number of attempts to find a port that is free on both loopbacks. */
const TRIES = 10;

/**
 * Starts to listen. For `localhost` it listens on both loopback addresses if the
 * machine has both, since a client may try either.
 *
 * @param host The address or name.
 * @param port The port; 0: any free one.
 * @returns The listeners, all on the same port.
 * @throws {Error} If it cannot listen on the address.
 */
export function listenOn(
  host: string,
  port: number,
): [Deno.TcpListener, ...Deno.TcpListener[]] {
  const isBoth = host === "localhost" &&
    [`127.0.0.1:${port}`, `[::1]:${port}`].every(isPermitted);
  if (!isBoth) return [Deno.listen({ hostname: host, port })];
  for (let tries = port === 0 ? TRIES : 1;; tries--) {
    const first = Deno.listen({ hostname: "127.0.0.1", port });
    try {
      const { port } = first.addr;
      return [first, Deno.listen({ hostname: "::1", port })];
    } catch (error) {
      // A machine without IPv6 has no such address.
      if (!(error instanceof Deno.errors.AddrInUse)) return [first];
      first.close();
      if (tries === 1) throw error;
    }
  }
}

/** Returns whether listening there is allowed without asking the user. */
function isPermitted(host: string): boolean {
  return Deno.permissions.querySync({ name: "net", host }).state === "granted";
}

/**
 * Lists the addresses of this machine that others can reach.
 *
 * @returns IP addresses, IPv6 without brackets, or `null` without the permission
 * `--allow-sys=networkInterfaces`.
 */
export function ownAddresses(): string[] | null {
  const kind = "networkInterfaces";
  const { state } = Deno.permissions.querySync({ name: "sys", kind });
  if (state !== "granted") return null;
  return Deno.networkInterfaces()
    .map(({ address }) => address)
    .filter((address) => !/^(127\.|::1$|fe80:)/i.test(address));
}
