/**
 * A connection that somebody looks on.
 *
 * @module
 */
import type { Trace } from "../protocol/wire.ts";
import { reason } from "./reason.ts";

/** What a client does with a TCP connection. */
export type Connection = Pick<
  Deno.TcpConn,
  "read" | "write" | "closeWrite" | "close"
>;

/**
 * Lets somebody look at everything that goes over a connection.
 *
 * @param connection The connection, which has just been made from here.
 * @param trace Called after each write with what it wrote, after each read with
 * what it brought, and when either side ends the connection.
 * @returns The same connection, to be used in its place.
 */
export function traced(connection: Connection, trace: Trace): Connection {
  let isEnded = false;
  let isClosed = false;
  /** Our end goes out once: the rest of the connection is closed without one. */
  const end = () => {
    if (!isEnded) trace(">", "closed");
    isEnded = true;
  };
  trace(">", "connected");
  return {
    async read(buffer) {
      try {
        const size = await connection.read(buffer);
        trace("<", size === null ? "closed" : buffer.subarray(0, size));
        return size;
      } catch (error) {
        const isReset = error instanceof Deno.errors.ConnectionReset;
        if (!isClosed) trace("<", isReset ? "reset" : reason(error));
        isEnded = true;
        throw error;
      }
    },
    async write(bytes) {
      const size = await connection.write(bytes);
      trace(">", bytes.subarray(0, size));
      return size;
    },
    async closeWrite() {
      await connection.closeWrite();
      end();
    },
    close() {
      isClosed = true;
      connection.close();
      end();
    },
  };
}
