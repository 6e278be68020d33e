/**
 * A plain client of a server that ends what it sends with LF. It knows nothing
 * of parley's own code.
 *
 * @module
 */
import { soon } from "./soon.ts";

/** A client that keeps every line that it receives. */
export class LineClient implements AsyncDisposable {
  /** The lines so far, without their ends. */
  readonly lines: string[] = [];
  readonly #connection: Deno.TcpConn;
  readonly #done: Promise<void>;
  #more = Promise.withResolvers<void>();
  #isOver = false;

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
    this.#done = this.#read();
  }

  /** Connects to a server. */
  static async connect({ hostname, port }: Address): Promise<LineClient> {
    return new LineClient(await Deno.connect({ hostname, port }));
  }

  /** Enters a room of a server, and forgets the server's answers. */
  static async enter(
    address: Address,
    room: string,
    nick: string,
  ): Promise<LineClient> {
    const client = await LineClient.connect(address);
    await client.send(`/join ${room}\n/nick ${nick}\n`);
    await client.until((lines) => lines.length >= 2);
    const answers = client.lines.splice(0, 2);
    if (answers.join() !== "0,0") throw new Error(`refused: ${answers}`);
    return client;
  }

  /** Sends a text as it is, without an end. */
  async send(text: string): Promise<void> {
    let rest = new TextEncoder().encode(text);
    while (rest.length > 0) {
      rest = rest.subarray(await this.#connection.write(rest));
    }
  }

  /**
   * Waits until something holds of the lines.
   *
   * @throws {Error} When the connection ends before it does.
   */
  async until(holds: (lines: readonly string[]) => boolean): Promise<void> {
    while (!holds(this.lines)) {
      if (this.#isOver) {
        throw new Error(`the connection ended: ${this.lines.slice(-3)}`);
      }
      await soon(
        this.#more.promise,
        () => `the last lines: ${this.lines.slice(-3)}`,
      );
    }
  }

  /** Closes the connection. */
  async leave(): Promise<void> {
    try {
      this.#connection.close();
    } catch {
      // The server was first.
    }
    await this.#done;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.leave();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(64 * 1024);
    let rest = "";
    try {
      for (;;) {
        const size = await this.#connection.read(buffer);
        if (size === null) break;
        rest += decoder.decode(buffer.subarray(0, size), { stream: true });
        const lines = rest.split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) this.lines.push(line);
        this.#wake();
      }
    } catch {
      // It was closed.
    }
    this.#isOver = true;
    this.#wake();
  }

  #wake(): void {
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }
}

/** Where a server listens. */
type Address = Pick<Deno.NetAddr, "hostname" | "port">;
