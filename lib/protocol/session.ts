/**
 * One connection: its framing, the request that waits for an answer, the
 * sender, the messages sent, and the people in the room. Losing the connection
 * is dropping this value.
 *
 * It reports what happens as {@linkcode Outcome}s, whose consequences the
 * reducer draws (outcomes.ts).
 *
 * @module
 */
import { LOBBY, type Stage } from "./commands.ts";
import type { Effect, News, Refusal } from "./events.ts";
import { type Framing, UNFRAMED } from "./framing.ts";
import { isBlank, trimEnd } from "./limits.ts";
import { policyOf } from "./policy.ts";
import { NOBODY_KNOWN, type Presence } from "./presence.ts";
import { type Reader, readerFor } from "./readers.ts";
import {
  beginWrite,
  endWrite,
  IDLE,
  isBackground,
  type NamedRequest,
  type Outgoing,
  readyAt,
  type Request,
  type Sender,
  textOf,
} from "./sender.ts";
import { addSent, NOTHING_SENT, type SentLog } from "./sent_log.ts";
import type { Config } from "./config.ts";

/** One connection. Immutable. */
export interface Session {
  /** The assignment's state that it is in. */
  readonly stage: Stage;
  /** The bytes that have come and mean nothing yet. */
  readonly framing: Framing;
  /** The request on the wire; `null`: none. */
  readonly pending: Pending | null;
  /** The things that go out. */
  readonly sender: Sender;
  /** The messages that were said. */
  readonly sent: SentLog;
  /** The people in the room. */
  readonly presence: Presence;
  /** The time to call the roll, in milliseconds; `null` for never. */
  readonly rollAt: number | null;
  /** The end of the wait for a room's greeting, or for more of it. */
  readonly greetingBy: number;
  /** The time when the server was last heard, in milliseconds. */
  readonly heardAt: number;
  /** Whether something was said into a long silence, and needs a receipt. */
  readonly needsReceipt: boolean;
  /** The number of notices still to be shown; `Infinity` unless leaving. */
  readonly noticesLeft: number;
}

/** A request that waits for its answer. Times are in milliseconds. */
export interface Pending {
  /** The request. */
  readonly request: Request;
  /** The answer as far as it has come. */
  readonly reader: Reader;
  /** The time when the answer is overdue; `null`: it is, but still awaited. */
  readonly answerBy: number | null;
  /** The time to tell the user to wait; `null`: they know, or need not. */
  readonly slowAt: number | null;
  /** Whether the user was told to wait. */
  readonly isSlow: boolean;
  /** The time when the answer is complete if no more comes; `null`: not yet. */
  readonly quietAt: number | null;
  /** Whether the server has said nothing since it was asked. */
  readonly isSilent: boolean;
}

/** Something that happened on the connection. */
export type Outcome =
  | { readonly type: "news"; readonly news: News }
  /** A `/join` or a `/nick` was granted; the stage is the new one. */
  | { readonly type: "granted"; readonly stage: Stage }
  | {
    readonly type: "refused";
    readonly request: NamedRequest;
    readonly reason: Refusal;
  }
  /** A `/list` or a `/who` was answered. */
  | { readonly type: "answered" }
  /** The answer takes long. */
  | { readonly type: "slow"; readonly request: Request }
  | {
    readonly type: "unanswered";
    readonly request: Request;
    readonly isSilent: boolean;
  }
  /** The server accepts no data. */
  | { readonly type: "stuck" };

/** The facts that a session needs for one event, and the outcomes so far. */
export interface SessionTurn {
  /** The options. */
  readonly config: Config;
  /** The time, in milliseconds. */
  readonly now: number;
  /** The outcomes, in order. Functions of the session add theirs. */
  readonly outcomes: Outcome[];
}

/** A connection that was just made. */
export const NEW_SESSION: Session = {
  stage: LOBBY,
  framing: UNFRAMED,
  pending: null,
  sender: IDLE,
  sent: NOTHING_SENT,
  presence: NOBODY_KNOWN,
  rollAt: null,
  greetingBy: -Infinity,
  heardAt: -Infinity,
  needsReceipt: false,
  noticesLeft: Infinity,
};

/** Adds news to the outcomes. */
export function show(
  { outcomes }: Pick<SessionTurn, "outcomes">,
  news: News,
): void {
  outcomes.push({ type: "news", news });
}

