/**
 * The practice server: sockets around the rooms.
 *
 * @module
 */
import { MESSAGE_BYTES } from "../protocol/limits.ts";
import type { Trace } from "../protocol/wire.ts";
import { RoomThreads } from "./class.ts";
import { Client } from "./client.ts";
import { CLASS, plain } from "./dialects.ts";
import { type Encode, Hub } from "./hub.ts";
import { listenOn } from "./listen_on.ts";
import type { ServerNews } from "./news.ts";
import type { ServeOptions, Wire } from "./options.ts";
import { servePlain } from "./plain.ts";
import { Rooms } from "./rooms.ts";
import { TIMING, type Timing } from "./timing.ts";
import { encode } from "../text/utf8.ts";

/** The options of a server: those of `parley serve`, and its times. */
export interface ListenOptions extends ServeOptions {
  /** Times that differ from {@linkcode TIMING}. */
  readonly timing?: Partial<Timing>;
  /** Returns the function to call with what goes over a client's connection. */
  readonly tracer?: ((client: Deno.NetAddr) => Trace) | undefined;
}

/** A server that listens. */
export interface Server {
  /** The first address that it listens on. */
  readonly address: Deno.NetAddr;
  /** All addresses that it listens on. */
  readonly addresses: readonly Deno.NetAddr[];
  /** Closes every connection and stops listening. */
  close(): Promise<void>;
}

/** Turns a text into the bytes of a send, for each kind of server. */
const ENCODE: Readonly<Record<Wire, Encode>> = {
  class: encode,
  raw: encode,
  lf: (text) => encode(`${text}\n`),
  nul: (text) => encode(`${text}\0`),
  pad(text) {
    const padded = new Uint8Array(MESSAGE_BYTES);
    padded.set(encode(text));
    return padded;
  },
};

/**
 * Starts a server.
 *
 * @param options The address, and the kind of server.
 * @param onEvent Called with each event.
 * @returns The server.
 * @throws {Error} If it cannot listen on the address.
 */
export function listen(
  options: ListenOptions,
  onEvent: (news: ServerNews) => void,
): Server {
  const { host, port, wire, echo } = options;
  const listeners = listenOn(host, port);
  const delimiter = ENCODE[wire]("").length > 0 ? 1 : 0;
  const dialect = wire === "class" ? CLASS : plain(MESSAGE_BYTES - delimiter);
  const hub = new Hub(new Rooms({ dialect, echo }), {
    timing: { ...TIMING, ...options.timing },
    encode: ENCODE[wire],
    onEvent,
  });
  const acceptor = new Acceptor(hub, options);
  for (const listener of listeners) acceptor.accept(listener);
  return {
    address: listeners[0].addr,
    addresses: listeners.map((listener) => listener.addr),
    async close() {
      for (const listener of listeners.splice(0)) listener.close();
      await acceptor.close();
    },
  };
}

/** Accepts connections, and serves each client until it is gone. */
class Acceptor {
  readonly #hub: Hub;
  readonly #options: ListenOptions;
  readonly #serve: (client: Client) => Promise<void>;
  readonly #serving = new Set<Promise<void>>();
  #nextId = 0;
  #isClosed = false;

  constructor(hub: Hub, options: ListenOptions) {
    this.#hub = hub;
    this.#options = options;
    const threads = new RoomThreads(hub);
    this.#serve = options.wire === "class"
      ? (client) => threads.serve(client)
      : (client) => servePlain(client, hub);
  }

  async accept(listener: Deno.TcpListener): Promise<void> {
    for await (const connection of connections(listener)) {
      // It may have been accepted just as the server closed.
      if (this.#isClosed) connection.close();
      else this.#serveOrReject(connection);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#hub.close();
    await Promise.all(this.#serving);
  }

  #serveOrReject(connection: Deno.TcpConn): void {
    const { rooms } = this.#hub;
    const { hostname: host, port } = connection.remoteAddr;
    if (rooms.size >= this.#options.maxClients && !this.#dropIdle()) {
      this.#hub.report("rejected", { host, port });
      return connection.close();
    }
    const served = this.#serveConnection(connection);
    this.#serving.add(served);
    served.finally(() => this.#serving.delete(served));
  }

  async #serveConnection(connection: Deno.TcpConn): Promise<void> {
    const { wire, gap, tracer } = this.#options;
    const isClass = wire === "class";
    try {
      // The class's server leaves Nagle's algorithm on.
      if (!isClass) connection.setNoDelay(true);
      connection.setKeepAlive(true);
    } catch {
      // The connection is gone already; the first read reports it.
    }
    const client = new Client(
      this.#nextId++,
      connection,
      { gap, isSeparate: isClass },
      this.#hub.timing,
      (client) => this.#hub.report("dropped", client),
      tracer?.(connection.remoteAddr),
    );
    this.#hub.add(client);
    await this.#serve(client);
    this.#hub.remove(client);
  }

  /** Closes a connection that has long been silent outside the rooms. */
  #dropIdle(): boolean {
    const { rooms, timing, clients } = this.#hub;
    const latest = performance.now() - timing.idle;
    for (const client of clients) {
      const isIdle = client.inbox.heardAt < latest &&
        rooms.stage(client.id) !== "room" && !client.isLeaving;
      if (!isIdle) continue;
      this.#hub.report("idle", client);
      client.close();
      return true;
    }
    return false;
  }
}

async function* connections(
  listener: Deno.TcpListener,
): AsyncGenerator<Deno.TcpConn> {
  for (;;) {
    try {
      yield await listener.accept();
    } catch (error) {
      // Go on if a connection failed before it was accepted, or the system has
      // no room for it; stop if the listener was closed.
      if (error instanceof Deno.errors.BadResource) return;
      if (error instanceof Deno.errors.Interrupted) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
