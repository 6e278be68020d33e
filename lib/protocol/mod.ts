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
export * from "./answers.ts";
export * from "./commands.ts";
export * from "./decoder.ts";
export * from "./events.ts";
export * from "./limits.ts";
export type { Names } from "./names.ts";
export * from "./reducer.ts";
