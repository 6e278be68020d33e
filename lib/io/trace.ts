/**
 * A connection with a trace.
 *
 * @module
 */
import type { Trace } from "../protocol/wire.ts";
import { reason } from "./reason.ts";

/** The part of a TCP connection that a client uses. */
export type Connection = Pick<
  Deno.TcpConn,
  "read" | "write" | "closeWrite" | "close"
>;

/**
 * Traces everything that goes over a connection.
 *
 * @param connection The connection, which this side has just made.
 * @param trace Called with the bytes of each write and each read, and when either
 * side ends the connection.
 * @returns The same connection, to be used in its place.
 */
export function traced(connection: Connection, trace: Trace): Connection {
  let isEnded = false;
  let isClosed = false;
  // Our side ends once: after closeWrite(), close() sends nothing more.
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
