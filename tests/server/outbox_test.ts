import { assert, assertEquals } from "@std/assert";
import { Outbox, type SendOptions } from "../../lib/server/outbox.ts";
import { pair } from "../util/pair.ts";
import { soon } from "../util/soon.ts";

const KILOBYTE = new Uint8Array(1024).fill(120);

/** An outbox at one end of a connection that is read at the other only when told. */
class Ends implements AsyncDisposable {
  readonly outbox: Outbox;
  readonly failed: Promise<"stuck" | "broken">;
  readonly client: Deno.TcpConn;
  readonly #server: Deno.TcpConn;

  private constructor(
    client: Deno.TcpConn,
    server: Deno.TcpConn,
    options: Partial<SendOptions>,
  ) {
    this.client = client;
    this.#server = server;
    const { promise, resolve } = Promise.withResolvers<"stuck" | "broken">();
    this.failed = promise;
    this.outbox = new Outbox(
      (bytes) => server.write(bytes),
      { gap: 0, isSeparate: false, stuck: 20_000, ...options },
      (isStuck) => {
        resolve(isStuck ? "stuck" : "broken");
        this.outbox.close();
      },
    );
  }

  static async open(options: Partial<SendOptions> = {}): Promise<Ends> {
    return new Ends(...await pair(), options);
  }

  /** Fills the system's own buffers, and the queue beyond its bound. */
  async fill(): Promise<number> {
    let sent = 0;
    // The system may be slow to take what it can.
    for (let idle = 0; idle < 3; idle++) {
      for (; !this.outbox.isBehind; idle = 0) {
        this.outbox.send([KILOBYTE]);
        sent += KILOBYTE.length;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return sent;
  }

  async read(bytes: number): Promise<void> {
    const buffer = new Uint8Array(64 * 1024);
    for (let rest = bytes; rest > 0;) {
      rest -= await soon(this.client.read(buffer)) ?? rest;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.outbox.close();
    for (const connection of [this.client, this.#server]) connection.close();
    // What was being written fails now.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

Deno.test("Outbox.caughtUp() waits for a reader that is behind", async () => {
  await using ends = await Ends.open();
  await soon(ends.outbox.caughtUp());
  const bytes = await ends.fill();
  let hasCaughtUp = false;
  const waiting = ends.outbox.caughtUp().then(() => hasCaughtUp = true);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assertEquals(hasCaughtUp, false);
  await ends.read(bytes);
  await soon(waiting);
  assertEquals(ends.outbox.isBehind, false);
});

Deno.test("Outbox.flushed() waits until everything has left", async () => {
  await using ends = await Ends.open();
  const bytes = await ends.fill();
  const reading = ends.read(bytes);
  await soon(ends.outbox.flushed());
  await reading;
});

Deno.test("Outbox gives up a socket that takes nothing", async () => {
  await using ends = await Ends.open({ stuck: 200 });
  await ends.fill();
  assertEquals(await soon(ends.failed), "stuck");
  await soon(Promise.all([ends.outbox.caughtUp(), ends.outbox.flushed()]));
});

Deno.test("Outbox.finish() has less patience", async () => {
  await using ends = await Ends.open();
  await ends.fill();
  await soon(ends.outbox.finish(50));
  assertEquals(await soon(ends.failed), "stuck");
});

Deno.test("Outbox keeps a gap between two sends, and few waiting", async () => {
  const gap = 20;
  await using ends = await Ends.open({ gap });
  const start = performance.now();
  ends.outbox.send([KILOBYTE, KILOBYTE, KILOBYTE]);
  await soon(ends.outbox.flushed());
  assert(performance.now() - start >= 2 * gap - 1);
  let sends = 0;
  for (; !ends.outbox.isBehind && sends < 1000; sends++) {
    ends.outbox.send([KILOBYTE]);
  }
  assert(sends < 50, `${sends} sends wait, ${gap} ms each`);
});
