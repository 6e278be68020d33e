import { assertEquals, assertMatch } from "@std/assert";
import { type Demo, startDemo } from "../../lib/demo/demo.ts";
import { Client, soon } from "../server/client.ts";

/** A user of the demo who keeps everything that comes. */
class Visitor {
  received = "";
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async enter(demo: Demo, room: string, nick: string): Promise<Visitor> {
    const client = await Client.connect(demo.address.port);
    const visitor = new Visitor(client);
    await client.send(`/join ${room}`);
    await client.gets("0");
    await client.send(`/nick ${nick}`);
    await visitor.gets(/^0/);
    return visitor;
  }

  say(text: string): Promise<void> {
    return this.#client.send(text);
  }

  /** Waits for something that has not been waited for before. */
  async gets(pattern: RegExp): Promise<void> {
    for (;;) {
      const match = pattern.exec(this.received);
      if (match) {
        this.received = this.received.slice(match.index + match[0].length);
        return;
      }
      const more = await this.#client.receive();
      if (more === null) throw new Error(`not in ${this.received}`);
      this.received += more;
    }
  }

  async leave(): Promise<void> {
    await this.say("/logout");
    while (await this.#client.receive() !== null);
  }
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

Deno.test("the demo has a room to list at once", () =>
  withDemo(async (demo) => {
    const client = await Client.connect(demo.address.port);
    await client.send("/list");
    await client.gets("1pond");
    await client.send("/logout");
    await client.receives(null);
  }));

Deno.test("the bots come along to a room of its own, greet and answer", () =>
  withDemo(async (demo) => {
    const bob = await Visitor.enter(demo, "games", "bob");
    await bob.gets(/^You have joined a new room\./);
    await bob.gets(WELCOME);
    await bob.say("hi heron");
    await bob.gets(/heron> bob: hello!/);
    await bob.say("otter, is it cold?");
    await bob.gets(/otter> bob: I would have to ask the fish/);
    await bob.say("/who");
    await bob.gets(/Users in this room:bob(otterheron|heronotter)/);
    // Two things that were said never ran together.
    assertEquals(/otter>[^.]*otter>/.test(bob.received), false);
    await bob.leave();
  }));

Deno.test("the bots are where somebody was last, and come back", () =>
  withDemo(async (demo) => {
    const bob = await Visitor.enter(demo, "games", "bob");
    await bob.gets(WELCOME);
    const ann = await Visitor.enter(demo, "music", "ann");
    await ann.gets(/otter> ann: welcome!/);
    await bob.gets(/otter has left the room\./);
    await ann.leave();
    await bob.gets(WELCOME);
    await bob.leave();
  }));

Deno.test("the bots greet whoever comes to them", () =>
  withDemo(async (demo) => {
    const bob = await Visitor.enter(demo, "pond", "bob");
    await bob.gets(WELCOME);
    await bob.leave();
  }));

Deno.test("a bot stays away from a room where a person has its name", () =>
  withDemo(async (demo) => {
    const otter = await Visitor.enter(demo, "games", "otter");
    await otter.gets(/heron has joined the room\./);
    const bob = await Visitor.enter(demo, "games", "bob");
    await bob.say("hello heron");
    await bob.gets(/heron> bob: hello!/);
    await bob.say("/who");
    await bob.gets(/Users in this room:otter(heron|bob){2}$/);
    await otter.leave();
    await bob.leave();
  }));

Deno.test("a demo that closes leaves no bot that thinks", async () => {
  const demo = await soon(startDemo());
  const bob = await Visitor.enter(demo, "pond", "bob");
  await soon(demo.close());
  assertMatch(bob.received, /^/);
});
