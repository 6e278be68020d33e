/**
 * The wire of the class's own server: when it reads and when it sends.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Timing } from "../../lib/server/timing.ts";
import { type Client, Practice } from "./client.ts";
import { soon } from "../util/soon.ts";

/** So long that a test which had to wait for it would fail. */
const FOR_EVER = 60_000;

function classServer(timing: Partial<Timing> = {}): Practice {
  return new Practice({
    wire: "class",
    timing: { item: 1, look: 1, ...timing },
  });
}

/** What the newcomer to a room with so many people in it is told. */
function greeting(nick: string, people: number): string {
  return people === 1
    ? "You have joined a new room."
    : `${nick} has joined the room.  There are ${people} people in the room.`;
}

/** Lets clients into the room `games`, one after the other. */
async function enter(
  practice: Practice,
  ...nicks: string[]
): Promise<Client[]> {
  const clients: Client[] = [];
  for (const nick of nicks) {
    const client = await practice.connect();
    await askForNick(client, nick);
    clients.push(client);
    const text = greeting(nick, clients.length);
    await client.gets(`0${text}`);
    for (const other of clients.slice(0, -1)) await other.gets(text);
  }
  return clients;
}

/** Asks for a nickname in the room `games`. */
async function askForNick(client: Client, nick: string): Promise<void> {
  await client.send("/join games");
  await client.gets("0");
  await client.send(`/nick ${nick}`);
}

/** Waits until all is read that was sent before: who asks later is answered. */
async function settled(practice: Practice): Promise<void> {
  const other = await practice.connect();
  await other.send("/logout");
  await other.ends();
}

/**
 * Lets two into a room that waits for ever for everybody, so that only what they
 * say lets time pass. It is the first one's turn.
 */
async function enterTwo(
  practice: Practice,
): Promise<readonly [ann: Client, bob: Client]> {
  const [ann, bob] = [await practice.connect(), await practice.connect()];
  await askForNick(ann, "ann");
  await ann.gets(`0${greeting("ann", 1)}`);
  await askForNick(bob, "bob");
  await settled(practice);
  // The round that lets him in begins when she has had her turn.
  await ann.send("turn");
  for (const client of [ann, bob]) {
    await client.gets((client === bob ? "0" : "") + greeting("bob", 2));
  }
  return [ann, bob];
}

Deno.test("listen() as class: a session, byte for byte", async () => {
  await using practice = classServer();
  const [bob, ann] = await enter(practice, "bob", "ann");
  assert(bob && ann);
  const eve = await practice.connect();
  const steps: [who: Client, says: string, whom: Client, gets: string][] = [
    [eve, "/list", eve, "1games"],
    [eve, "/join games\n/nick eve", eve, "1"],
    [eve, "/join games\r\n", eve, "0"],
    [eve, "/nick bob", eve, "2"],
    [eve, "eve", eve, "1"],
    [bob, "hello", ann, "bob> hello"],
    [bob, "two\nlines \n", ann, "bob> two\nlines"],
    [ann, "/who", ann, "Users in this room:bobann"],
    [ann, "/list\0", bob, "ann> /list\0"],
    [ann, "/logout", bob, "ann has left the room."],
  ];
  for (const [who, says, whom, gets] of steps) {
    await who.send(says);
    await whom.gets(gets);
  }
  await ann.ends();
  await eve.send("/logout");
  await eve.ends();
});

Deno.test("listen() as class: the items of an answer come apart", async () => {
  const item = 100;
  await using practice = classServer({ item });
  const [bob] = await enter(practice, "bob", "ann");
  const eve = await practice.connect();
  assert(bob);
  for (
    const [who, asks, ...items] of [
      [bob, "/who", "Users in this room:", "bob", "ann"],
      [eve, "/list", "1", "games"],
    ] as const
  ) {
    const start = performance.now();
    await who.send(asks);
    await who.gets(items.join(""));
    assert(performance.now() - start >= item * (items.length - 1) - 1);
  }
});

Deno.test("listen() as class: what was sent within a round is one message", async () => {
  await using practice = classServer({ look: FOR_EVER });
  const [ann, bob] = await enterTwo(practice);
  for (const text of ["hello", "/logout"]) {
    await bob.send(text);
    await settled(practice);
  }
  await ann.send("turn");
  await ann.gets("bob> hello/logout");
  await bob.send("/logout");
  await ann.send("turn");
  await ann.gets("bob has left the room.");
  await bob.gets("ann> turnann> turn");
  await bob.ends();
});

Deno.test("listen() as class: one read takes 1024 bytes, in the middle of a character, too", async () => {
  await using practice = classServer({ look: FOR_EVER });
  const [ann, bob] = await enterTwo(practice);
  const encoder = new TextEncoder();
  const bytes = encoder.encode(`${"x".repeat(1023)}é${"y".repeat(9)} `);
  await bob.send(bytes);
  await settled(practice);
  for (const part of [bytes.subarray(0, 1024), bytes.subarray(1024, -1)]) {
    await ann.send("turn");
    const due = [...encoder.encode("bob> "), ...part];
    assertEquals([...await ann.bytes(due.length)], due);
  }
});

