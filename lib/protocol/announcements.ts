/**
 * A text from a room → the messages and announcements that it is made of.
 *
 * Nothing ends what the class's own server sends, so announcements and chat
 * messages can stand glued together in one read. They are told apart where one
 * *directly* follows another: that server strips trailing white space from what
 * people say, so an announcement, or a known person's `name> `, without white
 * space before it begins something new, and one behind white space is somebody's
 * words.
 *
 * @module
 */
import type { Change } from "./events.ts";
import type { Piece } from "./framing.ts";
import { NAME, type Part, type Presence } from "./presence.ts";

const JOINED = "joined the room.";
const LEFT = "left the room.";
const GONE = "been disconnected.";
const GREETING = "You have joined a new room.";
const CHANGES: ReadonlyMap<string, Change> = new Map([
  [JOINED, "joined"],
  [LEFT, "left"],
  [GONE, "disconnected"],
]);

/** A run of letters and digits, and what makes its end a nickname. */
const MARK = new RegExp(
  `(${NAME})(?:> | has (${JOINED}|${LEFT}|${GONE}))`.replaceAll(".", "\\."),
  "gu",
);
const COUNT = /\s*There are (\d{1,6}) people in the room\./y;
/** How every announcement ends. Begins with a blank: such a pattern is fast. */
const END = / (?:room|disconnected)\./;

/**
 * Takes a text apart into messages and announcements.
 *
 * @param presence What is known of who is here.
 * @param text What one read or one line brought.
 * @param end What ended it. What a delimiter ended is one thing.
 * @returns Its parts in order; most texts are one message.
 *
 * @example
 * ```ts
 * import { partsOf } from "./announcements.ts";
 * import { NOBODY_KNOWN } from "./presence.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const presence = { ...NOBODY_KNOWN, here: new Set(["ann", "bob"]) };
 * assertEquals(partsOf(presence, "bob> hiann> yo", "read"), [
 *   { type: "message", text: "bob> hi" },
 *   { type: "message", text: "ann> yo" },
 * ]);
 * assertEquals(partsOf(presence, "bob> she wrote ann> yo", "read").length, 1);
 * assertEquals(
 *   partsOf(presence, "eve has joined the room.  There are 3 people in the room.", "read"),
 *   [{ type: "change", nick: "eve", change: "joined", people: 3 }],
 * );
 * ```
 */
export function partsOf(
  presence: Presence,
  text: string,
  end: Piece["end"],
): Part[] {
  const message: Part = { type: "message", text };
  if (!mayAnnounce(text) && (end === "delimiter" || !text.includes("> "))) {
    return [message];
  }
  const parts = split(presence, text);
  const isOne = parts.every(({ type }) => type !== "message");
  return end === "read" || isOne ? parts : [message];
}

/**
 * Returns whether a text can contain an announcement. Fast, for floods.
 *
 * @param text Any text.
 * @returns `false` for most text.
 */
export function mayAnnounce(text: string): boolean {
  return END.test(text);
}

function split(presence: Presence, text: string): Part[] {
  const parts: Part[] = [];
  /** Where the next part begins. */
  let start = 0;
  const addMessage = (end: number) => {
    const message = text.slice(start, end);
    if (message.trim() !== "") parts.push({ type: "message", text: message });
  };
  const countBehind = (at: number): number | null => {
    COUNT.lastIndex = at;
    const count = COUNT.exec(text)?.[1];
    return count === undefined ? null : Number(count);
  };
  const takeCount = (): number | null => {
    const count = countBehind(start);
    if (count !== null) start = COUNT.lastIndex;
    return count;
  };
  if (text.startsWith(GREETING)) {
    parts.push({ type: "greeting" });
    start = GREETING.length;
  }
  /** The number of people behind an announcement that may be only words. */
  let late: number | null = null;
  const people = takeCount();
  if (people !== null) parts.push({ type: "people", people });
  MARK.lastIndex = start;
  for (let mark; (mark = MARK.exec(text)) !== null;) {
    const [all, run = "", words = ""] = mark;
    const change = CHANGES.get(words) ?? null;
    const isFirst = mark.index === start;
    const before = text.charAt(mark.index - 1);
    const nick = isFirst ? run : nickAtEnd(presence, run, before, change);
    if (nick === null) {
      if (change === "joined") late ??= countBehind(mark.index + all.length);
      continue;
    }
    const begin = mark.index + run.length - nick.length;
    if (begin > start) addMessage(begin);
    start = begin;
    if (change === null) continue;
    start = mark.index + all.length;
    parts.push({ type: "change", nick, change, people: takeCount() });
    MARK.lastIndex = start;
  }
  addMessage(text.length);
  // Somebody came whose name cannot be told from the words before it.
  if (late !== null && late === (presence.people ?? 0) + 1) {
    parts.push({ type: "people", people: late });
  }
  return parts;
}

