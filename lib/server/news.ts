/**
 * What the practice server tells about itself.
 *
 * @module
 */
import type { Outcome } from "./rooms.ts";

/** Something that happened on the server. */
export type ServerNews =
  | {
    readonly type: "connected" | "disconnected" | "dropped" | "turned away";
    /** The client's address, IPv6 without brackets. */
    readonly host: string;
    /** The client's port. */
    readonly port: number;
  }
  | Extract<Outcome, { type: "came" | "went" }>;
