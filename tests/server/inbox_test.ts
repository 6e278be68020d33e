import { assert, assertEquals } from "@std/assert";
import { Inbox } from "../../lib/server/inbox.ts";
import { pair } from "../util/pair.ts";
import { soon } from "../util/soon.ts";

const encoder = new TextEncoder();

/** An inbox at one end of a connection, and what it has read from it. */
class Ends implements AsyncDisposable {
  readonly inbox: Inbox;
  readonly client: Deno.TcpConn;
  readBytes = 0;
  readonly #server: Deno.TcpConn;
  #onRead = () => {};

  private constructor(client: Deno.TcpConn, server: Deno.TcpConn) {
    this.client = client;
    this.#server = server;
    client.setNoDelay(true);
    this.inbox = new Inbox(async (buffer) => {
      const size = await server.read(buffer);
      this.readBytes += size ?? 0;
      this.#onRead();
      return size;
    });
  }

  static async open(): Promise<Ends> {
    return new Ends(...await pair());
  }

  /** Sends a text and waits until it has been read, though not taken. */
  async arrive(text: string): Promise<void> {
    const due = this.readBytes + text.length;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onRead = () => this.readBytes >= due && resolve();
    await this.client.write(encoder.encode(text));
    await soon(promise);
  }

  async take(most = 1024, ms?: number): Promise<string | null> {
    const bytes = await soon(this.inbox.take(most, ms));
    return bytes && new TextDecoder().decode(bytes);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of [this.client, this.#server]) {
      try {
        connection.close();
      } catch {
        // The test closed it.
      }
    }
    await this.take(Infinity);
  }
}

Deno.test("Inbox.take() gives everything that came since, as a kernel does", async () => {
  await using ends = await Ends.open();
  await ends.arrive("hello");
  await ends.arrive("/logout");
  assertEquals(await ends.take(), "hello/logout");
});

Deno.test("Inbox.take() waits for the first bytes, and not for more", async () => {
  await using ends = await Ends.open();
  const taking = ends.take(1024, 20_000);
  await ends.client.write(encoder.encode("hi"));
  assertEquals(await taking, "hi");
});

Deno.test("Inbox.take() gives null when nothing comes in time", async () => {
  await using ends = await Ends.open();
  const start = performance.now();
  assertEquals(await ends.take(1024, 30), null);
  assert(performance.now() - start >= 29);
  await ends.arrive("late");
  assertEquals(await ends.take(1024, 30), "late");
});

Deno.test("Inbox.take() leaves what is more than was asked for", async () => {
  await using ends = await Ends.open();
  await ends.arrive("abcdef");
  assertEquals(await ends.take(4), "abcd");
  assertEquals(await ends.take(4), "ef");
});

Deno.test("Inbox.take() gives what came before the end, and then nothing", async () => {
  await using ends = await Ends.open();
  await ends.arrive("bye");
  ends.client.close();
  assertEquals(await ends.take(), "bye");
  assertEquals(await ends.take(), "");
  assertEquals(await ends.take(), "");
});

Deno.test("Inbox holds a sender back who sends more than is taken", async () => {
  await using ends = await Ends.open();
  const writing = (async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(120);
    for (let rest = megabyte; rest.length > 0;) {
      rest = rest.subarray(await ends.client.write(rest));
    }
  })();
  let taken = 0;
  while (taken < 1024 * 1024) {
    taken += (await ends.take(1024))?.length ?? 0;
    const held = ends.readBytes - taken;
    assert(held <= 8192, `${held} bytes held`);
  }
  await writing;
});
