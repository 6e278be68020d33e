import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import { byteLength, MESSAGE_BYTES } from "../../lib/protocol/limits.ts";
import type { Wire } from "../../lib/server/options.ts";
import { type Client, ENDED, Practice } from "./client.ts";

// What makes a property fail is not made smaller for ever.
fc.configureGlobal({ interruptAfterTimeLimit: 1000 });

/** Who says what, and who gets which things then. */
type Step = [who: Client, says: string, whom: Client, ...texts: string[]];

const TOO_LONG = "x".repeat(MESSAGE_BYTES + 1);
/** The most that bob can say at once where each message has an end. */
const BOB_ROOM = MESSAGE_BYTES - "bob: \n".length;

for (const wire of ["raw", "lf", "nul", "pad"] satisfies Wire[]) {
  Deno.test(`listen() on the wire ${wire}, byte for byte`, async () => {
    await using practice = new Practice({ wire });
    const [bob, ann] = [await practice.connect(), await practice.connect()];
    const most = MESSAGE_BYTES - (wire === "raw" ? 0 : 1) - "bob: ".length;
    const longest = "é".padEnd(most - 1, "x");
    const steps: Step[] = [
      [bob, "/join games\n", bob, "0"],
      [bob, "/nick bob\n", bob, "0"],
      [ann, "/list\n", ann, "1", "games"],
      [ann, "hello\n", ann, "1"],
      [ann, "/join games\n/nick bob\n", ann, "0", "2"],
      [ann, "/nick né\n/who\n", ann, "0", "bob", "né"],
      [bob, `${longest}\n`, ann, `bob: ${longest}`],
      [bob, `${longest} é\n`, ann, `bob: ${longest}`, "bob:  é"],
    ];
    for (const [who, says, whom, ...texts] of steps) {
      await who.send(says);
      await whom.gets(texts.map(ENDED[wire]).join(""));
    }
    await ann.send("/logout\n");
    await ann.ends();
  });
}

Deno.test("listen() with a gap sends one thing at a time, so long apart", async () => {
  const gap = 20;
  const sends: { readonly text: string; readonly at: number }[] = [];
  await using practice = new Practice({
    ...{ wire: "raw", gap },
    tracer: () => (direction, traffic) => {
      if (direction !== ">" || typeof traffic === "string") return;
      const text = new TextDecoder().decode(traffic);
      sends.push({ text, at: performance.now() });
    },
  });
  const student = await practice.connect();
  await student.send("/join games");
  await student.gets("0");
  await student.send("/nick bob");
  await student.gets("0");
  const ann = await practice.enter("ann");
  sends.length = 0;
  const burst = Array.from({ length: 6 }, (_, i) => `message ${i}`);
  await ann.send(burst.map((text) => `${text}\n`).join(""));
  const texts = burst.map((text) => `ann: ${text}`);
  await student.gets(texts.join(""));
  await student.send("/who");
  await student.gets("bobann");
  assertEquals(sends.map(({ text }) => text), [...texts, "bob", "ann"]);
  for (const [i, { at }] of sends.slice(1).entries()) {
    assert(at - (sends[i]?.at ?? at) >= gap - 1);
  }
});

for (const [name, eol] of [["LF", "\n"], ["CRLF", "\r\n"]] as const) {
  const lines = ["/list é", "/join games", "/nick né", "hé", "/who", ""];
  const bytes = new TextEncoder().encode(lines.join(eol));
  const cut = async (cuts: readonly number[]) => {
    await using practice = new Practice();
    const client = await practice.connect();
    await client.send(`/list${eol}`);
    await client.gets("0\n");
    const ends = [...cuts.toSorted((a, b) => a - b), bytes.length];
    const part = (end: number, i: number) =>
      bytes.subarray(ends[i - 1] ?? 0, end);
    await client.send(...ends.map(part));
    await client.gets("1\n0\n0\nné\n");
    await client.send(`/logout${eol}`);
    await client.ends();
  };

  Deno.test(`listen() takes lines ended with ${name}, cut anywhere`, async () => {
    await cut(Array.from(bytes.keys()));
    const cuts = fc.array(fc.nat(bytes.length), { maxLength: 8 });
    await fc.assert(fc.asyncProperty(cuts, cut), { numRuns: 25 });
  });
}

Deno.test("listen() takes one receive for one message where there are no line ends", async () => {
  await using practice = new Practice();
  const ann = await practice.enter("ann");
  const bob = await practice.enter("bob", "");
  for (const text of ["hi", "two words", " ", "/list", "né", "//x"]) {
    await bob.send(text);
    await ann.gets(`bob: ${text}\n`);
  }
  // A line end that comes late is a chat message's own.
  await bob.send("one\ntwo");
  await ann.gets("bob: one\nbob: two\n");
  await bob.send("/logout");
  await bob.ends();
});

