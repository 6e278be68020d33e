/**
 * A faulty network: a proxy that mistreats what goes through it, from a seed.
 *
 * @module
 */

/**
 * What a network does to a connection. Offsets are in bytes from its beginning.
 *
 * The first read of each direction passes as it is: a server that got half a
 * first line for 100 ms takes the client for one that sends no lines.
 */
export interface Faults {
  /** Seeds the cuts and the delays. */
  readonly seed: number;
  /** The longest delay of a piece, in milliseconds; 0: none, and no cuts. */
  readonly delay: number;
  /** Breaks the connection after so many bytes of both directions. */
  readonly breakAt?: number;
  /** Stops one direction for a while after so many bytes of it. */
  readonly stall?: {
    readonly way: Way;
    readonly at: number;
    readonly ms: number;
  };
  /** Ends one direction after so many bytes of it. */
  readonly closeAt?: { readonly way: Way; readonly at: number };
}

/** Which way bytes go. */
export type Way = "to server" | "to client";

const NONE: Faults = { seed: 0, delay: 0 };

/** How often the machine is seen to be awake. */
const HEARTBEAT_MS = 10;
/**
 * The longest that it may not be. parley gives out what it has of a line when the
 * rest stays away for a second, and then it is another session.
 */
const LATE_MS = 500;

/** Returns a generator of numbers from 0 to 1 that a seed decides (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A connection through the proxy. */
interface Line {
  readonly client: Deno.TcpConn;
  readonly server: Deno.TcpConn;
  readonly faults: Faults;
  /** How many bytes went through it, both ways. */
  passed: number;
  isBroken: boolean;
}

/** A proxy with faults for each connection that is made through it, in turn. */
export class FaultyNetwork implements AsyncDisposable {
  readonly #server: Deno.NetAddr;
  readonly #faults: readonly Faults[];
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #lines: Line[] = [];
  readonly #served: Promise<void>[] = [];
  readonly #accepting: Promise<void>;
  readonly #heart: ReturnType<typeof setInterval>;
  #wasLate = false;

  /**
   * @param server Where the connections go.
   * @param faults What is wrong with the first, the second, … connection; those
   * after the last have no faults.
   */
  constructor(server: Deno.NetAddr, faults: readonly Faults[]) {
    this.#server = server;
    this.#faults = faults;
    this.#accepting = this.#accept();
    let last = performance.now();
    this.#heart = setInterval(() => {
      const now = performance.now();
      this.#wasLate ||= now - last > LATE_MS;
      last = now;
    }, HEARTBEAT_MS);
  }

  /** Where to connect to. */
  get address(): string {
    return `127.0.0.1:${this.#listener.addr.port}`;
  }

  /** How many bytes went through each connection, both ways. */
  get passed(): number[] {
    return this.#lines.map(({ passed }) => passed);
  }

  /** Whether the machine was slower than the schedule, which then was another. */
  get wasLate(): boolean {
    return this.#wasLate;
  }

  /** Waits until all that was sent has arrived, or never will. */
  async settled(): Promise<void> {
    await Promise.all(this.#served);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#heart);
    this.#listener.close();
    for (const line of this.#lines) cut(line);
    await this.#accepting;
    await this.settled();
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) {
      const faults = this.#faults[this.#served.length] ?? NONE;
      this.#served.push(this.#serve(client, faults));
    }
  }

  async #serve(client: Deno.TcpConn, faults: Faults): Promise<void> {
    const { hostname, port } = this.#server;
    const server = await Deno.connect({ hostname, port });
    client.setNoDelay(true);
    server.setNoDelay(true);
    const line = { client, server, faults, passed: 0, isBroken: false };
    this.#lines.push(line);
    await Promise.all([pump(line, "to server"), pump(line, "to client")]);
    cut(line);
  }
}

/** Lets one direction of a connection flow, until it ends. */
async function pump(line: Line, way: Way): Promise<void> {
  const [from, to] = way === "to server"
    ? [line.client, line.server]
    : [line.server, line.client];
  const { delay, breakAt = Infinity, stall, closeAt, seed } = line.faults;
  const chance = random(seed + (way === "to server" ? 1 : 2));
  const buffer = new Uint8Array(4096);
  let own = 0;
  try {
    reading: for (;;) {
      const size = await from.read(buffer);
      if (size === null) break;
      for (let rest = buffer.slice(0, size); rest.length > 0;) {
        const isCut = delay > 0 && own > 0;
        const limits = [
          rest.length,
          isCut ? 1 + Math.floor(chance() * 12) : Infinity,
          breakAt - line.passed,
          ...[stall, closeAt].map((fault) =>
            fault?.way === way && fault.at > own ? fault.at - own : Infinity
          ),
        ];
        const length = Math.max(0, Math.min(...limits));
        if (isCut) await pause(chance() * delay);
        if (line.isBroken) return;
        await writeWhole(to, rest.subarray(0, length));
        rest = rest.subarray(length);
        own += length;
        line.passed += length;
        if (line.passed >= breakAt) return cut(line);
        if (stall?.way === way && stall.at === own) await pause(stall.ms);
        if (closeAt?.way === way && closeAt.at === own) break reading;
      }
    }
    await to.closeWrite();
  } catch {
    // One of the two is gone; the other one is told.
    cut(line);
  }
}

/** Closes both ends of a connection. */
function cut(line: Line): void {
  line.isBroken = true;
  for (const end of [line.client, line.server]) {
    // Unlike close(), this may be done twice.
    end[Symbol.dispose]();
  }
}

async function writeWhole(to: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) rest = rest.subarray(await to.write(rest));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
