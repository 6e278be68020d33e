/**
 * The floor: the fewest Deno calls that do a client's job, with no checks.
 *
 *     deno run --allow-net floor.ts PORT NICK
 */
interface Conduit {
  read(into: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
}

async function pump(
  from: Pick<Conduit, "read">,
  to: Pick<Conduit, "write">,
): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  for (;;) {
    const size = await from.read(buffer);
    if (size === null) return;
    let rest = buffer.subarray(0, size);
    while (rest.length > 0) rest = rest.subarray(await to.write(rest));
  }
}

const [port, nick] = Deno.args;
const connection = await Deno.connect({ port: Number(port) });
for (const request of ["/join room\n", `/nick ${nick}\n`]) {
  await connection.write(new TextEncoder().encode(request));
  // "0" and LF, and nothing of a message that may come with them.
  await connection.read(new Uint8Array(2));
}
pump(Deno.stdin, connection);
await pump(connection, Deno.stdout);
Deno.exit();
