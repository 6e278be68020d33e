/**
 * What goes out, one thing at a time, and how soon after another.
 *
 * The server takes one read for one message, so two messages must not reach it
 * in one read. How long that takes is the pace: see {@linkcode paceAfter}.
 *
 * @module
 */
import { type NamedWord, requestText } from "./commands.ts";
import type { Line } from "./events.ts";
import { SCRIPT } from "./policy.ts";
import type { Presence } from "./presence.ts";
import { EMPTY, push, type Queue, shift } from "./queue.ts";

/** The assignment's plain pace: the least time between two sends. */
const PLAIN_PACE_MS = 50;
/** How long the class's server looks at each of the others before us. */
const MEMBER_MS = 250;
/** How long it pauses after each item of an answer. */
const ITEM_MS = 150;
/** How long a slow server may still pause when it has named everybody. */
const LAST_PAUSE_MS = 350;
/** How long after it has come a parley calls the roll (see policy.ts). */
const ROLL_DELAY_MS = SCRIPT.rollAfterMs;
/** How much longer than promised a server and a network may take. */
const MARGIN = { factor: 1.1, ms: 150 };

/** A request that the server answers. */
export type Request =
  | { readonly type: "list" }
  | { readonly type: "who"; readonly purpose: Purpose }
  | NamedRequest;

/**
 * Why it is asked who is in the room: the user wants to know, or parley does on
 * its own account, to learn the names or to see whether the connection is alive.
 */
export type Purpose = "user" | "roll" | "receipt";

/** Returns whether parley asks on its own account, so the user is not told. */
export function isBackground(request: Request): boolean {
  return request.type === "who" && request.purpose !== "user";
}

/** A request for a room or a nickname. */
export interface NamedRequest {
  /** Which of the two is asked for. */
  readonly type: NamedWord;
  /** The room or the nickname. */
  readonly name: string;
}

/** Returns whether a request names a room or a nickname. */
export function isNamed(request: Request): request is NamedRequest {
  return request.type === "join" || request.type === "nick";
}

/** Something to send. */
export type Outgoing =
  | { readonly type: "request"; readonly request: Request }
  /** A message, or one part of a line that is too long for one. */
  | { readonly type: "message"; readonly text: string; readonly line: Line }
  | { readonly type: "logout" };

/** A write under way. */
export interface Writing {
  /** What is being written. */
  readonly outgoing: Outgoing;
  /** When it has taken too long, in milliseconds. */
  readonly writeBy: number;
}

/** What is being sent, and what is to be sent next. Immutable. */
export interface Sender {
  /** What is to be sent. */
  readonly queue: Queue<Outgoing>;
  /** The write under way. */
  readonly writing: Writing | null;
  /** When something was written last, in milliseconds; `null` for never. */
  readonly writtenAt: number | null;
  /** How long a round may take since; `null` once it was surely read. */
  readonly roundMs: number | null;
}

/** Nothing is to be sent. */
export const IDLE: Sender = {
  queue: EMPTY,
  writing: null,
  writtenAt: null,
  roundMs: null,
};

/** Adds something to send. */
export function enqueue(sender: Sender, outgoing: Outgoing): Sender {
  return { ...sender, queue: push(sender.queue, outgoing) };
}

/**
 * Begins to write what is next, unless a write is under way.
 *
 * @param sender What there is to send.
 * @param presence Who is in the room.
 * @param now The time, in milliseconds.
 * @param limitMs How long the write may take.
 * @returns The sender, and what to write; `null` for nothing.
 */
export function beginWrite(
  sender: Sender,
  presence: Presence,
  now: number,
  limitMs: number,
): [Sender, Outgoing | null] {
  if (sender.writing !== null) return [sender, null];
  const [outgoing, queue] = shift(sender.queue);
  if (outgoing === undefined) return [sender, null];
  const writing = { outgoing, writeBy: now + limitMs };
  const round = roundMs(presence, now);
  return [{ ...sender, queue, writing, roundMs: round }, outgoing];
}

/**
 * Ends the write under way.
 *
 * @param sender The sender.
 * @param now The time, in milliseconds.
 * @returns The sender, which can write again when the pace allows it.
 */
export function endWrite(sender: Sender, now: number): Sender {
  if (sender.writing === null) return sender;
  return { ...sender, writing: null, writtenAt: now };
}

