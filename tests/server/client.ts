/**
 * A practice server that listens, and plain clients of it.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { concat } from "../../lib/protocol/bytes.ts";
import { byteLength, MESSAGE_BYTES } from "../../lib/protocol/limits.ts";
import {
  listen,
  type ListenOptions,
  type Server,
} from "../../lib/server/listen.ts";
import type { ServerNews } from "../../lib/server/news.ts";
import type { Wire } from "../../lib/server/options.ts";
import { soon } from "../util/soon.ts";

/** What each wire makes of one thing sent. */
export const ENDED: Record<Wire, (text: string) => string> = {
  class: (text) => text,
  raw: (text) => text,
  lf: (text) => `${text}\n`,
  nul: (text) => `${text}\0`,
  pad: (text) => text + "\0".repeat(MESSAGE_BYTES - byteLength(text)),
};

/** Things in the order they come. */
class Feed<Thing> {
  readonly things: Thing[] = [];
  #more = Promise.withResolvers<void>();

  add(thing: Thing): void {
    this.things.push(thing);
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }

  /** Waits until something holds of what has come. */
  async until(
    holds: (things: Thing[]) => boolean,
    complaint = () => `all there is: [${this.things.join(", ")}]`,
  ): Promise<void> {
    while (!holds(this.things)) await soon(this.#more.promise, complaint);
  }
}

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A client that knows nothing of the protocol. */
export class Client {
  readonly address: string;
  readonly #connection: Deno.TcpConn;
  /** What each read gave, `null` for the end. */
  readonly #reads = new Feed<Uint8Array<ArrayBuffer> | null>();
  /** What was received and not given yet. */
  #rest = new Uint8Array();

  private constructor(connection: Deno.TcpConn) {
    const { hostname, port } = connection.localAddr;
    this.address = `${hostname}:${port}`;
    this.#connection = connection;
    connection.setNoDelay(true);
  }

  static async connect(port: number, reads = true): Promise<Client> {
    const address = { hostname: "127.0.0.1", port };
    const client = new Client(await soon(Deno.connect(address)));
    if (reads) client.#read();
    return client;
  }

  /** Sends each part in a write of its own. */
  async send(...parts: (string | Uint8Array)[]): Promise<void> {
    for (const part of parts) {
      let rest = typeof part === "string" ? encode(part) : part;
      while (rest.length > 0) {
        rest = rest.subarray(await soon(this.#connection.write(rest)));
      }
    }
  }

  /** What has come, or else what the next read gives; `null`: the end. */
  async receive(): Promise<string | null> {
    if (this.#rest.length === 0 && !await this.#receiveMore()) return null;
    return decode(this.#take(this.#rest.length));
  }

  /** So many bytes that come next, or fewer before the end. */
  async bytes(count: number): Promise<Uint8Array> {
    while (this.#rest.length < count && await this.#receiveMore());
    return this.#take(count);
  }

  /** This text comes next, in however many reads. */
  async gets(text: string): Promise<void> {
    assertEquals(decode(await this.bytes(byteLength(text))), text);
  }

  /** Something like this comes, here or later: all up to its end. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const text = decode(this.#rest);
      const match = pattern.exec(text);
      if (match !== null) {
        const whole = text.slice(0, match.index + match[0].length);
        this.#take(byteLength(whole));
        return whole;
      }
      if (!await this.#receiveMore()) {
        throw new Error(`${pattern} never came: ${text}`);
      }
    }
  }

  /** The connection ends, and nothing comes before that. */
  async ends(): Promise<void> {
    assertEquals(await this.receive(), null);
  }

  closeWrite(): Promise<void> {
    return this.#connection.closeWrite();
  }

  close(): void {
    // Unlike its close(), this may be done twice.
    this.#connection[Symbol.dispose]();
  }

  /** Adds the next read to the rest; returns whether there was one. */
  async #receiveMore(): Promise<boolean> {
    const { things } = this.#reads;
    await this.#reads.until(
      () => things.length > 0,
      () => `nothing more came after: ${decode(this.#rest)}`,
    );
    // The end stays where it is.
    const bytes = things[0] === null ? null : things.shift() ?? null;
    if (bytes !== null) this.#rest = concat(this.#rest, bytes).slice();
    return bytes !== null;
  }

  #take(count: number): Uint8Array {
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }

  async #read(): Promise<void> {
    for (;;) {
      const buffer = new Uint8Array(1024);
      const size = await this.#connection.read(buffer).catch(() => null);
      this.#reads.add(size === null ? null : buffer.subarray(0, size));
      if (size === null) return this.close();
    }
  }
}

/** A practice server on a free port; what it tells is kept as sentences. */
export class Practice {
  readonly server: Server;
  readonly #news = new Feed<string>();
  readonly #clients: Client[] = [];
  readonly #ok: string;
  #isClosed = false;

  /** Without options it ends what it sends with LF, and sends at once. */
  constructor(options: Partial<ListenOptions> = {}) {
    const { wire = "lf" } = options;
    const rest = { gap: 0, echo: false, maxClients: 100, ...options };
    this.#ok = ENDED[wire]("0");
    this.server = listen(
      { host: "127.0.0.1", port: 0, wire, ...rest },
      (news) => this.#news.add(sentence(news)),
    );
  }

  /** Where to connect to. */
  get address(): string {
    const { hostname, port } = this.server.address;
    return `${hostname}:${port}`;
  }

  get news(): readonly string[] {
    return this.#news.things;
  }

  /** Waits until the server has told one of these. */
  tells(...sentences: string[]): Promise<void> {
    return this.#news.until((told) => sentences.some((s) => told.includes(s)));
  }

  /** A client that the server has seen. */
  async connect(reads = true): Promise<Client> {
    const client = await Client.connect(this.server.address.port, reads);
    this.#clients.push(client);
    const { address } = client;
    await this.tells(`${address} connected`, `${address} rejected`);
    return client;
  }

  /** A client in the room `games`. What it says first ends with `eol`. */
  async enter(nick: string, eol = "\n", reads = true): Promise<Client> {
    const client = await this.connect(reads);
    for (const request of ["/join games", `/nick ${nick}`]) {
      await client.send(request + eol);
      if (reads) await client.gets(this.#ok);
    }
    await this.tells(`${nick} joined games`);
    return client;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.server.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    for (const client of this.#clients) client.close();
    const count = (end: string) =>
      this.news.filter((told) => told.endsWith(end)).length;
    await this.#news.until(() =>
      count(" connected") === count(" disconnected")
    );
  }
}

function sentence(news: ServerNews): string {
  if (!("nick" in news)) return `${news.host}:${news.port} ${news.type}`;
  return `${news.nick} ${news.type} ${news.room}`;
}
