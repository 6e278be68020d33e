/**
 * What goes into the reducer and what comes out of it.
 *
 * @module
 */
import type { InvalidLine, NamedWord, RequestWord, Stage } from "./commands.ts";

/** Where the user is: on the server, or without a connection to it. */
export type Place =
  | Stage
  | { readonly at: "connecting" }
  /** The connection was lost and will be tried again. */
  | { readonly at: "offline" }
  | { readonly at: "ended" };

/** Something that happened. */
export type Event =
  /** The connection was made. */
  | { readonly type: "connected" }
  /** The connection could not be made. */
  | { readonly type: "unreachable"; readonly detail: string }
  /** One read of the socket. The bytes are valid until the next read. */
  | { readonly type: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The peer closed the connection, or it broke, for the reason in `detail`. */
  | { readonly type: "lost"; readonly detail: string | null }
  /** The last {@linkcode Effect} of type `send` was written completely. */
  | { readonly type: "sent" }
  /** The user typed a line. */
  | { readonly type: "line"; readonly line: Line }
  /** The user's input ended. */
  | { readonly type: "eof" }
  /** The user's input cannot be read any further, for the reason in `detail`. */
  | { readonly type: "input failed"; readonly detail: string }
  /** The user drops what is waiting to be sent. */
  | { readonly type: "cancel" }
  /** The time of the last {@linkcode Effect} of type `wake` has come. */
  | { readonly type: "tick" }
  /** The machine slept, so the connection may have died without a word. */
  | { readonly type: "resumed" }
  /** The operating system asks the program to end. */
  | { readonly type: "signal"; readonly number: number }
  /** The output was closed; `detail` is `null` if its reader just went away. */
  | { readonly type: "output closed"; readonly detail: string | null };

/** A line of the user's input. */
export interface Line {
  /** Its text, without the line end; not well-formed if it was not UTF-8. */
  readonly text: string;
  /** Its number in the input, from 1; `null` when it was not read from one. */
  readonly number: number | null;
  /**
   * Where it comes from: typed by the user; made from an option or to get back
   * after a loss; or the rest of a line, which is never a command.
   */
  readonly origin: "typed" | "option" | "rest";
}

/** Something to do. The effects of one event are carried out in order. */
export type Effect =
  /** Connect. */
  | { readonly type: "connect" }
  /** Write this to the socket, in one write, and report `sent`. */
  | { readonly type: "send"; readonly text: string }
  /** Close the socket's write side. */
  | { readonly type: "close write" }
  /** Close the socket. */
  | { readonly type: "close" }
  /** Report a `tick` at this time and at no other; `null` for never. */
  | { readonly type: "wake"; readonly at: number | null }
  /** Tell the user. */
  | { readonly type: "show"; readonly news: News }
  /** End the program with this exit status. */
  | { readonly type: "exit"; readonly code: number };

/** Why a request was refused: the assignment's `1` and `2`. */
export type Refusal = "malformed" | "taken";

/** How somebody's presence in the room changed. */
export type Change = "joined" | "left" | "disconnected";

/** How a connection came to its end. */
export type ClosedReason = "logout" | "lost" | "timeout" | "refused" | "signal";

/** Something to tell the user. The view puts it into words. */
export type News =
  /** `isAutomatic`: the next request is known and need not be asked for. */
  | { readonly type: "connected"; readonly isAutomatic?: true }
  | { readonly type: "rooms"; readonly rooms: readonly string[] }
  /** The server announced another number of rooms than it named. */
  | {
    readonly type: "count mismatch";
    readonly announced: number;
    readonly received: number;
  }
  | {
    readonly type: "joined";
    readonly room: string;
    readonly isAutomatic?: true;
  }
  /** `isReturn`: the user was in a room before, and knows what to do there. */
  | {
    readonly type: "named";
    readonly nick: string;
    readonly isReturn?: true;
  }
  /** Who is in the room just joined, the user included. */
  | { readonly type: "present"; readonly users: readonly string[] }
  /** The user left the room and is back in the lobby. */
  | { readonly type: "left" }
  /** `/logout` waits for the server to read what was said: so long at most. */
  | { readonly type: "leaving"; readonly seconds: number }
  /** Somebody came or went; `people` is how many are here now, if known. */
  | {
    readonly type: "presence";
    readonly nick: string;
    readonly change: Change;
    readonly people: number | null;
  }
  | {
    readonly type: "refused";
    readonly request: NamedWord;
    readonly name: string;
    readonly reason: Refusal;
  }
  /** Chat messages that delimiters ended, an LF after each. */
  | { readonly type: "messages"; readonly text: string }
  /**
   * One chat message, which may contain an LF. `isContinuation`: it goes on
   * the message before it, so a name at its beginning is nobody speaking.
   */
  | {
    readonly type: "message";
    readonly text: string;
    readonly isContinuation?: true;
  }
  | { readonly type: "users"; readonly users: readonly string[] }
  /** The user said this to the room. */
  | { readonly type: "said"; readonly nick: string; readonly text: string }
  /** The user typed this command here. */
  | { readonly type: "command"; readonly place: Place; readonly text: string }
  /** The answer to this request is taking long. */
  | { readonly type: "waiting"; readonly request: RequestWord }
  /** There is no connection; it is tried again in `seconds`. */
  | {
    readonly type: "retrying";
    readonly detail: string | null;
    readonly seconds: number;
  }
  /** The nickname is taken, probably by the user's previous connection. */
  | { readonly type: "nick in use"; readonly nick: string }
  /** A line is waiting to be carried out. */
  | { readonly type: "queued"; readonly text: string }
  /** The server said something outside the protocol. */
  | { readonly type: "notice"; readonly text: string }
  /** A line was too long for one message and is sent as several. */
  | { readonly type: "split"; readonly count: number }
  | { readonly type: "help"; readonly place: Place }
  | {
    readonly type: "invalid line";
    readonly invalid: InvalidLine;
    /** Its number in the input. */
    readonly line: number | null;
  }
  /** A line that was not sent. */
  | { readonly type: "unsent"; readonly text: string }
  /** A line that was sent and may not have arrived. */
  | { readonly type: "unconfirmed"; readonly text: string }
  /** So many more lines were not sent or confirmed before those told next. */
  | {
    readonly type: "omitted";
    readonly what: "unsent" | "unconfirmed";
    readonly count: number;
  }
  /** The rest of the input was not read. */
  | { readonly type: "input discarded" }
  | { readonly type: "failure"; readonly failure: Failure }
  | { readonly type: "closed"; readonly reason: ClosedReason };

/** What went wrong. */
export type Failure =
  | { readonly reason: "unreachable"; readonly detail: string }
  | { readonly reason: "lost"; readonly detail: string | null }
  /** `isSilent`: nothing at all came, not even an answer of another kind. */
  | {
    readonly reason: "no answer";
    readonly request: RequestWord;
    readonly isSilent: boolean;
  }
  /** The server accepts no data. */
  | { readonly reason: "stuck" }
  | { readonly reason: "input"; readonly detail: string }
  | { readonly reason: "output"; readonly detail: string }
  /** A script did not ask again after a refusal. */
  | {
    readonly reason: "refused";
    readonly request: NamedWord;
    readonly line: number | null;
  };
