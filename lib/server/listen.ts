/**
 * The practice server: sockets around the rooms.
 *
 * @module
 */
import {
  decode,
  type Decoder,
  flush,
  FRESH,
  HOLD_MS,
  PART_BYTES,
} from "../protocol/decoder.ts";
import { byteLength, MESSAGE_BYTES } from "../protocol/limits.ts";
import type { ServerNews } from "./news.ts";
import type { ServeOptions, Wire } from "./options.ts";
import { type ClientId, type Outcome, Rooms } from "./rooms.ts";

/** A client this many bytes behind is dropped. */
const BEHIND_BYTES = 1024 * 1024;
/** How long a client that leaves may take to read what was sent to it. */
const FAREWELL_MS = 1000;
const READ_BYTES = 16 * 1024;

/** A server that listens. */
export interface Server {
  /** Where it listens. */
  readonly address: Deno.NetAddr;
  /** Closes every connection and stops listening. */
  close(): Promise<void>;
}

const encoder = new TextEncoder();

const WIRE: Readonly<Record<Wire, (text: string) => Uint8Array>> = {
  raw: (text) => encoder.encode(text),
  lf: (text) => encoder.encode(`${text}\n`),
  nul: (text) => encoder.encode(`${text}\0`),
  pad(text) {
    const padded = new Uint8Array(MESSAGE_BYTES);
    encoder.encodeInto(text, padded);
    return padded;
  },
};

/**
 * Begins to listen.
 *
 * @param options Where, and how to speak.
 * @param tell Called with what happens.
 * @returns The server.
 * @throws {Error} When the address cannot be listened on.
 */
export function listen(
  options: ServeOptions,
  tell: (news: ServerNews) => void,
): Server {
  const { host, port, wire, gap, echo, maxClients } = options;
  const listener = Deno.listen({ hostname: host, port });
  const end = WIRE[wire]("").length > 0 ? 1 : 0;
  const rooms = new Rooms({ echo, limit: MESSAGE_BYTES - end });
  const clients = new Map<ClientId, Client>();
  const served = new Set<Promise<void>>();
  let nextId = 0;
  let isClosed = false;

  const carryOut = (outcomes: readonly Outcome[]) => {
    for (const outcome of outcomes) {
      switch (outcome.type) {
        case "send": {
          const sends = outcome.texts.map(WIRE[wire]);
          for (const id of outcome.to) clients.get(id)?.send(sends);
          break;
        }
        case "close":
          clients.get(outcome.to)?.finish();
          break;
        default:
          tell(outcome);
      }
    }
  };

  const receive = async (connection: Deno.TcpConn) => {
    const { hostname: host, port } = connection.remoteAddr;
    if (rooms.size >= maxClients) {
      tell({ type: "turned away", host, port });
      return connection.close();
    }
    const id = nextId++;
    const client = new Client(connection, gap, () => {
      tell({ type: "dropped", host, port });
    });
    clients.set(id, client);
    rooms.enter(id);
    tell({ type: "connected", host, port });
    try {
      await client.listen((text) => carryOut(rooms.hear(id, text)));
    } finally {
      client.close();
      clients.delete(id);
      carryOut(rooms.leave(id));
      tell({ type: "disconnected", host, port });
    }
  };

  const serve = (connection: Deno.TcpConn) => {
    const serving = receive(connection);
    served.add(serving);
    serving.finally(() => served.delete(serving));
  };

  (async () => {
    for await (const connection of connections(listener)) {
      // It may have been accepted in the moment in which the server closed.
      if (isClosed) connection.close();
      else serve(connection);
    }
  })();
  return {
    address: listener.addr,
    async close() {
      if (!isClosed) listener.close();
      isClosed = true;
      for (const client of clients.values()) client.close();
      await Promise.all(served);
    },
  };
}