/** Lets the write under way take no longer than until a time. */
export function hurry(sender: Sender, by: number): Sender {
  const { writing } = sender;
  if (writing === null) return sender;
  const writeBy = Math.min(writing.writeBy, by);
  return { ...sender, writing: { ...writing, writeBy } };
}

/** Notes that everything written so far was read, as an answer shows. */
export function markRead(sender: Sender): Sender {
  return { ...sender, roundMs: null };
}

/**
 * Notes who is in the room since the last write: its round may take longer now,
 * but never less, as who has left may have been looked at before us all the same.
 *
 * @param sender The sender.
 * @param presence Who is in the room now.
 * @param now The time, in milliseconds.
 * @returns The sender, which may have to wait longer.
 */
export function expectRound(
  sender: Sender,
  presence: Presence,
  now: number,
): Sender {
  if (sender.roundMs === null) return sender;
  const round = Math.max(sender.roundMs, roundMs(presence, now));
  return { ...sender, roundMs: round };
}

/**
 * Returns when the next thing may be sent, as far as is known now.
 *
 * @param sender The sender.
 * @param options See {@linkcode paceAfter}.
 * @returns The time in milliseconds; `-Infinity` before anything was sent.
 */
export function readyAt(
  { writtenAt, roundMs }: Sender,
  options: PaceOptions,
): number {
  if (writtenAt === null) return -Infinity;
  return writtenAt + paceAfter(roundMs ?? 0, options);
}

/** What the user says about the pace. */
export interface PaceOptions {
  /** The least time between two sends, in milliseconds; `null`: as needed. */
  readonly pace: number | null;
  /** What ends each thing sent. */
  readonly eol: string;
}

/** Returns whether nothing is being sent or waits to be. */
export function isIdle({ queue, writing }: Sender): boolean {
  return writing === null && queue.size === 0;
}

/**
 * Returns how long to wait after a send before the next one.
 *
 * In a room of the class's server, the members are read one after the other,
 * and each silent one takes 0.25 s; all that we write meanwhile is one message.
 * So where it is known how many others are there, the wait is as long as a round
 * of the room can take. What an answer shows to have been read needs no such
 * wait. Elsewhere the assignment's plain pace must do, or none where something
 * ends what we send.
 *
 * @param round How long it may take until the send has been read, as far as is
 * known, in milliseconds: see {@linkcode roundMs}.
 * @param options What the user says about it.
 * @returns The time in milliseconds.
 *
 * @example
 * ```ts
 * import { paceAfter } from "./sender.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { pace: null, eol: "" };
 * assertEquals(paceAfter(0, options), 50);
 * assertEquals(paceAfter(700, options), 700);
 * assertEquals(paceAfter(700, { ...options, pace: 100 }), 100);
 * ```
 */
export function paceAfter(round: number, { pace, eol }: PaceOptions): number {
  return pace ?? Math.max(eol === "" ? PLAIN_PACE_MS : 0, round);
}

/**
 * Returns how long a round of the room can take: until everything written
 * before has been read. A `/who` of anybody stops the room as well; every parley
 * asks one when it has just come, so for a while after somebody came the round
 * has time for it; so does the one behind the user's own.
 *
 * @param presence Who is in the room.
 * @param at When something was written, in milliseconds; without it, the longest
 * round.
 * @returns The time in milliseconds, with a margin; 0 where it is not known.
 */
export function roundMs(
  { isKnown, people, joinedAt, namedAt }: Presence,
  at: number = -Infinity,
): number {
  if (!isKnown || people === null) return 0;
  const looks = MEMBER_MS * (people - 1);
  const roll = people === 1 ? 0 : ITEM_MS * (people + 1);
  const mayRoll = at < joinedAt + ROLL_DELAY_MS + looks + roll;
  const isPaused = at < namedAt + LAST_PAUSE_MS;
  const stop = Math.max(mayRoll ? roll : 0, isPaused ? LAST_PAUSE_MS : 0);
  return (looks + stop) * MARGIN.factor + MARGIN.ms;
}

/**
 * Returns the text that goes over the wire.
 *
 * @param outgoing What to send.
 * @returns Its text, without what ends it.
 */
export function textOf(outgoing: Outgoing): string {
  switch (outgoing.type) {
    case "request":
      return textOfRequest(outgoing.request);
    case "message":
      return outgoing.text;
    case "logout":
      return requestText("logout");
  }
}

/** Returns the text of a request, without what ends it. */
export function textOfRequest(request: Request): string {
  return isNamed(request)
    ? requestText(request.type, request.name)
    : requestText(request.type);
}
