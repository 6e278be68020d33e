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
    /** The client, as `ADDRESS:PORT`. */
    readonly address: string;
  }
  | Extract<Outcome, { type: "came" | "went" }>;
