/**
 * What goes into the reducer and what comes out of it.
 *
 * @module
 */
import type { Mistake, Where } from "./commands.ts";

/** Where the conversation stands. */
export type Place =
  | { readonly at: "connecting" }
  /** `asked`: a room was asked for, so a word by itself is one. */
  | { readonly at: "lobby"; readonly asked: boolean }
  | { readonly at: "naming"; readonly room: string }
  | { readonly at: "room"; readonly room: string; readonly nick: string }
  /** The connection was lost and will be tried again. */
  | { readonly at: "away" }
  /** A script without a connection, whose lines are told until a time. */
  | { readonly at: "adrift"; readonly until: number }
  | { readonly at: "ended" };

/** What happened, and when, in milliseconds of a clock that never goes back. */
export type Event = { readonly at: number } & Happening;

/** What can happen. */
export type Happening =
  /** The connection stands. */
  | { readonly type: "connected" }
  /** It cannot be made. */
  | { readonly type: "unreachable"; readonly why: string }
  /** One read of the socket gave these bytes, which the next read overwrites. */
  | { readonly type: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The peer has closed the connection, or it broke, for the reason given. */
  | { readonly type: "lost"; readonly why: string | null }
  /** The last {@linkcode Effect} of type `send` was written whole. */
  | { readonly type: "sent" }
  /** The user typed a line. */
  | { readonly type: "line"; readonly line: Line }
  /** The user has no more lines. */
  | { readonly type: "eof" }
  /** Time has passed. */
  | { readonly type: "tick" }
  /** The operating system asks the program to end. */
  | { readonly type: "signal"; readonly number: number }
  /** What is shown reaches nobody any more; a reason, unless they just left. */
  | { readonly type: "deaf"; readonly why: string | null };

/** A line of the user's. */
export interface Line {
  /** Its text, without its end. */
  readonly text: string;
  /** Which line of the input it is, from 1; `null` for a command-line option. */
  readonly number: number | null;
  /** Whether it goes on a line too long to be taken at once. */
  readonly continued?: boolean;
  /** Whether it was not typed, but is to bring the user where they want to be. */
  readonly isWish?: true;
}

/** What the loop is to do, in this order. */
export type Effect =
  /** Connect. */
  | { readonly type: "connect" }
  /** Write this to the socket, in one write, and report `sent`. */
  | { readonly type: "send"; readonly text: string }
  /** Close the socket's write side. */
  | { readonly type: "shut" }
  /** Close the socket. */
  | { readonly type: "hang up" }
  /** Report a `tick` at this time, and no other; `null`: none. */
  | { readonly type: "wake"; readonly at: number | null }
  /** Tell the user. */
  | { readonly type: "show"; readonly news: News }
  /** End the program with this exit status. */
  | { readonly type: "exit"; readonly code: number };

/** Why a request was refused (the assignment's 1 and 2). */
export type Refusal = "malformed" | "taken";

/** How a connection came to its end. */
export type ClosedReason = "logout" | "lost" | "timeout" | "refused" | "signal";

/** Something to tell the user. What it sounds like is the view's matter. */
export type News =
  /** `goesOn`: what is to be done next is known, and need not be asked. */
  | { readonly type: "connected"; readonly goesOn?: true }
  | { readonly type: "rooms"; readonly rooms: readonly string[] }
  /** The rooms just shown are not as many as announced. */
  | {
    readonly type: "rooms differ";
    readonly count: number;
    readonly came: number;
  }
  | { readonly type: "joined"; readonly room: string; readonly goesOn?: true }
  | { readonly type: "named"; readonly nick: string }
  | {
    readonly type: "refused";
    readonly request: "join" | "nick";
    readonly name: string;
    readonly reason: Refusal;
  }
  /** Chat messages, an LF between two. */
  | { readonly type: "messages"; readonly text: string }
  | { readonly type: "users"; readonly users: readonly string[] }
  /** The user said this to the room; if too long for one message, as several. */
  | { readonly type: "said"; readonly nick: string; readonly text: string }
  /** The user typed this, which asks for something, here. */
  | { readonly type: "typed"; readonly place: Place; readonly text: string }
  /** The answer to this request takes long. */
  | { readonly type: "waiting"; readonly request: string }
  /** There is no connection; the next try is in so many seconds. */
  | {
    readonly type: "retrying";
    readonly why: string | null;
    readonly seconds: number;
  }
  /** The nickname is taken, by the old connection as it seems. */
  | { readonly type: "haunted"; readonly nick: string }
  /** A line waits: for an answer, or until the connection is back. */
  | { readonly type: "held"; readonly text: string }
  /** What the server said outside the protocol. */
  | { readonly type: "notice"; readonly text: string }
  /** A line was too long and goes as several messages. */
  | { readonly type: "split"; readonly count: number }
  | { readonly type: "help"; readonly where: Where }
  | {
    readonly type: "mistake";
    readonly mistake: Mistake;
    readonly line: number | null;
  }
  /** A line that never left. */
  | { readonly type: "unsent"; readonly text: string }
  /** There was more to say than could be told to be unsent. */
  | { readonly type: "unread" }
  /** A line that left and may not have arrived. */
  | { readonly type: "uncertain"; readonly text: string }
  | { readonly type: "failure"; readonly failure: Failure }
  | { readonly type: "closed"; readonly reason: ClosedReason };

/** What went wrong. */
export type Failure =
  | { readonly why: "unreachable"; readonly detail: string }
  | { readonly why: "lost"; readonly detail: string | null }
  | { readonly why: "no answer"; readonly request: string }
  /** The server does not take what is written to it. */
  | { readonly why: "stuck" }
  | { readonly why: "deaf"; readonly detail: string }
  /** A script did not ask again after a refusal. */
  | {
    readonly why: "refused";
    readonly request: "join" | "nick";
    readonly line: number | null;
  };