Deno.test("listen() as class: a blank part of a long line logs out", async () => {
  await using practice = classServer();
  const [bob, ann] = await enter(practice, "bob", "ann");
  assert(bob && ann);
  await bob.send(`${"x".repeat(1024)}${" ".repeat(30)}`);
  await ann.gets(`bob> ${"x".repeat(1024)}bob has left the room.`);
  await bob.ends();
});

Deno.test("listen() as class: whoever speaks costs a round nothing", async () => {
  await using practice = classServer({ look: FOR_EVER });
  const [ann, bob] = await enterTwo(practice);
  for (let i = 0; i < 5; i++) {
    await ann.send(`ping ${i}`);
    await bob.gets(`ann> ping ${i}`);
    await bob.send(`pong ${i}`);
    await ann.gets(`bob> pong ${i}`);
  }
});

Deno.test("listen() as class: an empty room costs no time", async () => {
  await using practice = classServer({ look: FOR_EVER });
  const [bob] = await enter(practice, "bob");
  assert(bob);
  await bob.send("/logout");
  await bob.ends();
  const ann = await practice.connect();
  await askForNick(ann, "bob");
  await ann.gets("0bob has joined the room.  There are 1 people in the room.");
});

Deno.test("listen() as class: /who stops the room, also for newcomers", async () => {
  await using practice = classServer({ item: 100, look: FOR_EVER });
  const [ann, bob] = await enterTwo(practice);
  const eve = await practice.connect();
  await ann.send("/who");
  await ann.gets("Users in this room:");
  await askForNick(eve, "eve");
  await settled(practice);
  await bob.send("hi");
  // Neither his words nor eve stand between the names.
  await ann.gets("annbobbob> hi" + greeting("eve", 3));
  await bob.gets(greeting("eve", 3));
  await eve.gets(`0${greeting("eve", 3)}`);
});

const FORGOTTEN = {
  "a nickname that is missing": ["/join games", "/nick"],
  "one word while naming": ["/join games", "bob"],
  "bytes that are not UTF-8": [Uint8Array.of(0x2f, 0xff)],
};

for (const [name, sends] of Object.entries(FORGOTTEN)) {
  Deno.test(`listen() as class: ${name}: the client is forgotten`, async () => {
    await using practice = classServer();
    const bob = await practice.connect();
    for (const [i, send] of sends.entries()) {
      if (i > 0) await bob.gets("0");
      await bob.send(send);
    }
    await practice.tells(`${bob.address} forgotten`);
    await bob.send("/list");
    await bob.send("/logout");
    // The connection stands until the next one is made.
    await practice.connect();
    await practice.tells(`${bob.address} disconnected`);
    await bob.ends();
  });

  Deno.test(`listen() as class: ${name}: an earlier client's connection ends`, async () => {
    await using practice = classServer();
    const [bob] = [await practice.connect(), await practice.connect()];
    for (const [i, send] of sends.entries()) {
      if (i > 0) await bob.gets("0");
      await bob.send(send);
    }
    await bob.ends();
  });
}

Deno.test("listen() as class: bytes that are not UTF-8 are said in a room as they are", async () => {
  await using practice = classServer();
  const [bob, ann] = await enter(practice, "bob", "ann");
  assert(bob && ann);
  await bob.send(Uint8Array.of(0x68, 0xff, 0xc3));
  await ann.gets("bob> h");
  assertEquals([...await ann.bytes(2)], [0xff, 0xc3]);
});

Deno.test("listen() as class: closing is leaving, once it is read", async () => {
  await using practice = classServer({ look: FOR_EVER });
  const [ann, bob] = await enterTwo(practice);
  await bob.send("bye");
  await bob.closeWrite();
  await settled(practice);
  await ann.send("turn");
  await ann.gets("bob> bye");
  await ann.send("turn");
  await ann.gets("bob has left the room.");
  await bob.gets("ann> turnann> turn");
  await bob.ends();
});

Deno.test("listen() as class: a broken connection is found when something is sent to it", async () => {
  await using practice = classServer({ look: FOR_EVER });
  const ann = await practice.connect();
  await askForNick(ann, "ann");
  await ann.gets(`0${greeting("ann", 1)}`);
  const bob = await practice.connect(false);
  for (const request of ["/join games", "/nick bob"]) {
    await bob.send(request);
    await settled(practice);
  }
  await ann.send("turn");
  await ann.gets(greeting("bob", 2));
  // Closing with something unread resets a connection.
  bob.close();
  await settled(practice);
  await ann.send("are you there?");
  await ann.gets("bob has been disconnected.");
  await practice.tells(`${bob.address} disconnected`);
});

Deno.test("listen() as class: a crowd that is cut off leaves a room of the rest", async () => {
  await using practice = classServer();
  const [ann, ...others] = await enter(practice, "ann", "bob", "eve", "joe");
  assert(ann);
  for (const other of others) other.close();
  let heard = "";
  while (heard.match(/has (left|been)/g)?.length !== 3) {
    heard += await ann.receive();
  }
  assertMatch(heard, /^(\w+ has (left the room|been disconnected)\.){3}$/);
  await ann.send("/who");
  await ann.gets("Users in this room:ann");
});

Deno.test("listen() as class: a server that closes lets nobody wait", async () => {
  await using practice = classServer({ item: FOR_EVER, look: FOR_EVER });
  const [bob] = await enter(practice, "bob");
  assert(bob);
  await bob.send("/who");
  await bob.gets("Users in this room:");
  await soon(practice.server.close());
  await bob.ends();
});
