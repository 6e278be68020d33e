/**
 * Pauses: of the reader of standard output, and of the program itself.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  finish,
  lines,
  readUntil,
  signalTest,
  start,
  testUnless,
} from "./program.ts";
import { everythingWasRead } from "../util/queues.ts";
import { soon } from "../util/soon.ts";

const hostname = "127.0.0.1";
const encoder = new TextEncoder();

/** A server that does what a test tells it to. */
class Server implements Disposable {
  readonly #listener = Deno.listen({ hostname, port: 0 });
  readonly address = `${hostname}:${this.#listener.addr.port}`;
  #connection: Deno.TcpConn | null = null;

  /** Waits for something that the client says. */
  async hear(): Promise<string> {
    this.#connection ??= await soon(this.#listener.accept());
    this.#connection.setNoDelay(true);
    const buffer = new Uint8Array(1024);
    const size = await this.#connection.read(buffer);
    return new TextDecoder().decode(buffer.subarray(0, size ?? 0));
  }

  /** Says something, raw. */
  async say(text: string): Promise<void> {
    await this.#connection?.write(encoder.encode(text));
  }

  /** Waits until the client has read everything. */
  async everythingWasRead(): Promise<void> {
    if (this.#connection !== null) await everythingWasRead(this.#connection);
  }

  /** Closes the connection. */
  hangUp(): void {
    this.#connection?.close();
    this.#connection = null;
  }

  /** Closes everything. */
  [Symbol.dispose](): void {
    this.hangUp();
    this.#listener.close();
  }
}

testUnless(
  Deno.build.os === "linux" ? null : "there is no /proc/net/tcp",
  "parley keeps messages apart that arrive while its output is not read",
  async () => {
    using server = new Server();
    const args = ["-r", "games", "-n", "bob", "--pace", "0", server.address];
    await using child = start(args);
    for (const request of ["/join games", "/nick bob"]) {
      assertEquals(await server.hear(), request);
      await server.say("0");
    }
    await readUntil(child.stderr, /you are/);
    // Far more than the pipes hold.
    const messages = Array.from(
      { length: 400 },
      (_, i) => `alice> ${i} ${"x".repeat(990)}`,
    );
    for (const message of messages) {
      await server.say(message);
      await server.everythingWasRead();
    }
    const result = finish(child);
    await child.stdin.close();
    assertEquals(await server.hear(), "/logout");
    server.hangUp();
    const { code, out } = await result;
    assertEquals(code, 0);
    assertEquals(out.split("\n").length - 1, messages.length);
    assertEquals(out, lines(messages));
  },
);

/** Stops a program for longer than it would wait for an answer. */
async function standStill(
  child: Deno.ChildProcess,
  timeoutMs: number,
): Promise<void> {
  child.kill("SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, timeoutMs + 500));
}

signalTest(
  "parley takes an answer that arrived while it stood still",
  async () => {
    using server = new Server();
    // So long that it is stopped before, however busy the machine is.
    const args = ["-r", "games", "-n", "bob", "--timeout", "5"];
    await using child = start([...args, server.address]);
    assertEquals(await server.hear(), "/join games");
    const pause = standStill(child, 5000);
    await server.say("0");
    await pause;
    child.kill("SIGCONT");
    assertEquals(await server.hear(), "/nick bob");
    await server.say("0");
    await readUntil(child.stderr, /you are/);
    const result = finish(child);
    await child.stdin.close();
    assertEquals(await server.hear(), "/logout");
    server.hangUp();
    assertEquals((await result).code, 0);
  },
);

signalTest(
  "parley does not wait for ever after it stood still, exit 1",
  async () => {
    using server = new Server();
    const args = ["-r", "games", "--timeout", "1", server.address];
    await using child = start(args);
    assertEquals(await server.hear(), "/join games");
    await standStill(child, 1000);
    const result = finish(child);
    child.kill("SIGCONT");
    assertEquals(await server.hear(), "/logout");
    server.hangUp();
    await child.stdin.close();
    const { code, err } = await result;
    assertEquals(code, 1);
    assertStringIncludes(err, "did not answer /join");
  },
);
