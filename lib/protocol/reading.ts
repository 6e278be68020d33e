/**
 * What a reader makes of a piece: part of the answer, its end, or none of it.
 *
 * @module
 */
import type { Status } from "./answers.ts";
import type { Framing, Piece } from "./framing.ts";
import type { Presence } from "./presence.ts";

/** Names without a count are complete after this much quiet. */
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
    /** How many people were here when it began, if that is known. */
    readonly people: number | null;
  };

/** What a piece is to a reader. */
export type Step<Reader> =
  /**
   * Part of the answer, which is complete after so much quiet, if ever; `glued`
   * is what follows it in the same piece.
   */
  | {
    readonly type: "more";
    readonly reader: Reader;
    readonly quietMs: number | null;
    /** More is known to come, so the server has not been too slow. */
    readonly isAwaited: boolean;
    /** A delimiter ended a reply, so delimiters end pieces. */
    readonly isDelimited: boolean;
    readonly glued: string;
  }
  /** The end of the answer; `glued` is what follows it in the same piece. */
  | {
    readonly type: "answer";
    readonly answer: Answer;
    readonly glued: string;
    /** What ended it; `null` when something is glued to it. */
    readonly end: Piece["end"] | null;
  }
  /** Talk, or an announcement; `glued` is what follows it in the same piece. */
  | { readonly type: "message"; readonly text: string; readonly glued: string }
  /** Something outside the protocol: a banner, an unknown code. */
  | { readonly type: "unexpected" };

/** What a reader needs to know. */
export interface ReadContext {
  /** What ends pieces here. */
  readonly mode: Framing["mode"];
  /** Who is in the room. */
  readonly presence: Presence;
  /** The user's nickname, or the one asked for. */
  readonly nick: string;
}
