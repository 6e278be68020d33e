/**
 * A text from a room → the messages and announcements that it is made of.
 *
 * Nothing ends what the class's own server sends, so announcements and chat
 * messages can stand glued together in one read. They are told apart where one
 * *directly* follows another: that server strips trailing white space from what
 * people say, so an announcement, or a known person's `name> `, without white
 * space before it begins something new, and one behind white space is
 * somebody's words.
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
const MARK = `(${NAME})(?:> | has (${JOINED}|${LEFT}|${GONE}))`
  .replaceAll(".", "\\.");
const MARKS = new RegExp(MARK, "gu");
const FIRST_MARK = new RegExp(`^${MARK}`, "u");
const COUNT = /\s*There are (\d{1,6}) people in the room\./y;
/** The end of an announcement. A pattern that begins with a blank is fast. */
const END = / (?:room|disconnected)\./;

/**
 * Takes a text apart into messages and announcements.
 *
 * @param presence The people who are known to be here.
 * @param text The text of one read or one line.
 * @param end The end of it. What a delimiter ended is one thing.
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

/** A text that is being taken apart. */
interface Scan {
  readonly text: string;
  /** The index at which the next part begins. */
  at: number;
  /** The parts before it. */
  readonly parts: Part[];
}

function split(presence: Presence, text: string): Part[] {
  const scan: Scan = { text, at: 0, parts: [] };
  takeGreeting(scan);
  /** The number behind an announcement that may be somebody's words. */
  let late: number | null = null;
  for (const mark of text.matchAll(MARKS)) {
    const { 0: all, 1: run = "", 2: words = "", index } = mark;
    const end = index + all.length;
    const change = CHANGES.get(words) ?? null;
    const nick = index === scan.at
      ? run
      : nickAtEnd(presence, run, text.charAt(index - 1), change);
    if (nick !== null) {
      takeMessage(scan, index + run.length - nick.length);
      if (change !== null) takeChange(scan, nick, change, end);
    } else if (change === "joined") late ??= countAt(text, end);
  }
  takeMessage(scan, text.length);
  // Somebody came whose name cannot be told from the words before it.
  if (late !== null && late === (presence.people ?? 0) + 1) {
    scan.parts.push({ type: "people", people: late });
  }
  return scan.parts;
}

function takeGreeting(scan: Scan): void {
  if (scan.text.startsWith(GREETING)) {
    scan.parts.push({ type: "greeting" });
    scan.at = GREETING.length;
  }
  const people = takeCount(scan);
  if (people !== null) scan.parts.push({ type: "people", people });
}

function takeMessage(scan: Scan, end: number): void {
  const text = scan.text.slice(scan.at, end);
  if (text.trim() !== "") scan.parts.push({ type: "message", text });
  scan.at = end;
}

function takeChange(
  scan: Scan,
  nick: string,
  change: Change,
  end: number,
): void {
  scan.at = end;
  scan.parts.push({ type: "change", nick, change, people: takeCount(scan) });
}

function takeCount(scan: Scan): number | null {
  const people = countAt(scan.text, scan.at);
  if (people !== null) scan.at = COUNT.lastIndex;
  return people;
}

/** Returns the number of people that stands at a place, if one does. */
function countAt(text: string, at: number): number | null {
  COUNT.lastIndex = at;
  const people = COUNT.exec(text)?.[1];
  return people === undefined ? null : Number(people);
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

/**
 * Returns the mark that a text begins with.
 *
 * @param text The text.
 * @returns The run of letters and digits, which ends with somebody's nickname,
 * and the change that is announced, or `null` for talk; `null` without a mark.
 */
export function markAt(
  text: string,
): { run: string; change: Change | null } | null {
  const [, run, words = ""] = FIRST_MARK.exec(text) ?? [];
  if (run === undefined) return null;
  return { run, change: CHANGES.get(words) ?? null };
}
