/**
 * What the pieces that a server sends can mean. It sends no more than the
 * assignment says: a digit, a number and names, names alone, or talk.
 *
 * @module
 */

/** An answer to `/join` or `/nick`, as the assignment numbers them. */
export type Status = "ok" | "malformed" | "taken";

const STATUS: Readonly<Record<"join" | "nick", readonly Status[]>> = {
  join: ["ok", "malformed"],
  nick: ["ok", "malformed", "taken"],
};

/**
 * Reads the answer to `/join` or `/nick`.
 *
 * @param request Which of the two was asked.
 * @param text The piece.
 * @returns What it means and what came glued to it, or `null` when the piece
 * is no legal answer. A digit before another digit is a number and none, but
 * for a 0 before what is plainly talk.
 *
 * @example
 * ```ts
 * import { readStatus } from "./answers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readStatus("nick", "2"), ["taken", ""]);
 * assertEquals(readStatus("nick", "0welcome bob"), ["ok", "welcome bob"]);
 * assertEquals(readStatus("nick", "02cool: hi"), ["ok", "2cool: hi"]);
 * assertEquals(readStatus("join", "10"), null);
 * assertEquals(readStatus("join", "Welcome!"), null);
 * ```
 */
export function readStatus(
  request: "join" | "nick",
  text: string,
): [status: Status, glued: string] | null {
  const [, digit, glued = ""] = /^\s*(\d)\s*(.*)$/s.exec(text) ?? [];
  const status = STATUS[request][Number(digit)];
  if (status === undefined) return null;
  if (!/^\d/.test(glued)) return [status, glued];
  const isTalk = status === "ok" && speaker(glued) !== null;
  return isTalk ? [status, glued] : null;
}

/** One way to read the pieces of an answer to `/list`. */
export interface RoomsReading {
  /** How many rooms were announced. */
  readonly count: number;
  /** The names, as far as they have come. */
  readonly names: readonly string[];
}

const COUNT = /^(\d{1,6})(?!\d)(?!\s+\S)/;

/**
 * Whether a piece can begin an answer to `/list`: a count, perhaps with a name
 * glued to it.
 *
 * @param text The piece.
 * @returns `false` for a banner or any other text that begins with no number.
 *
 * @example
 * ```ts
 * import { beginsWithCount } from "./answers.ts";
 * import { assert } from "@std/assert";
 *
 * assert(beginsWithCount("12") && beginsWithCount("2games"));
 * assert(!beginsWithCount("2 people are here"));
 * ```
 */
export function beginsWithCount(text: string): boolean {
  return COUNT.test(text);
}

/**
 * The ways to read an answer to `/list`, the likeliest first. Where digits
 * could be the count's or the first name's, each split is one reading.
 *
 * @param pieces What has come, beginning with the count.
 * @returns At least one reading when {@linkcode beginsWithCount} holds.
 *
 * @example
 * ```ts
 * import { readRooms } from "./answers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readRooms(["2games", "music"]), [
 *   { count: 2, names: ["games", "music"] },
 * ]);
 * assertEquals(readRooms(["21", "b"]), [
 *   { count: 21, names: ["b"] },
 *   { count: 2, names: ["1", "b"] },
 * ]);
 * ```
 */
export function readRooms(pieces: readonly string[]): RoomsReading[] {
  const [first = "", ...rest] = pieces;
  const digits = COUNT.exec(first)?.[1] ?? "";
  return Array.from(digits, (_, i) => {
    const length = digits.length - i;
    const glued = first.slice(length).trim();
    return {
      count: Number(first.slice(0, length)),
      names: glued === "" ? rest : [glued, ...rest],
    };
  });
}

/**
 * How many pieces follow the first of an answer to `/list`, in its likeliest
 * reading.
 *
 * @param first The piece with the count.
 * @returns The count, less the name that is glued to it.
 *
 * @example
 * ```ts
 * import { namesAfter } from "./answers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([namesAfter("2"), namesAfter("2games")], [2, 1]);
 * ```
 */
export function namesAfter(first: string): number {
  const [likeliest] = readRooms([first]);
  return likeliest === undefined ? 0 : likeliest.count - likeliest.names.length;
}

const SPEAKERS = [
  /^<([^\s<>]{1,64})> /,
  /^\[([^\s[\]]{1,64})\] /,
  /^([^\s<>]{1,64})> /,
  /^(\S{1,64}?): /,
];

/**
 * Who says a chat message, in the forms that servers of the class use.
 *
 * @param text The message: `name: text`, `<name> text`, `[name] text` or
 * `name> text`.
 * @returns The name, or `null` where none can be told.
 *
 * @example
 * ```ts
 * import { speaker } from "./answers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(speaker("alice: hi"), "alice");
 * assertEquals(speaker("<bob> hello"), "bob");
 * assertEquals(speaker("the server restarts at noon"), null);
 * ```
 */
export function speaker(text: string): string | null {
  for (const form of SPEAKERS) {
    const name = form.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}

/**
 * Whether a message is what we said ourselves, sent back by the server: bare,
 * or behind our nickname in one of the forms that servers of the class use.
 *
 * @param message What the server sent.
 * @param said What we said.
 * @param nick Our nickname.
 * @returns Whether it is an echo.
 *
 * @example
 * ```ts
 * import { isEcho } from "./answers.ts";
 * import { assert } from "@std/assert";
 *
 * assert(isEcho("<bob> hi", "hi", "bob"));
 * assert(!isEcho("alice: hi", "hi", "bob"));
 * ```
 */
export function isEcho(message: string, said: string, nick: string): boolean {
  const prefixes = ["", `${nick}: `, `<${nick}> `, `[${nick}] `, `${nick}> `];
  return prefixes.some((prefix) =>
    message.trimEnd() === (prefix + said).trimEnd()
  );
}