Deno.test("listen() finds more than 1024 bytes at once malformed", async () => {
  await using practice = new Practice();
  const ann = await practice.enter("ann");
  const bob = await practice.connect();
  const requests = { "/join games": "0\n", "/nick bob": "0\n", x: "" };
  for (const [request, answer] of Object.entries(requests)) {
    await bob.send(TOO_LONG);
    await bob.gets("1\n");
    await bob.send(request);
    await bob.gets(answer);
  }
  await ann.gets("bob: x\n");
  await bob.send(TOO_LONG.slice(1));
  await ann.gets(`bob: ${"x".repeat(BOB_ROOM)}\nbob: xxxxxx\n`);
});

Deno.test("listen() relays U+FFFD for what is not UTF-8", async () => {
  await using practice = new Practice();
  const ann = await practice.enter("ann");
  const senders = { bob: "\n", ben: "" };
  for (const [nick, eol] of Object.entries(senders)) {
    const sender = await practice.enter(nick, eol);
    const texts = [[255], [128, 65], [195, 40], [237, 160, 128], [65, 233]];
    for (const text of texts.map((bytes) => Uint8Array.from(bytes))) {
      await sender.send(text, eol);
      await ann.gets(`${nick}: ${new TextDecoder().decode(text)}\n`);
    }
  }
});

Deno.test("listen() waits longer for the rest of a line than of a character", async () => {
  await using practice = new Practice();
  const ann = await practice.enter("ann");
  const bob = await practice.enter("bob");
  const ben = await practice.enter("ben", "");
  await bob.send("hel");
  await ben.send(Uint8Array.of(65, 0xc3));
  await ann.gets("ben: A\ufffd\n");
  await bob.send("lo\n");
  await ann.gets("bob: hello\n");
});

Deno.test("listen() takes bytes of all 256 kinds without harm", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (const garbage of [bytes, bytes.toReversed(), bytes.subarray(128)]) {
    await using practice = new Practice();
    const ann = await practice.enter("ann");
    const bob = await practice.connect();
    await bob.send(garbage);
    let answers = await bob.receive() ?? "";
    await bob.send("\n/join games\n/nick bob\n");
    while (!answers.endsWith("0\n0\n")) answers += await bob.receive();
    assertMatch(answers, /^(1\n)+0\n0\n$/);
    await bob.send(garbage, "\nthe end\n");
    let talk = "";
    while (!talk.endsWith("the end\n")) talk += await ann.receive();
    for (const text of talk.slice(0, -1).split("\n")) {
      assert(text.startsWith("bob: ") && byteLength(text) <= MESSAGE_BYTES);
    }
  }
});

Deno.test("listen() keeps no trace of who closes in the middle", async () => {
  await using practice = new Practice();
  const sends = [
    ["", "/jo", "/join games\n/ni", "/join games\n/nick bo", "/list\n/join é"],
    ["/join games\n/nick bob\nhel", "/join games\n/nick bob\n/logou"],
  ].flat().map((text) => new TextEncoder().encode(text));
  // With answers left unread, closing resets the connection.
  for (const reads of [true, false]) {
    for (const bytes of sends.flatMap((bytes) => [bytes, [...bytes, 0xc3]])) {
      const client = await practice.connect(reads);
      await client.send(Uint8Array.from(bytes));
      client.close();
      await practice.tells(`${client.address} disconnected`);
    }
  }
  const next = await practice.connect();
  await next.send("/list\n");
  await next.gets("0\n");
});

Deno.test("listen() answers who sends no more", async () => {
  await using practice = new Practice({ gap: 5 });
  const client = await practice.connect();
  await client.send("/list\n");
  await client.gets("0\n");
  await client.send("/join games\n/nick bob\n/who\nhalf a l");
  await client.closeWrite();
  await client.gets("0\n0\nbob\n");
  await client.ends();
});

Deno.test("listen() rejects one too many until one leaves", async () => {
  await using practice = new Practice({ maxClients: 2 });
  const [bob, ann] = [
    await practice.enter("bob"),
    await practice.enter("ann"),
  ];
  for (let i = 0; i < 3; i++) {
    const tooMany = await practice.connect();
    await tooMany.ends();
    await practice.tells(`${tooMany.address} rejected`);
  }
  await bob.send("/logout\n");
  await bob.ends();
  await practice.tells(`${bob.address} disconnected`);
  await practice.enter("carol");
  await ann.send("/who\n");
  await ann.gets("ann\ncarol\n");
});

