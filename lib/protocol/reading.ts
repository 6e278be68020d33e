/**
 * The meaning of a piece for an answer: part of it, its end, or none of it.
 *
 * @module
 */
import type { Status } from "./answers.ts";
import type { Framing, Piece } from "./framing.ts";
import type { Presence } from "./presence.ts";

/** The quiet, in milliseconds, that ends names without a count. */
export const NAMES_QUIET_MS = 1000;
/** The most characters of names in one answer. */
export const MAX_CHARS = 1024 * 1024;

/** A complete answer. */
export type Answer =
  | { readonly type: "status"; readonly status: Status }
  | {
    readonly type: "rooms";
    readonly rooms: readonly string[];
    readonly announced: number;
    readonly received: number;
  }
  | {
    readonly type: "users";
    readonly users: readonly string[];
    /** The number of people here when it began, if that is known. */
    readonly people: number | null;
  };

/** The meaning of a piece for an answer. */
export type Step<Reader> =
  /**
   * Part of the answer; `glued` is what follows it in the same piece. After
   * `quietMs` without another piece, the answer is complete; `null`: never.
   */
  | {
    readonly type: "more";
    readonly reader: Reader;
    readonly quietMs: number | null;
    /** Whether more must come, so that the server gets more time. */
    readonly isAwaited: boolean;
    /** Whether a delimiter ended a reply, so only delimiters end pieces. */
    readonly isDelimited: boolean;
    readonly glued: string;
  }
  /** The end of the answer; `glued` is what follows it in the same piece. */
  | {
    readonly type: "answer";
    readonly answer: Answer;
    readonly glued: string;
    /** The end of it; `null` when something is glued to it. */
    readonly end: Piece["end"] | null;
  }
  /** Talk, or an announcement; `glued` is what follows it in the same piece. */
  | { readonly type: "message"; readonly text: string; readonly glued: string }
  /** Something outside the protocol: a banner, an unknown code. */
  | { readonly type: "unexpected" };

/** The facts that a reader needs. */
export interface ReadContext {
  /** The mode of the framing. */
  readonly mode: Framing["mode"];
  /** The people in the room. */
  readonly presence: Presence;
  /** The user's nickname, or the one asked for. */
  readonly nick: string;
}
