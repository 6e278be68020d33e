/**
 * The people in the room, as far as the server tells.
 *
 * The class's own server greets whoever takes a nickname and announces who
 * comes and goes (announcements.ts). Other servers send none of this; then
 * nothing here is ever known.
 *
 * @module
 */
import type { Change } from "./events.ts";

/** The people in the room, as far as they are known. Immutable. */
export interface Presence {
  /** Whether the server tells who is in the room: a greeting has shown it. */
  readonly isKnown: boolean;
  /** The number of people in the room, the user included; `null`: not known. */
  readonly people: number | null;
  /** The nicknames known to be in the room. */
  readonly here: ReadonlySet<string>;
  /** Nicknames that were here before, which may come back. */
  readonly gone: ReadonlySet<string>;
  /** The time when somebody last came, the user included, in milliseconds. */
  readonly joinedAt: number;
  /** The time when the server had last named everybody, in milliseconds. */
  readonly namedAt: number;
}

/** Nothing is known. */
export const NOBODY_KNOWN: Presence = {
  isKnown: false,
  people: null,
  here: new Set(),
  gone: new Set(),
  joinedAt: -Infinity,
  namedAt: -Infinity,
};

/**
 * The most people in a room where parley asks `/who` on its own account: the
 * class's server stops the whole room while it answers.
 */
export const MAX_ROLL = 10;

/** The most nicknames that each set remembers. */
const MAX_NAMES = 1000;

/** One of the things that a text is made of. */
export type Part =
  | { readonly type: "message"; readonly text: string }
  | {
    readonly type: "change";
    readonly nick: string;
    readonly change: Change;
    /** The number of people now, if the announcement tells it. */
    readonly people: number | null;
  }
  /** The number of people, apart from the announcement that it belongs to. */
  | { readonly type: "people"; readonly people: number }
  /** The greeting for the first in a room. */
  | { readonly type: "greeting" };

/** A nickname of the class's server: what Python's `str.isalnum` allows. */
export const NAME: string = String.raw`[\p{L}\p{N}]+`;

const WHOLE_NAME = new RegExp(`^${NAME}$`, "u");

/** Returns whether a text is a nickname of the class's server. */
export function isNickname(text: string): boolean {
  return WHOLE_NAME.test(text);
}

/**
 * Learns from one part of a text.
 *
 * @param presence The presence before it.
 * @param part The part.
 * @param nick The user's own nickname.
 * @param now The time, in milliseconds.
 * @returns The presence after it.
 */
export function learn(
  presence: Presence,
  part: Part,
  nick: string,
  now: number,
): Presence {
  switch (part.type) {
    case "greeting":
      return greeted(nick, 1, now);
    case "people":
      return presence.isKnown ? { ...presence, people: part.people } : presence;
    case "message": {
      const speaker = SPEAKER.exec(part.text)?.[1];
      if (speaker === undefined || presence.here.has(speaker)) return presence;
      return withName(presence, speaker);
    }
    case "change":
      return part.nick === nick && part.change === "joined"
        ? greeted(nick, part.people, now)
        : changed(presence, part, now);
  }
}

const SPEAKER = new RegExp(`^(${NAME})> `, "u");

function greeted(
  nick: string,
  people: number | null,
  joinedAt: number,
): Presence {
  const here = new Set([nick]);
  return { ...NOBODY_KNOWN, isKnown: true, people, here, joinedAt };
}

function changed(
  presence: Presence,
  { nick, change, people }: Extract<Part, { type: "change" }>,
  now: number,
): Presence {
  const { isKnown, here } = presence;
  const isHere = here.has(nick);
  if (change === "joined") {
    const joined = withName(presence, nick);
    if (!isKnown) return joined;
    const guess = (presence.people ?? here.size) + (isHere ? 0 : 1);
    return { ...joined, people: people ?? guess, joinedAt: now };
  }
  const left = {
    ...presence,
    here: without(here, nick),
    gone: bounded(new Set(presence.gone).add(nick)),
  };
  if (!isKnown || presence.people === null) return left;
  return { ...left, people: Math.max(1, left.here.size, presence.people - 1) };
}

function withName(presence: Presence, nick: string): Presence {
  const here = bounded(new Set(presence.here).add(nick));
  const gone = without(presence.gone, nick);
  const people = presence.people === null
    ? null
    : Math.max(presence.people, here.size);
  return { ...presence, here, gone, people };
}

function without(
  names: ReadonlySet<string>,
  nick: string,
): ReadonlySet<string> {
  if (!names.has(nick)) return names;
  const others = new Set(names);
  others.delete(nick);
  return others;
}

function bounded(names: Set<string>): Set<string> {
  for (const oldest of names) {
    if (names.size <= MAX_NAMES) break;
    names.delete(oldest);
  }
  return names;
}

/**
 * Learns the answer to `/who`. People who came meanwhile may not be in it.
 *
 * @param presence The presence before it.
 * @param users The nicknames in the answer.
 * @param people The number of people when it began, if that is known.
 * @param namedAt The time, in milliseconds.
 * @returns The presence after it.
 */
export function learnRoll(
  presence: Presence,
  users: readonly string[],
  people: number | null,
  namedAt: number,
): Presence {
  if (!presence.isKnown) return presence;
  const before = [...presence.here];
  const came = (presence.people ?? 0) - (people ?? presence.people ?? 0);
  // The names that were learned last.
  const late = before.slice(before.length - Math.max(0, came))
    .filter((name) => !users.includes(name));
  const here = bounded(new Set([...users, ...late]));
  const gone = new Set([...presence.gone, ...before]);
  for (const name of here) gone.delete(name);
  return {
    ...presence,
    people: users.length + late.length,
    here,
    gone: bounded(gone),
    namedAt,
  };
}
