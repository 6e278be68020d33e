/**
 * A connection of which a test holds both ends.
 *
 * @module
 */

/** Returns the two ends of a new loopback connection. */
export async function pair(): Promise<[Deno.TcpConn, Deno.TcpConn]> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { hostname, port } = listener.addr;
  const client = await Deno.connect({ hostname, port });
  return [client, await listener.accept()];
}
