/**
 * The TCP connection to the server.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import type { Trace } from "../protocol/wire.ts";
import { after, afterReads } from "./after.ts";
import { requireNet } from "./permission.ts";
import { isLookupError, reason } from "./reason.ts";
import { Reads } from "./reads.ts";
import { Source } from "./select.ts";
import { type Connection, traced } from "./trace.ts";

/** The address of a server, and the ways to connect to it. */
export interface Address {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  /** The TCP port. */
  readonly port: number;
  /** The longest wait for the connection, in seconds. */
  readonly timeout: number;
  /** Returns a guess at the name that was meant if this one is not found, or `""`. */
  readonly guess?: () => Promise<string>;
  /** Called with what goes over the wire. */
  readonly trace?: Trace | undefined;
}

/** One connection to a server. */
export class Socket {
  /** The rare events: `connected`, `unreachable`, `sent`. */
  readonly status: Source<Event> = new Source();
  /** The reads, and then `lost`. */
  readonly bytes: Reads;
  readonly #address: Address;
  readonly #buffer: Uint8Array<ArrayBuffer>;
  readonly #encoder = new TextEncoder();
  readonly #opened = Promise.withResolvers<Connection>();
  #connection: Connection | null = null;
  readonly #closing = new AbortController();
  #isClosed = false;

  /**
   * Starts without a connection; {@linkcode connect} makes it.
   *
   * @param address The server.
   * @param readBytes The most bytes of one read.
   */
  constructor(address: Address, readBytes: number) {
    this.#address = address;
    this.#buffer = new Uint8Array(readBytes);
    this.bytes = new Reads(() => this.#read());
  }

  /** Connects; reports `connected` or `unreachable`. */
  async connect(): Promise<void> {
    const { host, port, timeout, guess, trace } = this.#address;
    const late = after(timeout * 1000);
    // A connection that was made while the program was suspended counts.
    late.onabort = () => afterReads(() => this.#closing.abort());
    const { signal } = this.#closing;
    try {
      requireNet(host, port);
      const connection = await Deno.connect({ hostname: host, port, signal });
      if (this.#isClosed) return connection.close();
      // A message must leave as it is written: the peer takes one receive for
      // one message, so Nagle's algorithm must not merge two.
      connection.setNoDelay(true);
      connection.setKeepAlive(true);
      this.#connection = trace ? traced(connection, trace) : connection;
      this.#opened.resolve(this.#connection);
      this.status.push({ type: "connected" });
    } catch (error) {
      const detail = late.aborted
        ? `no connection within ${timeout} s`
        : reason(error) + (isLookupError(error) ? await guess?.() ?? "" : "");
      if (!this.#isClosed) this.status.push({ type: "unreachable", detail });
    } finally {
      late.onabort = null;
    }
  }

  /** Writes a whole text; reports `sent`. If it fails, the next read says why. */
  async send(text: string): Promise<void> {
    const connection = this.#connection;
    if (connection === null) return;
    try {
      let rest = this.#encoder.encode(text);
      while (rest.length > 0) {
        rest = rest.subarray(await connection.write(rest));
      }
      this.status.push({ type: "sent" });
    } catch {
      // Unread data may remain; the read after it reports the loss.
    }
  }

  /** Closes the write side: the peer reads an end, after all that was sent. */
  async closeWrite(): Promise<void> {
    try {
      await this.#connection?.closeWrite();
    } catch {
      // The peer is gone already; the next read reports the loss.
    }
  }

  /** Closes the connection, or gives up connecting. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#connection === null) this.#closing.abort();
    else this.#connection.close();
  }

  async #read(): Promise<Event | null> {
    const connection = await this.#opened.promise;
    try {
      const size = await connection.read(this.#buffer);
      return size === null
        ? { type: "lost", detail: null }
        : { type: "bytes", bytes: this.#buffer.subarray(0, size) };
    } catch (error) {
      return this.#isClosed ? null : { type: "lost", detail: reason(error) };
    }
  }
}
