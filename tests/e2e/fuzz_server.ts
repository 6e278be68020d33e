/**
 * A server that leads a client by the book to where it wants it, and then does
 * what it likes.
 *
 * @module
 */
import { random } from "./faults.ts";
import { type Chance, FORGED, hostileBytes, oneOf } from "./fuzz_bytes.ts";
import { within } from "./fuzz_time.ts";

/** How far a client is led. */
export type Depth = "lobby" | "naming" | "room";

/** What has to be answered to get a client there. */
const ANSWERED: Readonly<Record<Depth, readonly string[]>> = {
  lobby: [],
  naming: ["/join "],
  room: ["/join ", "/nick "],
};

/** What a polite server answers; names are other people's. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  "/list": ["3", "games", `lobby> ${FORGED}`, `14:05 * ${FORGED}`],
  "/join": ["0"],
  "/nick": ["0"],
  "/who": ["bob", "eve", `14:05 * ${FORGED}`],
};

/** So many connections fill a listener that accepts none; the next one waits. */
const FILL = 2;

/** The longest wait for a client that does not read. */
const STUCK_MS = 300;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A connection. */
interface Line {
  readonly connection: Deno.TcpConn;
  /** What is to be answered by the book before the client is where it should be. */
  readonly way: string[];
  /** How often it is answered by the book after that, from 0 to 1. */
  readonly politeness: number;
  /** Whether it stops reading then, so that closing the connection resets it. */
  readonly isDeaf: boolean;
  writes: Promise<void>;
}

/** A server for one client at a time. */
export class HostileServer implements AsyncDisposable {
  readonly #acts: Chance;
  readonly #replies: Chance;
  readonly #end: string;
  readonly #listener = Deno.listen({
    hostname: "127.0.0.1",
    port: 0,
    tcpBacklog: FILL - 1,
  });
  readonly #fill: Promise<Deno.TcpConn>[];
  readonly #served: Promise<void>[] = [];
  #line: Line | null = null;
  #depth: Depth = "room";
  #reached = Promise.withResolvers<void>();

  /**
   * Starts one that nobody can connect to before it is opened.
   *
   * @param seed Where its ideas come from.
   */
  constructor(seed: number) {
    this.#acts = random(seed);
    this.#replies = random(seed + 1);
    this.#end = oneOf(this.#acts, ["", "", "\n", "\r\n", "\0"]);
    const { hostname, port } = this.#listener.addr;
    this.#fill = Array.from(
      { length: FILL },
      () => Deno.connect({ hostname, port }),
    );
  }

  /** Where it listens. */
  get address(): string {
    return `127.0.0.1:${this.#listener.addr.port}`;
  }

  /** Lets clients in from now on. */
  async open(): Promise<void> {
    for (const filler of this.#fill.splice(0)) {
      (await this.#listener.accept()).close();
      (await filler).close();
    }
    this.#served.push(this.#accept());
  }

  /** Leads the next client that connects; kept when it is there. */
  lead(depth: Depth): Promise<void> {
    this.#depth = depth;
    this.#reached = Promise.withResolvers();
    return this.#reached.promise;
  }

  /** Does something to the client that is there, if one is. */
  async act(): Promise<void> {
    const line = this.#line;
    if (line === null) return;
    const kind = this.#acts();
    if (kind < 0.04) return this.hangUp();
    line.writes = kind < 0.07
      ? line.writes.then(() => line.connection.closeWrite()).catch(() => {})
      : this.#send(line, hostileBytes(this.#acts));
    await within(STUCK_MS, line.writes);
  }

  /** Closes the connection, if there is one. */
  hangUp(): void {
    this.#line?.connection.close();
    this.#line = null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const filler of this.#fill) (await filler).close();
    this.#listener.close();
    this.hangUp();
    await Promise.all(this.#served);
  }

  async #accept(): Promise<void> {
    for await (const connection of this.#listener) {
      connection.setNoDelay(true);
      this.hangUp();
      this.#line = {
        connection,
        way: [...ANSWERED[this.#depth]],
        politeness: this.#replies(),
        isDeaf: this.#replies() < 0.2,
        writes: Promise.resolve(),
      };
      this.#served.push(this.#serve(this.#line));
    }
  }

  async #serve(line: Line): Promise<void> {
    const buffer = new Uint8Array(2048);
    try {
      for (;;) {
        if (line.way.length === 0) {
          this.#reached.resolve();
          if (line.isDeaf) return await line.writes;
        }
        const size = await line.connection.read(buffer);
        if (size === null) break;
        this.#reply(line, decoder.decode(buffer.subarray(0, size)));
      }
      if (this.#replies() < line.politeness && this.#line === line) {
        this.hangUp();
      }
    } catch {
      // It was closed, by either.
    }
    await line.writes;
  }

  #reply(line: Line, said: string): void {
    const [next] = line.way;
    const isOnTheWay = next !== undefined && said.startsWith(next);
    if (isOnTheWay) line.way.shift();
    if (!isOnTheWay && this.#replies() >= line.politeness) return;
    const answers = ANSWERS[said.split(/\s/)[0] ?? ""] ?? [];
    const text = answers.map((answer) => answer + this.#end).join("");
    line.writes = this.#send(line, encoder.encode(text));
  }

  /** Sends bytes as one, in some pieces or one at a time. */
  async #send(line: Line, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await line.writes;
    const most = oneOf(this.#acts, [
      ...[65_536, 65_536, 200] as const,
      bytes.length < 100 ? 1 : 7,
    ]);
    try {
      for (let rest = bytes; rest.length > 0;) {
        const piece = rest.subarray(0, most);
        rest = rest.subarray(await line.connection.write(piece));
      }
    } catch {
      // The client is gone, or the connection is.
    }
  }
}