Deno.test("listen() drops who never reads, and nobody else", async () => {
  const timing = { stuck: 2000 };
  await using practice = new Practice({ wire: "pad", timing });
  const stuck = await practice.enter("stuck", "\n", false);
  const [bob, ann] = [
    await practice.enter("bob"),
    await practice.enter("ann"),
  ];
  const dropped = `${stuck.address} dropped`;
  let bytes = 0;
  while (!practice.news.includes(dropped) && bytes < 50_000_000) {
    // Each line is 2 bytes for the server to read and 1024 to send.
    await bob.send("x\n".repeat(500));
    await ann.gets(ENDED.pad("bob: x").repeat(500));
    bytes += 500 * MESSAGE_BYTES;
  }
  await practice.tells(dropped);
  assert(bytes > 1024 ** 2, `dropped after ${bytes} bytes`);
  await practice.tells("stuck left games");
  await bob.send("/who\n");
  await bob.gets(ENDED.pad("bob") + ENDED.pad("ann"));
});

Deno.test("listen() holds back who talks fast, and drops nobody", async () => {
  const lines = Array.from({ length: 1500 }, (_, i) => `${i}`.padEnd(1000));
  await using practice = new Practice({ wire: "lf", gap: 1 });
  const [bob, ann] = [
    await practice.enter("bob"),
    await practice.enter("ann"),
  ];
  const talking = bob.send(lines.map((line) => `${line}\n`).join(""));
  await ann.gets(lines.map((line) => `bob: ${line}\n`).join(""));
  await talking;
  assertEquals(practice.news.filter((told) => told.endsWith(" dropped")), []);
});

Deno.test("listen() gives one answer to a line of any length", async () => {
  await using practice = new Practice();
  const client = await practice.connect();
  for (const length of [1025, 8189, 8190, 8191, 8192, 8193, 100_000]) {
    await client.send(`${"x".repeat(length)}\n/list\n`);
    await client.gets("1\n0\n");
  }
});

Deno.test("listen() closes who is silent outside of the rooms when it is full", async () => {
  const timing = { idle: 0 };
  await using practice = new Practice({ maxClients: 3, timing });
  const bob = await practice.enter("bob");
  const silent = [await practice.connect(), await practice.connect()];
  for (const client of silent) {
    // It was heard before, at least a little.
    await new Promise((resolve) => setTimeout(resolve, 2));
    await practice.enter(`ann${client.address.replace(/\D/g, "")}`);
    await practice.tells(`${client.address} idle`);
    await client.ends();
  }
  // Now all are in a room, and nobody has to go.
  const tooMany = await practice.connect();
  await practice.tells(`${tooMany.address} rejected`);
  await bob.send("/who\n");
  await bob.receive();
});

Deno.test("listen() closes nobody who may yet speak when it is full", async () => {
  const timing = { idle: 20_000 };
  await using practice = new Practice({ maxClients: 1, timing });
  const client = await practice.connect();
  const tooMany = await practice.connect();
  await practice.tells(`${tooMany.address} rejected`);
  await client.send("/list\n");
  await client.gets("0\n");
});

Deno.test("Server.close() closes every client", async () => {
  await using practice = new Practice();
  const clients = [await practice.connect(), await practice.enter("bob")];
  await practice.close();
  for (const client of clients) {
    await client.ends();
    await practice.tells(`${client.address} disconnected`);
  }
  const { port } = practice.server.address;
  await using _next = new Practice({ port });
});

Deno.test("listen() throws if the port is taken", async () => {
  await using practice = new Practice();
  const { port } = practice.server.address;
  assertThrows(() => new Practice({ port }), Deno.errors.AddrInUse);
});

Deno.test("listen() tells what happens in its order", async () => {
  await using practice = new Practice({ maxClients: 2 });
  const bob = await practice.enter("bob");
  const ann = await practice.connect();
  const tooMany = await practice.connect();
  await ann.send("/join games\n/nick bob\n/nick ann\n/logout\n");
  await practice.tells(`${ann.address} disconnected`);
  bob.close();
  await practice.tells(`${bob.address} disconnected`);
  assertEquals(practice.news, [
    `${bob.address} connected`,
    "bob joined games",
    `${ann.address} connected`,
    `${tooMany.address} rejected`,
    "ann joined games",
    "ann left games",
    `${ann.address} disconnected`,
    "bob left games",
    `${bob.address} disconnected`,
  ]);
});
