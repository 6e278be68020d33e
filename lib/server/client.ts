/**
 * One client of the practice server.
 *
 * @module
 */
import type { Trace } from "../protocol/wire.ts";
import { Inbox } from "./inbox.ts";
import { Outbox, type SendOptions, type Write } from "./outbox.ts";
import type { ClientId } from "./rooms.ts";
import type { Timing } from "./timing.ts";

/** A TCP connection: `Deno.TcpConn`, or anything like it. */
export interface Connection {
  /** The peer's address. */
  readonly remoteAddr: { readonly hostname: string; readonly port: number };
  /** Reads some bytes; returns how many, `null` at the end. */
  read(buffer: Uint8Array): Promise<number | null>;
  /** Writes some of the bytes; returns how many. */
  write(bytes: Uint8Array): Promise<number>;
  /** Closes the connection, both ways. */
  close(): void;
}

/** A client: its connection, with an inbox and an outbox. */
export class Client {
  /** Its number. */
  readonly id: ClientId;
  /** Its IP address, IPv6 without brackets. */
  readonly host: string;
  /** Its port. */
  readonly port: number;
  /** The received bytes that nobody has taken yet. */
  readonly inbox: Inbox;
  /** The bytes to send. */
  readonly outbox: Outbox;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
  readonly #connection: Connection;
  readonly #closeMs: number;
  readonly #onStuck: (client: Client) => void;
  readonly #trace: Trace | undefined;
  #resolveClosed = () => {};
  #isLeaving = false;
  #isClosed = false;
  #isLost = false;

  /**
   * Starts reading.
   *
   * @param id Its number.
   * @param connection Its connection.
   * @param options The way of sending.
   * @param timing The limits for writing and closing.
   * @param onStuck Called when its socket accepts no data.
   * @param trace Called with what goes over its connection.
   */
  constructor(
    id: ClientId,
    connection: Connection,
    options: Omit<SendOptions, "stuck">,
    timing: Timing,
    onStuck: (client: Client) => void,
    trace?: Trace,
  ) {
    const { hostname, port } = connection.remoteAddr;
    this.id = id;
    this.host = hostname;
    this.port = port;
    this.#connection = connection;
    this.#closeMs = timing.close;
    this.#onStuck = onStuck;
    this.#trace = trace;
    this.closed = new Promise((resolve) => this.#resolveClosed = resolve);
    trace?.("<", "connected");
    this.inbox = new Inbox(
      (buffer) => connection.read(buffer),
      (traffic) => {
        if (!this.#isClosed) trace?.("<", traffic);
      },
    );
    this.outbox = new Outbox(
      trace
        ? tracedWrite(connection, trace)
        : (bytes) => connection.write(bytes),
      { ...options, stuck: timing.stuck },
      (isStuck) => this.#fail(isStuck),
    );
  }

  /** Whether it is leaving or has left. */
  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** Whether its connection broke, rather than being closed. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Closes the connection once the queue is sent, or that takes too long. */
  async finish(): Promise<void> {
    if (this.#isLeaving) return await this.closed;
    this.#isLeaving = true;
    await this.outbox.finish(this.#closeMs);
    this.close();
  }

  /** Closes the connection. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isLeaving = true;
    if (this.inbox.isReset) this.#trace?.("<", "reset");
    else this.#trace?.(">", "closed");
    this.inbox.end();
    this.outbox.close();
    this.#connection.close();
    this.#resolveClosed();
  }

  /** Closes a connection that broke or accepts no data. */
  #fail(isStuck: boolean): void {
    this.#isLost = true;
    if (isStuck && !this.#isLeaving) this.#onStuck(this);
    this.close();
  }
}

/** Returns a write that is traced. */
function tracedWrite(connection: Connection, trace: Trace): Write {
  return async (bytes) => {
    const size = await connection.write(bytes);
    trace(">", bytes.subarray(0, size));
    return size;
  };
}
