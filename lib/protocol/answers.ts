/**
 * The meanings that one piece of text from a server can have. The assignment
 * knows a status digit, a number and names, names alone, and chat messages.
 *
 * @module
 */
import type { NamedWord } from "./commands.ts";
import type { Refusal } from "./events.ts";

/** An answer to `/join` or `/nick`, as the assignment numbers them. */
export type Status = "ok" | Refusal;

const STATUS: Readonly<Record<NamedWord, readonly Status[]>> = {
  join: ["ok", "malformed"],
  nick: ["ok", "malformed", "taken"],
};

/** The beginning of a chat message that is glued to a status. */
const MESSAGE_START = /^[\p{L}<[*]/u;

/**
 * Reads the answer to `/join` or `/nick`.
 *
 * TCP may deliver the status and the message after it in one read, so a `0` may
 * have something glued to it. A text that only begins with a digit (`1st`,
 * `12:30 welcome`, `0 users online`) is not a status.
 *
 * @param request The request that is waiting for the answer.
 * @param text The piece.
 * @param nick The nickname asked for: behind a `0`, it is what the class's own
 * server sends next, even when it begins with a digit.
 * @returns The status and the text glued to it, or `null` when the piece is not
 * a status.
 *
 * @example
 * ```ts
 * import { readStatus } from "./answers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readStatus("nick", "2"), ["taken", ""]);
 * assertEquals(readStatus("nick", "0welcome bob"), ["ok", "welcome bob"]);
 * assertEquals(readStatus("nick", "03d has joined the room.", "3d"), [
 *   "ok",
 *   "3d has joined the room.",
 * ]);
 * assertEquals(readStatus("nick", "02cool: hi"), ["ok", "2cool: hi"]);
 * assertEquals(readStatus("join", "10"), null);
 * assertEquals(readStatus("join", "12:30 welcome"), null);
 * ```
 */
export function readStatus(
  request: NamedWord,
  text: string,
  nick: string = "",
): [status: Status, glued: string] | null {
  const [, digit, glued = ""] = /^\s*(\d)(.*)$/s.exec(text) ?? [];
  const status = STATUS[request][Number(digit)];
  if (status === undefined) return null;
  if (glued.trim() === "") return [status, ""];
  return status === "ok" && isMessage(glued, nick) ? [status, glued] : null;
}

function isMessage(glued: string, nick: string): boolean {
  if (MESSAGE_START.test(glued)) return true;
  const isOurNick = nick !== "" && glued.startsWith(nick) &&
    !/^[\p{L}\p{N}]/u.test(glued.slice(nick.length));
  return isOurNick || (/^\d/.test(glued) && speaker(glued) !== null);
}

/** One way to read the pieces of an answer to `/list`. */
export interface RoomsReading {
  /** The number of rooms that were announced. */
  readonly count: number;
  /** The names, as far as they have come. */
  readonly names: readonly string[];
}

/** A number by itself, and a number with a name glued to it. */
const COUNT = /^\s*(\d{1,6})\s*$/;
const COUNT_AND_NAME = /^(\d{1,6})(?=[\p{L}_#]\S*$)/u;

/**
 * Returns whether a piece can begin an answer to `/list`.
 *
 * @param text The piece.
 * @param mayBeGlued Whether a name may be glued to the count, as happens where
 * only reads end pieces.
 * @returns `false` for a banner or any other text that merely begins with a
 * number.
 *
 * @example
 * ```ts
 * import { beginsWithCount } from "./answers.ts";
 * import { assert } from "@std/assert";
 *
 * assert(beginsWithCount("12", false) && beginsWithCount("2games", true));
 * assert(!beginsWithCount("2 people are here", true));
 * assert(!beginsWithCount("127.0.0.1:5000: /list", true));
 * ```
 */
export function beginsWithCount(text: string, mayBeGlued: boolean): boolean {
  return COUNT.test(text) || (mayBeGlued && COUNT_AND_NAME.test(text));
}

/**
 * Returns the ways to read an answer to `/list`, the likeliest first. Where
 * digits could be the count's or the first name's, each split is one reading.
 *
 * @param pieces The answer so far, beginning with the count.
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
  const digits = /^\s*(\d{1,6})/.exec(first)?.[1] ?? "";
  const text = first.trim();
  return Array.from(digits, (_, i) => {
    const length = digits.length - i;
    const glued = text.slice(length);
    return {
      count: Number(text.slice(0, length)),
      names: glued === "" ? rest : [glued, ...rest],
    };
  });
}

const SPEAKERS = [
  /^<([^\s<>]{1,64})> /,
  /^\[([^\s[\]]{1,64})\] /,
  /^([^\s<>]{1,64})> /,
  /^(\S{1,64}?): /,
];

/**
 * Returns the speaker of a chat message, in the forms that servers of the class
 * use.
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
 * assertEquals(speaker("bob> hello"), "bob");
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