async function* connections(
  listener: Deno.TcpListener,
): AsyncGenerator<Deno.TcpConn> {
  for (;;) {
    try {
      yield await listener.accept();
    } catch (error) {
      // One connection that failed before it was accepted, or one too many for
      // the system, is no reason to stop; a listener that was closed is.
      if (error instanceof Deno.errors.BadResource) return;
      if (error instanceof Deno.errors.Interrupted) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** One client's connection: messages in, sends out. */
class Client {
  readonly #connection: Deno.TcpConn;
  readonly #gap: number;
  readonly #whenDropped: () => void;
  /** The first thing that a client says is no chat message: a line or none. */
  #decoder: Decoder = { ...FRESH, delimited: true };
  /** Whether this is known, and not only supposed. */
  #isKnown = false;
  #isInLongLine = false;
  #queue: Uint8Array[] = [];
  #behind = 0;
  #isSending = false;
  #isFinished = false;
  #isClosed = false;
  readonly #closed = Promise.withResolvers<void>();
  #farewellTimer: ReturnType<typeof setTimeout> | undefined;
  #gapTimer: ReturnType<typeof setTimeout> | undefined;
  #holdTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    connection: Deno.TcpConn,
    gap: number,
    whenDropped: () => void,
  ) {
    this.#connection = connection;
    this.#gap = gap;
    this.#whenDropped = whenDropped;
  }

  /** Hears the client's messages until it goes. Never throws. */
  async listen(hear: (text: string) => void): Promise<void> {
    const buffer = new Uint8Array(READ_BYTES);
    try {
      this.#connection.setNoDelay(true);
      for (;;) {
        const size = await this.#connection.read(buffer);
        if (size === null) break;
        clearTimeout(this.#holdTimer);
        const decoded = decode(this.#decoder, buffer.subarray(0, size));
        this.#isKnown ||= decoded[1] !== "";
        this.#take(decoded, hear);
        // A line may take its time; what may be no line may not.
        const isLine = this.#isKnown && this.#decoder.delimited;
        if (isLine || this.#decoder.held.length === 0) continue;
        this.#holdTimer = setTimeout(() => this.#giveUpHolding(hear), HOLD_MS);
      }
      // Half a line may be half of what was meant.
      const isLine = this.#isKnown && this.#decoder.delimited;
      if (!isLine) this.#take(flush(this.#decoder), hear);
      this.finish();
      await this.#closed.promise;
    } catch {
      // The connection broke; the caller says goodbye either way.
    }
  }

  /** Queues sends; a client that is too far behind is dropped. */
  send(sends: readonly Uint8Array[]): void {
    if (this.#isClosed || this.#isFinished) return;
    this.#queue.push(...sends);
    for (const bytes of sends) this.#behind += bytes.length;
    if (this.#behind > BEHIND_BYTES) {
      this.#whenDropped();
      this.close();
    } else this.#pump();
  }

  /** Closes the connection once everything is sent, or soon. */
  finish(): void {
    if (this.#isFinished || this.#isClosed) return;
    this.#isFinished = true;
    this.#awaitReading();
    this.#pump();
  }

  /** A client that leaves must go on reading what was sent to it. */
  #awaitReading(): void {
    clearTimeout(this.#farewellTimer);
    this.#farewellTimer = setTimeout(() => this.close(), FAREWELL_MS);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#gapTimer);
    clearTimeout(this.#holdTimer);
    clearTimeout(this.#farewellTimer);
    this.#queue = [];
    try {
      this.#connection.close();
    } catch {
      // It was closed already.
    }
    this.#closed.resolve();
  }

  /** What is held is no beginning, so this client sends no lines. */
  #giveUpHolding(hear: (text: string) => void): void {
    this.#isKnown = true;
    this.#take(flush(this.#decoder), hear);
    this.#decoder = { ...this.#decoder, delimited: false };
  }

  #take(
    [decoder, text]: [Decoder, string],
    hear: (text: string) => void,
  ): void {
    this.#decoder = decoder;
    for (const piece of text.split("\n")) {
      if (!this.#isInLongLine) hear(piece);
      // The decoder gives a line that is too long in parts: one answer is enough.
      this.#isInLongLine = byteLength(piece) > PART_BYTES - 4;
    }
  }

  /** Sends what is queued: one send at a time with a gap, else all at once. */
  async #pump(): Promise<void> {
    if (this.#isSending || this.#isClosed) return;
    this.#isSending = true;
    try {
      while (this.#queue.length > 0) {
        const sends = this.#gap > 0
          ? this.#queue.splice(0, 1)
          : this.#queue.splice(0);
        const bytes = concat(sends);
        for (let rest = bytes; rest.length > 0;) {
          const size = await this.#connection.write(rest);
          rest = rest.subarray(size);
          this.#behind -= size;
          if (this.#isFinished && !this.#isClosed) this.#awaitReading();
        }
        if (this.#gap > 0) {
          await new Promise<void>((resolve) => {
            this.#gapTimer = setTimeout(resolve, this.#gap);
          });
        }
      }
    } catch {
      return this.close();
    }
    this.#isSending = false;
    if (this.#isFinished) this.close();
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
