/**
 * A faulty network: a proxy that mistreats what goes through it, from a seed.
 */

/** What a network does to a connection. Offsets are in bytes from its beginning. */
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

/** How often the machine is seen to be awake, and the longest it may not be. */
const HEARTBEAT_MS = 10;
const LATE_MS = 40;

/** Which way bytes go. */
export type Way = "to server" | "to client";

/** Numbers from 0 to 1 that a seed decides (the generator mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A proxy whose first connection has faults, and whose others have none. */
export class FaultyNetwork implements AsyncDisposable {
  /** How many bytes went through the first connection, both ways. */
  passed = 0;
  /** Whether the machine was slower than the schedule, which then was another. */
  wasLate = false;
  readonly #heart: ReturnType<typeof setInterval>;
  readonly #server: Deno.NetAddr;
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #connections = new Set<Deno.TcpConn>();
  readonly #done: Promise<void>;

  constructor(server: Deno.NetAddr, faults: Faults) {
    this.#server = server;
    let last = performance.now();
    this.#heart = setInterval(() => {
      const now = performance.now();
      this.wasLate ||= now - last > LATE_MS;
      last = now;
    }, HEARTBEAT_MS);
    this.#done = this.#accept(faults);
  }

  get address(): string {
    return `127.0.0.1:${this.#listener.addr.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#heart);
    this.#listener.close();
    for (const connection of this.#connections) close(connection);
    await this.#done;
  }

  async #accept(faults: Faults): Promise<void> {
    const served: Promise<void>[] = [];
    let next: Faults = faults;
    try {
      for (;;) {
        const client = await this.#listener.accept();
        served.push(this.#serve(client, next).catch(() => close(client)));
        next = { seed: 0, delay: 0 };
      }
    } catch {
      // The test is over.
    }
    await Promise.all(served);
  }

  async #serve(client: Deno.TcpConn, faults: Faults): Promise<void> {
    this.#connections.add(client);
    const { hostname, port } = this.#server;
    const server = await Deno.connect({ hostname, port });
    this.#connections.add(server);
    client.setNoDelay(true);
    server.setNoDelay(true);
    const line = { client, server, faults, total: 0, isBroken: false };
    await Promise.all([
      this.#pump(client, server, "to server", line),
      this.#pump(server, client, "to client", line),
    ]);
    close(client);
    close(server);
    if (faults.seed !== 0) this.passed = line.total;
  }

  async #pump(
    from: Deno.TcpConn,
    to: Deno.TcpConn,
    way: Way,
    line: {
      client: Deno.TcpConn;
      server: Deno.TcpConn;
      faults: Faults;
      total: number;
      isBroken: boolean;
    },
  ): Promise<void> {
    const { faults } = line;
    const chance = random(faults.seed + (way === "to server" ? 1 : 2));
    const buffer = new Uint8Array(4096);
    let own = 0;
    try {
      for (;;) {
        const size = await from.read(buffer);
        if (size === null) break;
        for (let rest = buffer.slice(0, size); rest.length > 0;) {
          const limits = [
            rest.length,
            faults.delay > 0 ? 1 + Math.floor(chance() * 12) : Infinity,
            (faults.breakAt ?? Infinity) - line.total,
            ...[faults.stall, faults.closeAt].map((fault) =>
              fault?.way === way && fault.at > own ? fault.at - own : Infinity
            ),
          ];
          const length = Math.max(0, Math.min(...limits));
          if (faults.delay > 0) await pause(chance() * faults.delay);
          if (line.isBroken) return;
          await write(to, rest.subarray(0, length));
          rest = rest.subarray(length);
          own += length;
          line.total += length;
          if (line.total >= (faults.breakAt ?? Infinity)) {
            line.isBroken = true;
            close(line.client);
            close(line.server);
            return;
          }
          const { stall, closeAt } = faults;
          if (stall?.way === way && stall.at === own) await pause(stall.ms);
          if (closeAt?.way === way && closeAt.at === own) {
            await to.closeWrite();
            return;
          }
        }
      }
      await to.closeWrite();
    } catch {
      // One of the two is gone; the other one is told.
      close(line.client);
      close(line.server);
    }
  }
}

async function write(to: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) rest = rest.subarray(await to.write(rest));
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // It was closed already.
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
