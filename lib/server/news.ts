/**
 * The events of the practice server, as its log has them.
 *
 * @module
 */
import type { Action } from "./rooms.ts";

/** Something that happened on the server. */
export type ServerNews =
  | {
    /**
     * `dropped`: its socket accepted no data; `idle`: it had to make way;
     * `rejected`: there are too many; `forgotten`: it is never read again.
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
