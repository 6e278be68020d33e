/**
 * Events, which go into the reducer, and effects, which come out of it.
 *
 * @module
 */
import type { InvalidLine, NamedWord, RequestWord, Stage } from "./commands.ts";

/** The place where the user is: a stage on the server, or no connection. */
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
  /** The connection could not be made because of `detail`. */
  | { readonly type: "unreachable"; readonly detail: string }
  /** One read of the socket. The bytes are valid until the next read. */
  | { readonly type: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The peer closed the connection, or it broke because of `detail`. */
  | { readonly type: "lost"; readonly detail: string | null }
  /** The last {@linkcode Effect} of type `send` was written completely. */
  | { readonly type: "sent" }
  /** The user typed a line. */
  | { readonly type: "line"; readonly line: Line }
  /** The user's input ended. */
  | { readonly type: "eof" }
  /** The user's input cannot be read any further because of `detail`. */
  | { readonly type: "input failed"; readonly detail: string }
  /** The user drops what is waiting to be sent. */
  | { readonly type: "cancel" }
  /** The time of the last {@linkcode Effect} of type `wake` has come. */
  | { readonly type: "tick" }
  /** The machine slept, so the connection may be dead without our knowing. */
  | { readonly type: "resumed" }
  /** The operating system asks the program to end, with this signal. */
  | { readonly type: "signal"; readonly number: number }
  /** The output was closed; `detail` is `null` if its reader just went away. */
  | { readonly type: "output closed"; readonly detail: string | null };

/** A line of the user's input. */
export interface Line {
  /** The text, without the line end; not well-formed if it was not UTF-8. */
  readonly text: string;
  /** The line number in the input, from 1; `null` if it was not read there. */
  readonly number: number | null;
  /**
   * The origin: typed by the user; made by parley from an option or a target;
   * or the rest of a line, which is never a command.
   */
  readonly origin: "typed" | "option" | "rest";
}

/** Something to do. The effects of one event are performed in order. */
export type Effect =
  /** Connect. */
  | { readonly type: "connect" }
  /** Write this to the socket, in one write, and report `sent`. */
  | { readonly type: "send"; readonly text: string }
  /** Close the socket's write side. */
  | { readonly type: "close write" }
  /** Close the socket. */
  | { readonly type: "close" }
  /** Report a `tick` at this time (in ms) and at no other; `null`: never. */
  | { readonly type: "wake"; readonly at: number | null }
  /** Tell the user. */
  | { readonly type: "show"; readonly news: News }
  /** End the program with this exit status. */
  | { readonly type: "exit"; readonly code: number };

/** The reason for a refusal: the assignment's `1` and `2`. */
export type Refusal = "malformed" | "taken";

/** A change of who is in the room, as somebody made it. */
export type Change = "joined" | "left" | "disconnected";

/** The reason why a connection ended. */
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
  /** The people in the room just joined, the user included. */
  | { readonly type: "present"; readonly users: readonly string[] }
  /** The user left the room and is back in the lobby. */
  | { readonly type: "left" }
  /** `/logout` waits `seconds` at most for the server to read what was said. */
  | { readonly type: "leaving"; readonly seconds: number }
  /** Somebody came or went; `people` is the number here now, if known. */
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
    /** The line number in the input. */
    readonly line: number | null;
  }
  /** A line that was not sent. */
  | { readonly type: "unsent"; readonly text: string }
  /** A line that was sent and may not have arrived. */
  | { readonly type: "unconfirmed"; readonly text: string }
  /** `count` more lines, before those told next, were not sent or confirmed. */
  | {
    readonly type: "omitted";
    readonly what: "unsent" | "unconfirmed";
    readonly count: number;
  }
  /** The rest of the input was not read. */
  | { readonly type: "input discarded" }
  | { readonly type: "failure"; readonly failure: Failure }
  | { readonly type: "closed"; readonly reason: ClosedReason };

/** Something that went wrong. */
export type Failure =
  | { readonly reason: "unreachable"; readonly detail: string }
  | { readonly reason: "lost"; readonly detail: string | null }
  /** `isSilent`: nothing at all came, not even an unexpected text. */
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
