/**
 * The protocol of the class's room server, without any I/O: for a client, a bot
 * or a server of your own.
 *
 * {@linkcode begin} and {@linkcode reduce} are a whole client except for the
 * socket: they take events and return effects, such as texts to send and news
 * to show. {@linkcode placeOf} and {@linkcode wantsLine} say all that a program
 * needs to know of a {@linkcode State}. The rest are parts of that client: typed
 * lines ({@linkcode parse}), answers ({@linkcode readStatus},
 * {@linkcode readRooms}), speakers ({@linkcode speaker}), and the 1024-byte rule
 * ({@linkcode split}).
 *
 * @example
 * ```ts
 * import { begin, DEFAULTS, reduce, split } from "./mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [connecting] = begin({ ...DEFAULTS, room: "games", nick: "bob" });
 * const [, effects] = reduce(connecting, { type: "connected" }, 0);
 * assertEquals(effects[1], { type: "send", text: "/join games" });
 *
 * assertEquals(split("to be or not to be", 10), ["to be or ", "not to be"]);
 * ```
 *
 * @module
 */
import type { State as WholeState } from "./state.ts";

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
  type InvalidLine,
  type InvalidReason,
  type NamedWord,
  requestText,
  type RequestWord,
  type Stage,
  type StageName,
  usage,
} from "./commands.ts";
export { type Config, DEFAULTS } from "./config.ts";
export type * from "./events.ts";
export {
  byteLength,
  isBlank,
  MESSAGE_BYTES,
  split,
  textLimit,
} from "./limits.ts";
export { parse, type ParseOptions } from "./parse.ts";
export { begin, reduce, wantsLine } from "./reducer.ts";
export { placeOf } from "./state.ts";

/** A conversation between two events: a value to hand to the next call. */
export type State = WholeState;
