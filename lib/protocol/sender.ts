/**
 * The sender: one thing goes out at a time, at a pace.
 *
 * The server takes one read for one message, so two messages must not reach it
 * in one read. The wait between them is the pace: see {@linkcode paceAfter}.
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
/** The time that the class's server looks at each of the others, before us. */
const MEMBER_MS = 250;
/** Its pause after each item of an answer. */
const ITEM_MS = 150;
/** The pause of a slow server after it has named everybody. */
const LAST_PAUSE_MS = 350;
/** The time between joining and the roll call of another parley (policy.ts). */
const ROLL_DELAY_MS = SCRIPT.rollAfterMs;
/** The margin for a server and a network that take longer. */
const MARGIN = { factor: 1.1, ms: 150 };

/** A request that the server answers. */
export type Request =
  | { readonly type: "list" }
  | { readonly type: "who"; readonly purpose: Purpose }
  | NamedRequest;

/**
 * The purpose of a `/who`: the user asked for it, or parley did on its own
 * account, to learn the names or to see whether the connection is alive.
 */
export type Purpose = "user" | "roll" | "receipt";

/** Returns whether parley asks on its own account, so the user is not told. */
export function isBackground(request: Request): boolean {
  return request.type === "who" && request.purpose !== "user";
}

/** A request for a room or a nickname. */
export interface NamedRequest {
  /** The kind of name. */
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
  /** The thing that is being written. */
  readonly outgoing: Outgoing;
  /** The time when it has taken too long, in milliseconds. */
  readonly writeBy: number;
}

/** The write under way, and what is to be sent next. Immutable. */
export interface Sender {
  /** The things to send, in order. */
  readonly queue: Queue<Outgoing>;
  /** The write under way. */
  readonly writing: Writing | null;
  /** The end of the last write, in milliseconds; `null` before the first. */
  readonly writtenAt: number | null;
  /**
   * The milliseconds that the server may take to read the last write, see
   * {@linkcode roundMs}; `null` once it was surely read.
   */
  readonly roundMs: number | null;
}

/** Nothing is to be sent. */
export const IDLE: Sender = {
  queue: EMPTY,
  writing: null,
  writtenAt: null,
  roundMs: null,
};

/** Adds something to send, after everything else. */
export function enqueue(sender: Sender, outgoing: Outgoing): Sender {
  return { ...sender, queue: push(sender.queue, outgoing) };
}

/**
 * Begins to write what is next, unless a write is under way.
 *
 * @param sender The sender.
 * @param presence The people in the room.
 * @param now The time, in milliseconds.
 * @param limitMs The most milliseconds that the write may take.
 * @returns The sender, and the thing to write; `null` for nothing.
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

/** Gives the write under way a deadline, unless it has an earlier one. */
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
 * Notes a change of who is in the room since the last write: its round may take
 * longer now, but not less, as the server may have looked at people who left.
 *
 * @param sender The sender.
 * @param presence The people in the room now.
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

/** The options that decide about the pace. */
export interface PaceOptions {
  /** The least time between two sends, in milliseconds; `null`: as needed. */
  readonly pace: number | null;
  /** The delimiter that ends each thing sent; empty for none. */
  readonly eol: string;
}

/** Returns whether nothing is being sent or waits to be. */
export function isIdle({ queue, writing }: Sender): boolean {
  return writing === null && queue.size === 0;
}

/**
 * Returns the wait between a send and the next one.
 *
 * In a room of the class's server, the members are read one after the other,
 * and each silent one takes 0.25 s; all that we write meanwhile is one message.
 * So where it is known how many others are there, the wait is as long as a
 * round of the room can take. What an answer shows to have been read needs no
 * such wait. Elsewhere the assignment's plain pace must do, or none where
 * something ends what we send.
 *
 * @param round The milliseconds that the server may take to read the send, as
 * far as is known: see {@linkcode roundMs}.
 * @param options The options that decide about it.
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
 * Returns the longest time that a round of the room can take, after which
 * everything written before it has been read. Anybody's `/who` stops the room
 * as well. Every parley asks one soon after it has joined, so for a while after
 * somebody came, a round includes one; after the user's own, it includes the
 * server's last pause.
 *
 * @param presence The people in the room.
 * @param at The time of the write, in milliseconds; without it, the longest
 * round is returned.
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
 * @param outgoing The thing to send.
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
