/**
 * One connection: framing, the request that waits for its answer, what goes out,
 * what was said, and who is here. Losing the connection is dropping this value.
 *
 * What happens on it comes out as {@linkcode Outcome}s. What follows from an
 * outcome is for the reducer to say.
 *
 * @module
 */
import type { Stage } from "./commands.ts";
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
  /** Which of the assignment's states it is in. */
  readonly stage: Stage;
  /** What has come and means nothing yet. */
  readonly framing: Framing;
  /** The request on the wire. */
  readonly pending: Pending | null;
  /** What goes out. */
  readonly sender: Sender;
  /** What was said. */
  readonly sent: SentLog;
  /** Who is in the room. */
  readonly presence: Presence;
  /** When to call the roll; `null` for never. */
  readonly rollAt: number | null;
  /** Until when the greeting of a room, or more of it, is waited for. */
  readonly greetingBy: number;
  /** When the server was last heard. */
  readonly heardAt: number;
  /** Whether something was said into a long silence, and needs a receipt. */
  readonly needsReceipt: boolean;
  /** How many more notices are shown; unbounded unless leaving. */
  readonly noticesLeft: number;
}

/** A request that waits for its answer. */
export interface Pending {
  /** What was asked. */
  readonly request: Request;
  /** The answer as far as it has come. */
  readonly reader: Reader;
  /** When it is too late; `null` when it is, and is awaited all the same. */
  readonly answerBy: number | null;
  /** When the user is told to wait; `null` when they were, or need not be. */
  readonly slowAt: number | null;
  /** Whether the user was told to wait. */
  readonly isSlow: boolean;
  /** When an answer that has no mark at its end is complete. */
  readonly quietAt: number | null;
  /** Whether the server said nothing since it was asked. */
  readonly isSilent: boolean;
}

/** What something that happened on the connection means. */
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

/** What the session needs to know, and where its outcomes go. */
export interface SessionTurn {
  /** What the user asked for. */
  readonly config: Config;
  /** The time, in milliseconds. */
  readonly now: number;
  /** What happened, in order. */
  readonly outcomes: Outcome[];
}

/** A connection that was just made. */
export const NEW_SESSION: Session = {
  stage: { at: "lobby", asksForRoom: false },
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

/** Adds news to what a turn led to. */
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
 * @param turn What else is known.
 * @param limitMs How long the write may take, in milliseconds.
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

/** What the class's server removes anyway could arrive as a logout of its own. */
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
 * @param turn What else is known.
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
 * Returns when the next thing may be sent. Behind a nickname's `0`, the class's
 * server sends a greeting and the number of people, which may come in reads of
 * their own. Until they have come, or could have, it is not known how long what
 * was written takes to be read.
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

/** How long after a nickname's `0` the greeting may come, in milliseconds. */
const GREETING_MS = 400;

/** Returns how long to wait for more of the greeting than has come. */
export function greetingDeadline({ framing }: Session, now: number): number {
  // The class's server ends nothing that it sends.
  return framing.mode === "delimited" ? -Infinity : now + GREETING_MS;
}

/**
 * Returns when the session must be looked at again.
 *
 * @param session The connection.
 * @param turn The time, and what the user asked for.
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
 * Returns when what has come is given out although it may not be complete. The
 * beginning of a name waits as long as the answer may take.
 */
export function flushDeadline({ framing, pending }: Session): number | null {
  const isName = pending !== null && pending.reader.type !== "status" &&
    framing.mode === "delimited";
  return isName ? null : framing.flushAt;
}
