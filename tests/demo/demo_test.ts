import { type Demo, startDemo } from "../../lib/demo/demo.ts";
import { Client } from "../server/client.ts";
import { soon } from "../util/soon.ts";

/** Lets somebody into a room of the demo. */
async function enter(demo: Demo, room: string, nick: string): Promise<Client> {
  const client = await Client.connect(demo.address.port);
  await client.send(`/join ${room}`);
  await client.gets("0");
  await client.send(`/nick ${nick}`);
  await client.gets("0");
  return client;
}

async function leave(client: Client): Promise<void> {
  await client.send("/logout");
  while (await client.receive() !== null);
}

/** Runs a demo, and ends it. */
async function withDemo(fn: (demo: Demo) => Promise<void>): Promise<void> {
  const demo = await soon(startDemo());
  try {
    await fn(demo);
  } finally {
    await soon(demo.close());
  }
}

const WELCOME = /otter> bob: welcome! Say something, or ask one of us by name/;

Deno.test("startDemo() gives a room to list at once", () =>
  withDemo(async (demo) => {
    const client = await Client.connect(demo.address.port);
    await client.send("/list");
    await client.gets("1pond");
    await client.send("/logout");
    await client.ends();
  }));

Deno.test("startDemo() lets bots follow somebody to another room, greet and answer", () =>
  withDemo(async (demo) => {
    const bob = await enter(demo, "games", "bob");
    await bob.until(/^You have joined a new room\./);
    await bob.until(WELCOME);
    await bob.send("hi heron");
    await bob.until(/heron> bob: hello!/);
    await bob.send("otter, is it cold?");
    await bob.until(/otter> bob: I would have to ask the fish/);
    await bob.send("/who");
    await bob.until(/Users in this room:bob(otterheron|heronotter)/);
    await leave(bob);
  }));

Deno.test("startDemo() lets bots go where somebody came last, and return", () =>
  withDemo(async (demo) => {
    const bob = await enter(demo, "games", "bob");
    await bob.until(WELCOME);
    const ann = await enter(demo, "music", "ann");
    await ann.until(/otter> ann: welcome!/);
    await bob.until(/otter has left the room\./);
    await leave(ann);
    await bob.until(WELCOME);
    await leave(bob);
  }));

Deno.test("startDemo() lets bots greet whoever comes to them", () =>
  withDemo(async (demo) => {
    const bob = await enter(demo, "pond", "bob");
    await bob.until(WELCOME);
    await leave(bob);
  }));

Deno.test("startDemo() keeps a bot away from a room where a person has its name", () =>
  withDemo(async (demo) => {
    const otter = await enter(demo, "games", "otter");
    await otter.until(/heron has joined the room\./);
    const bob = await enter(demo, "games", "bob");
    await bob.send("hello heron");
    await bob.until(/heron> bob: hello!/);
    await bob.send("/who");
    await bob.until(/Users in this room:otter(heron|bob){2}/);
    await leave(otter);
    await leave(bob);
  }));

Deno.test("Demo.close() ends every connection, and leaves no bot that thinks", async () => {
  const demo = await soon(startDemo());
  const bob = await enter(demo, "pond", "bob");
  await soon(demo.close());
  while (await bob.receive() !== null);
});
