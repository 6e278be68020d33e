/**
 * The events of the practice server, as its log has them.
 *
 * @module
 */
import type { Action } from "./rooms.ts";

/** An event of the server. */
export type ServerNews =
  | {
    /**
     * The event. `dropped`: the client's socket accepted no data; `idle`: it was
     * closed to make way for another; `rejected`: there are too many clients;
     * `forgotten`: it is never read again.
     */
    readonly type:
      | "connected"
      | "disconnected"
      | "dropped"
      | "idle"
      | "rejected"
      | "forgotten";
    /** The client's address, IPv6 without brackets. */
    readonly host: string;
    /** The client's port. */
    readonly port: number;
  }
  | Extract<Action, { type: "joined" | "left" }>;
