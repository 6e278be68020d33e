import { assertEquals } from "@std/assert";
import { type AddressInfo, connect } from "node:net";
import type { ListenOptions } from "../../lib/server/listen.ts";
import { writeDown } from "../util/trace.ts";
import { type Client, Practice } from "./client.ts";

/** A server, and what it saw of each client, by the client's port. */
function tracingServer(
  options: Partial<ListenOptions> = {},
): { practice: Practice; traces: Map<number, string[]> } {
  const traces = new Map<number, string[]>();
  const tracer = ({ port }: { readonly port: number }) => {
    const rows: string[] = [];
    traces.set(port, rows);
    return writeDown(rows);
  };
  return { practice: new Practice({ ...options, tracer }), traces };
}

function portOf({ address }: Client): number {
  return Number(address.split(":").at(-1));
}

Deno.test("listen() traces each read, each send and its own end", async () => {
  const { practice, traces } = tracingServer();
  await using _ = practice;
  const bob = await practice.connect();
  await bob.send("/join games\n/nick bob\n");
  await bob.gets("0\n0\n");
  await bob.send("/logout\n");
  await practice.tells(`${bob.address} disconnected`);
  assertEquals(traces.get(portOf(bob)), [
    "< connected",
    "< /join games\n/nick bob\n",
    "> 0\n",
    "> 0\n",
    "< /logout\n",
    "> closed",
  ]);
});

Deno.test("listen() traces the end of a client before its own", async () => {
  const { practice, traces } = tracingServer();
  await using _ = practice;
  const bob = await practice.connect();
  await bob.closeWrite();
  await practice.tells(`${bob.address} disconnected`);
  assertEquals(traces.get(portOf(bob)), [
    "< connected",
    "< closed",
    "> closed",
  ]);
});

Deno.test("listen() traces a reset", async () => {
  const { practice, traces } = tracingServer();
  await using _ = practice;
  const { hostname: host, port } = practice.server.address;
  const bob = connect({ host, port });
  await new Promise<void>((connected) => bob.once("connect", connected));
  const own = (bob.address() as AddressInfo).port;
  await practice.tells(`${host}:${own} connected`);
  bob.resetAndDestroy();
  await practice.tells(`${host}:${own} disconnected`);
  assertEquals(traces.get(own), ["< connected", "< reset"]);
});

Deno.test("listen() traces as one read what the class's server takes for one message", async () => {
  const timing = { item: 1, look: 60_000 };
  const { practice, traces } = tracingServer({ wire: "class", timing });
  await using _ = practice;
  const ann = await practice.connect();
  await ann.send("/join games");
  await ann.gets("0");
  await ann.send("/nick ann");
  await ann.gets("0You have joined a new room.");
  const bob = await practice.connect();
  await bob.send("/join games");
  await bob.gets("0");
  await bob.send("/nick bob");
  // The round that lets him in begins when ann has had her turn.
  await ann.send("come in");
  const news = "bob has joined the room.  There are 2 people in the room.";
  await bob.gets(`0${news}`);
  await ann.gets(news);
  // It is ann's turn, and bob has to wait for his.
  await bob.send("hello", "/logout");
  await ann.send("hi");
  await ann.gets("bob> hello/logout");
  const rows = traces.get(portOf(bob)) ?? [];
  assertEquals(rows.filter((row) => row.startsWith("<")), [
    "< connected",
    "< /join games",
    "< /nick bob",
    "< hello/logout",
  ]);
});