/**
 * Returns the nickname that a run of letters and digits ends with, if something
 * new begins there; `null` when the run is somebody's words.
 *
 * @param before The character before the run.
 */
function nickAtEnd(
  { isKnown, here, gone }: Presence,
  run: string,
  before: string,
  change: Change | null,
): string | null {
  // Only a server that has greeted us is known to announce anything.
  if (change !== null && !isKnown) return null;
  const isDirect = before.trim() !== "";
  // Who comes was not here; who leaves or talks was.
  const names = change === "joined" ? gone : here;
  for (let at = 0; at < run.length; at++) {
    const nick = run.slice(at);
    if (names.has(nick)) return at > 0 || isDirect ? nick : null;
  }
  return isDirect && change !== null ? run : null;
}

const WHOLE_NAME = new RegExp(`^${NAME}$`, "u");

/**
 * Takes names apart that stand glued together.
 *
 * @param presence Who is known to be here.
 * @param text Letters and digits.
 * @returns The names of known people that the text is made of, or `null`.
 *
 * @example
 * ```ts
 * import { knownNames } from "./announcements.ts";
 * import { NOBODY_KNOWN } from "./presence.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const presence = { ...NOBODY_KNOWN, here: new Set(["ann", "bob"]) };
 * assertEquals(knownNames(presence, "bobann"), ["bob", "ann"]);
 * assertEquals(knownNames(presence, "bobby"), null);
 * ```
 */
export function knownNames(
  { here }: Presence,
  text: string,
): string[] | null {
  return namesUpTo(here, text)[text.length] ?? null;
}

/** The names that the first so many characters of a text are made of. */
function namesUpTo(
  here: ReadonlySet<string>,
  text: string,
): (string[] | undefined)[] {
  const ways: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= text.length; end++) {
    for (const name of here) {
      const way = ways[end - name.length];
      if (way === undefined || !text.startsWith(name, end - name.length)) {
        continue;
      }
      ways[end] = [...way, name];
      break;
    }
  }
  return ways;
}

/**
 * Returns the names of known people that stand directly before talk or an
 * announcement.
 *
 * @param presence Who is known to be here.
 * @param text What one read brought, in an answer to `/who`.
 * @returns The names; most often none.
 *
 * @example
 * ```ts
 * import { namesBefore } from "./announcements.ts";
 * import { NOBODY_KNOWN } from "./presence.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const presence = { ...NOBODY_KNOWN, here: new Set(["ann", "bob"]) };
 * assertEquals(namesBefore(presence, "bobann has left the room."), ["bob"]);
 * assertEquals(namesBefore(presence, "bobeve has joined the room."), ["bob"]);
 * assertEquals(namesBefore(presence, "bob> hi"), []);
 * ```
 */
export function namesBefore({ here }: Presence, text: string): string[] {
  MARK.lastIndex = 0;
  const mark = MARK.exec(text);
  const [, run = "", words = ""] = mark ?? [];
  if (mark?.index !== 0 || here.has(run)) return [];
  const isNew = CHANGES.get(words) === "joined";
  const ways = namesUpTo(here, run);
  for (let at = 1; at < run.length; at++) {
    const names = ways[at];
    if (names && here.has(run.slice(at)) !== isNew) return names;
  }
  return [];
}

/** Returns whether a text is a nickname of the class's server. */
export function isNickname(text: string): boolean {
  return WHOLE_NAME.test(text);
}
