/**
 * The TCP connection: what it brings and what becomes of what is sent.
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

/** Where to connect, and how long that may take. */
export interface Address {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  /** The TCP port. */
  readonly port: number;
  /** Longest wait for the connection, in seconds. */
  readonly timeout: number;
  /** Says what was likely meant, when the name is not found; or nothing. */
  readonly guess?: () => Promise<string>;
  /** Looks at what goes over the wire. */
  readonly trace?: Trace | undefined;
}

/** One connection to a server. */
export class Socket {
  /** What happens to the connection, and what is sent: rare events. */
  readonly status: Source<Event> = new Source();
  /** What the peer sends, one read at a time, and its end. */
  readonly bytes: Reads;
  readonly #address: Address;
  readonly #buffer: Uint8Array<ArrayBuffer>;
  readonly #encoder = new TextEncoder();
  readonly #opened = Promise.withResolvers<Connection>();
  #connection: Connection | null = null;
  readonly #closing = new AbortController();
  #isClosed = false;

  /**
   * Nothing is connected before {@linkcode connect}.
   *
   * @param address Where to connect.
   * @param readBytes The most that one read takes.
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
    // A connection that was made while the program stood still is taken first.
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

  /** Writes a text whole; reports `sent`. When it cannot, the next read tells. */
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
      // What the peer said before it went is still there to be read.
    }
  }

  /** Closes the write side: the peer reads an end, after all that was sent. */
  async closeWrite(): Promise<void> {
    try {
      await this.#connection?.closeWrite();
    } catch {
      // The peer is gone already, which the next read tells.
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
