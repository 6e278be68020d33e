/**
 * Bad clients of one kind, in a thread of their own: they must not be slowed
 * down by whoever measures what they do to others.
 */
import { type BadClients, COME_AND_GO } from "./bad_client_kind.ts";

const encoder = new TextEncoder();

/** Connects, and enters a room where one is given. */
async function connect(
  { port, room }: BadClients,
  nick: string,
): Promise<Deno.TcpConn> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  if (room === null) return connection;
  for (const request of [`/join ${room}\n`, `/nick ${nick}\n`]) {
    await connection.write(encoder.encode(request));
    await connection.read(new Uint8Array(16));
  }
  return connection;
}

async function write(connection: Deno.TcpConn, text: string): Promise<void> {
  const bytes = encoder.encode(text.repeat(16_384 / text.length));
  for (;;) {
    let rest = bytes;
    while (rest.length > 0) rest = rest.subarray(await connection.write(rest));
    // A promise that is kept at once lets nobody else of this thread in.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

async function read(connection: Deno.TcpConn): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  while (await connection.read(buffer) !== null);
}

async function comeAndGo(clients: BadClients): Promise<void> {
  for (let i = 0;; i++) (await connect(clients, `guest${i}`)).close();
}

/** Lets one in, which the server may drop at any time. */
async function misbehave(clients: BadClients, nick: string): Promise<void> {
  const { says, reads } = clients;
  if (says === COME_AND_GO) return void quietly(comeAndGo(clients));
  const connection = await connect(clients, nick);
  if (says !== null) quietly(write(connection, says));
  if (reads) quietly(read(connection));
}

function quietly(promise: Promise<void>): Promise<void> {
  return promise.catch(() => {});
}

self.addEventListener("message", async (event) => {
  if (!(event instanceof MessageEvent)) return;
  const { clients } = event.data;
  for (let i = 0; i < clients.count; i++) {
    await quietly(misbehave(clients, `bad${i}`));
  }
  event.data.ready.postMessage(null);
});
