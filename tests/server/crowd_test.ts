/**
 * A crowd: a thousand clients in one room, and the worst of them.
 */
import { assert, assertEquals } from "@std/assert";
import { listen, type Server } from "../../lib/server/listen.ts";
import type { ServerNews } from "../../lib/server/news.ts";
import { LineClient } from "../util/line_client.ts";

const CLIENTS = 1000;
const encoder = new TextEncoder();

/** A server, which has patience with clients on a busy machine. */
function start(
  tell: (news: ServerNews) => void = () => {},
  maxClients = 2000,
): Server & AsyncDisposable {
  const server = listen({
    host: "127.0.0.1",
    port: 0,
    wire: "lf",
    gap: 0,
    echo: false,
    maxClients,
    timing: { stuck: 10 * 60_000 },
  }, tell);
  return { ...server, [Symbol.asyncDispose]: () => server.close() };
}

/** Lets a client in. */
function enter({ address }: Server, nick: string): Promise<LineClient> {
  return LineClient.enter(address, "room", nick);
}

/** Lets clients in, fifty at a time. */
async function crowd(server: Server, count: number): Promise<LineClient[]> {
  const clients: LineClient[] = [];
  while (clients.length < count) {
    const next = Array.from(
      { length: Math.min(50, count - clients.length) },
      (_, i) => enter(server, `n${clients.length + i}`),
    );
    clients.push(...await Promise.all(next));
  }
  return clients;
}

Deno.test("listen() delivers what each of a thousand says to each other one, once and in order", async () => {
  await using server = start();
  const clients = await crowd(server, CLIENTS);
  await using leaving = new AsyncDisposableStack();
  leaving.defer(async () => {
    await Promise.all(clients.map((client) => client.leave()));
  });
  // Everybody speaks, and twenty speak much, while others come and go.
  const numbers = (i: number) =>
    Array.from({ length: i % 50 === 0 ? 10 : 1 }, (_, n) => n);
  const speaking = clients.map((client, i) =>
    client.send(numbers(i).map((n) => `message ${n}\n`).join(""))
  );
  const passing = Array.from({ length: 50 }, async (_, i) => {
    const guest = await enter(server, `guest${i}`);
    await guest.leave();
  });
  await Promise.all([...speaking, ...passing]);
  const total = clients.reduce((sum, _, i) => sum + numbers(i).length, 0);
  for (const [i, client] of clients.entries()) {
    await client.until(() => client.lines.length >= total - numbers(i).length);
    const heard = new Map<string, string[]>();
    for (const line of client.lines) {
      const [nick = "", text = ""] = line.split(": ");
      heard.set(nick, [...heard.get(nick) ?? [], text]);
    }
    assertEquals(heard.size, CLIENTS - 1);
    assert(!heard.has(`n${i}`));
    for (const [nick, texts] of heard) {
      const said = numbers(Number(nick.slice(1))).map((n) => `message ${n}`);
      assertEquals(texts, said, `${nick} as n${i} heard it`);
    }
  }
});

Deno.test("listen() forgets ten thousand connections that come and go", async () => {
  const counts = { connected: 0, disconnected: 0, "rejected": 0 };
  const all = Promise.withResolvers<void>();
  await using server = start((news) => {
    if (news.type in counts) counts[news.type as keyof typeof counts]++;
    const isAll = counts.connected + counts["rejected"] === 10_002 &&
      counts.connected === counts.disconnected;
    if (isAll) all.resolve();
  }, 500);
  await using witness = await enter(server, "witness");
  await using other = await enter(server, "other");
  const { hostname, port } = server.address;
  let rest = 10_000;
  const worker = async () => {
    while (rest-- > 0) (await Deno.connect({ hostname, port })).close();
  };
  await Promise.all(Array.from({ length: 50 }, worker));
  await other.send("still here\n");
  await witness.until(() => witness.lines.length > 0);
  assertEquals(witness.lines, ["other: still here"]);
  await witness.leave();
  await other.leave();
  await all.promise;
});

Deno.test("listen() lets nobody be disturbed by the rudest clients", async () => {
  await using server = start();
  await using ann = await enter(server, "ann");
  await using bob = await enter(server, "bob");
  const { hostname, port } = server.address;
  const rude = await Promise.all(Array.from({ length: 20 }, async (_, i) => {
    const connection = await Deno.connect({ hostname, port });
    const garbage = Uint8Array.from(
      { length: 5000 },
      (_, n) => (n * (i + 7)) % 256,
    );
    await connection.write(garbage);
    return connection;
  }));
  const slow = await Deno.connect({ hostname, port });
  for (const byte of encoder.encode("/join ro")) {
    await slow.write(new Uint8Array([byte]));
  }
  const endless = await Deno.connect({ hostname, port });
  await endless.write(encoder.encode("/list\n"));
  const megabyte = new Uint8Array(1024 * 1024).fill(120);
  for (let rest = megabyte; rest.length > 0;) {
    rest = rest.subarray(await endless.write(rest));
  }
  await ann.send("are you there?\n");
  await bob.until(() => bob.lines.length > 0);
  assertEquals(bob.lines, ["ann: are you there?"]);
  for (const connection of [...rude, slow, endless]) connection.close();
});
