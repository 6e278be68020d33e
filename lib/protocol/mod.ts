/**
 * The protocol of the class's room server, without any I/O: for a client, a bot
 * or a server of your own.
 *
 * {@linkcode begin} and {@linkcode reduce} are a whole client but for the
 * socket: they take what happened and tell what to send and to show. The rest
 * are its parts: bytes to text ({@linkcode decode}), answers
 * ({@linkcode readStatus}, {@linkcode readRooms}), who speaks
 * ({@linkcode speaker}), and the 1024-byte rule ({@linkcode split}).
 *
 * @example
 * ```ts
 * import { begin, DEFAULTS, reduce, split } from "./mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [connecting] = begin({ ...DEFAULTS, room: "games", nick: "bob" });
 * const [, effects] = reduce(connecting, { type: "connected", at: 0 });
 * assertEquals(effects[1], { type: "send", text: "/join games" });
 *
 * assertEquals(split("to be or not to be", 10), ["to be or ", "not to be"]);
 * ```
 *
 * @module
 */
export {
  beginsWithCount,
  readRooms,
  readStatus,
  type RoomsReading,
  speaker,
  type Status,
} from "./answers.ts";
export {
  type Command,
  type CommandRule,
  COMMANDS,
  type Manner,
  type Mistake,
  type MistakeReason,
  parse,
  requestText,
  type Where,
} from "./commands.ts";
export {
  decode,
  type Decoder,
  flush,
  FRESH,
  HOLD_MS,
  learnDelimited,
} from "./decoder.ts";
export type * from "./events.ts";
export { byteLength, MESSAGE_BYTES, split, textLimit } from "./limits.ts";
export type { Names } from "./names.ts";
export {
  begin,
  type Config,
  DEFAULTS,
  type Frame,
  type Home,
  type NamesRequest,
  reduce,
  type Request,
  type Said,
  type State,
  type Timer,
  wantsLine,
} from "./reducer.ts";