/**
 * Writes what is next, if that may be now.
 *
 * @param session The connection.
 * @param turn The time, and the options.
 * @param limitMs The most milliseconds that the write may take.
 * @returns The connection, and the effect; `null` when nothing is written.
 */
export function write(
  session: Session,
  { config, now }: Pick<SessionTurn, "config" | "now">,
  limitMs: number = config.timeout * 1000,
): [Session, Effect | null] {
  if (readyToSend(session, config) > now) return [session, null];
  const [sender, outgoing] = beginWrite(
    session.sender,
    session.presence,
    now,
    limitMs,
  );
  if (outgoing === null) return [session, null];
  const text = textFor(session, outgoing);
  const effect: Effect = { type: "send", text: text + config.eol };
  const writing = { ...session, sender };
  switch (outgoing.type) {
    case "logout":
      return [writing, effect];
    case "message": {
      const sent = { text, line: outgoing.line, at: now };
      const log = addSent(session.sent, sent, config.hidesEcho);
      return [{ ...writing, sent: log }, effect];
    }
    case "request":
      return [{
        ...writing,
        pending: pendingFor(outgoing.request, config, now),
      }, effect];
  }
}

/**
 * Returns the text to send, without the white space at its end, which the
 * class's server removes: read by itself, it would be a logout.
 */
function textFor({ presence }: Session, outgoing: Outgoing): string {
  const text = textOf(outgoing);
  return presence.isKnown && !isBlank(text) ? trimEnd(text) : text;
}

function pendingFor(
  request: Request,
  config: Config,
  now: number,
): Pending {
  const { slowMs } = policyOf(config);
  return {
    request,
    reader: readerFor(request),
    answerBy: now + config.timeout * 1000,
    slowAt: slowMs === null || isBackground(request) ? null : now + slowMs,
    isSlow: false,
    quietAt: null,
    isSilent: true,
  };
}

/**
 * Ends the write under way.
 *
 * @param session The connection.
 * @param turn The time, and the options.
 * @returns The connection, which can write again when the pace allows it.
 */
export function written(
  session: Session,
  { now }: Pick<SessionTurn, "now">,
): Session {
  return {
    ...session,
    sender: endWrite(session.sender, now),
  };
}

/** Forgets that the server was heard: it may be gone since. */
export function forgetHeard(session: Session): Session {
  return { ...session, heardAt: -Infinity };
}

/**
 * Returns the time from which the next thing may be sent. Behind a nickname's
 * `0`, the class's server sends a greeting and the number of people, which may
 * come in reads of their own. Until they have come, or could have, it is not
 * known how long the server takes to read what was written.
 */
export function readyToSend(
  { sender, presence, greetingBy }: Session,
  config: Config,
): number {
  const ready = readyAt(sender, config);
  const isAwaited = config.pace === null && presence.people === null &&
    sender.roundMs !== null;
  return isAwaited ? Math.max(ready, greetingBy) : ready;
}

/** The milliseconds in which a greeting may follow a nickname's `0`. */
const GREETING_MS = 400;

/** Returns the time until which more of the greeting may come. */
export function greetingDeadline({ framing }: Session, now: number): number {
  // The class's server ends nothing that it sends.
  return framing.mode === "delimited" ? -Infinity : now + GREETING_MS;
}

/**
 * Returns the earliest time that the session waits for.
 *
 * @param session The connection.
 * @param turn The time, and the options.
 * @returns The time; `Infinity` for never.
 */
export function deadline(
  session: Session,
  { config, now }: Pick<SessionTurn, "config" | "now">,
): number {
  const { pending, sender, rollAt } = session;
  const ready = readyToSend(session, config);
  const all = [
    flushDeadline(session),
    pending?.quietAt,
    pending?.slowAt,
    pending?.answerBy,
    sender.writing?.writeBy,
    ready > now ? ready : null,
    rollAt !== null && rollAt > now ? rollAt : null,
  ];
  return all.reduce<number>(
    (least, at) => Math.min(least, at ?? least),
    Infinity,
  );
}

/**
 * Returns the time when bytes are given out although they may be incomplete;
 * `null` for never. The beginning of a name waits as long as the answer may
 * take.
 */
export function flushDeadline({ framing, pending }: Session): number | null {
  const isName = pending !== null && pending.reader.type !== "status" &&
    framing.mode === "delimited";
  return isName ? null : framing.flushAt;
}
