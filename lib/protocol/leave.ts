/**
 * Leaving: `/logout` goes out last and alone, the write side closes, and what
 * still comes is read until the server closes too. Closing with unread data
 * would reset the connection, and could destroy the `/logout`.
 *
 * @module
 */
import { parse } from "./commands.ts";
import type { Line, News } from "./events.ts";
import { isBlank } from "./limits.ts";
import { type Exit, LOST, signalled, TIMED_OUT } from "./policy.ts";
import { EMPTY, push, type Queue, shift, toArray } from "./queue.ts";
import type { Target } from "./reconnect.ts";
import {
  enqueue,
  paceAfter,
  roundMs,
  type Sender,
  textOfRequest,
} from "./sender.ts";
import {
  confirmAll,
  forget,
  type SentLog,
  unconfirmedLines,
} from "./sent_log.ts";
import { readyToSend, type Session, write } from "./session.ts";
import {
  common,
  type Discarding,
  type In,
  type Leaving,
  type Next,
  type Online,
  show,
  type State,
  type Turn,
} from "./state.ts";

/** How long leaving may take, beside a round of the room. */
const CLOSE_MS = 1000;
/** A signal waits no longer than this to say `/logout`. */
const SIGNAL_MS = 100;
/** How long a script without a connection may be silent, or go on at all. */
const DISCARD_IDLE_MS = 40;
const DISCARD_MS = 10_000;
/** The most lines that are reported. */
const MAX_REPORTED = 1000;
/** How many things the server says outside the protocol are shown meanwhile. */
const MAX_NOTICES = 3;

/**
 * Leaves the server: says `/logout` after what is still to be written.
 *
 * @param state The state; one that leaves already only changes its purpose.
 * @param next What comes then.
 * @param turn The time, and where effects go.
 * @returns The state.
 */
export function leave(state: State, next: Next, turn: Turn): State {
  switch (state.phase) {
    case "online": {
      const { session } = state;
      const sender = enqueue(session.sender, { type: "logout" });
      return startLeaving(state, { ...session, sender }, next, turn);
    }
    case "leaving":
      return state.next.type === "exit" ? state : { ...state, next };
    case "connecting":
    case "offline":
      return next.type === "exit" ? conclude(state, next.exit, turn) : state;
    case "discarding":
    case "ended":
      return state;
  }
}

/**
 * Leaves on a signal, which does not wait: where a `/logout` would run together
 * with what was just said, closing the write side must do. A second signal
 * waits for nothing at all.
 *
 * @param state The state.
 * @param number The signal.
 * @param turn The time, and where effects go.
 * @returns The state.
 */
export function leaveOnSignal(
  state: State,
  number: number,
  turn: Turn,
): State {
  const exit = signalled(number);
  if (state.phase === "leaving") {
    reportUnconfirmed(state.session.sent, turn);
    return conclude(state, exit, turn);
  }
  if (state.phase === "discarding") return endWith({ ...state, exit }, turn);
  const next: Next = { type: "exit", exit };
  if (state.phase !== "online") return leave(state, next, turn);
  const [session, lines] = takeUnsent(state.session);
  report(lines, 0, "unsent", turn);
  const { sender, presence } = session;
  const pace = sender.writing === null
    ? readyToSend(session, state.config) - turn.now
    : paceAfter(sender.writing, presence, state.config);
  const last = pace > SIGNAL_MS ? sender : enqueue(sender, { type: "logout" });
  return startLeaving(state, { ...session, sender: last }, next, turn);
}

function startLeaving(
  state: In<Online>,
  session: Session,
  next: Next,
  turn: Turn,
): In<Leaving> {
  const { sender, pending } = session;
  const queued = state.target === null ? [] : toArray(state.target.queued);
  const lines = queued.reduce<Queue<Line>>(push, state.input.lines);
  return {
    ...common(state),
    input: { ...state.input, lines, lingerUntil: null },
    phase: "leaving",
    session: {
      ...session,
      // Its answer is still read, but not waited for.
      pending: pending && { ...pending, answerBy: null, slowAt: null },
      sender: {
        ...sender,
        writeBy: sender.writeBy &&
          Math.min(sender.writeBy, turn.now + CLOSE_MS),
      },
      rollAt: null,
      noticesLeft: MAX_NOTICES,
    },
    next,
    closeBy: null,
  };
}

/** Writes what is left, then closes the write side. */
export function advanceLeaving(state: In<Leaving>, turn: Turn): In<Leaving> {
  const { config } = state;
  const { now } = turn;
  const [session, effect] = write(state.session, { config, now }, CLOSE_MS);
  if (effect !== null) turn.effects.push(effect);
  const { writing, queue } = session.sender;
  const isDone = writing === null && queue.size === 0;
  if (!isDone || state.closeBy !== null) return { ...state, session };
  turn.effects.push({ type: "close write" });
  const closeBy = now + CLOSE_MS + roundMs(session.presence);
  return { ...state, session, closeBy };
}

/**
 * Goes on after the connection has ended while we were leaving. That it ended
 * in answer to our `/logout` shows that everything has arrived.
 *
 * @param state The state.
 * @param detail Why it broke, or `null` when the peer closed it.
 * @param turn The time, and where effects go.
 * @returns The state.
 */
export function closedWhileLeaving(
  state: In<Leaving>,
  detail: string | null,
  turn: Turn,
): State {
  const { closeBy, session: { sent } } = state;
  const isAnswer = closeBy !== null && detail === null;
  const session = {
    ...state.session,
    sent: isAnswer ? confirmAll(sent) : sent,
  };
  return concludeLeaving({ ...state, session }, closeBy === null, LOST, turn);
}

/** Goes on although the server has not closed the connection in time. */
export function closeTimedOut(state: In<Leaving>, turn: Turn): State {
  return concludeLeaving(state, false, TIMED_OUT, turn);
}

function concludeLeaving(
  state: In<Leaving>,
  isLoss: boolean,
  failed: Exit,
  turn: Turn,
): State {
  const { session, next } = state;
  const { writing } = session.sender;
  const hasDoubt = reportUnconfirmed(session.sent, turn) ||
    writing?.type === "request";
  if (writing?.type === "request") {
    show(turn, { type: "unconfirmed", text: textOfRequest(writing.request) });
  }
  const isInDoubt = state.isInDoubt || hasDoubt;
  if (next.type === "connect") {
    return reconnectTo({ ...state, isInDoubt }, next.target, turn);
  }
  const isBad = (hasDoubt || isLoss) && next.exit.code === 0;
  const exit = isBad ? failed : next.exit;
  return conclude({ ...state, isInDoubt }, exit, turn);
}

/** Makes another connection, to where the user wants to be. */
function reconnectTo(state: In<Leaving>, target: Target, turn: Turn): State {
  turn.effects.push({ type: "close" }, { type: "connect" });
  const lines = toArray(state.input.lines);
  const queued = lines.reduce<Queue<Line>>(push, target.queued);
  return {
    ...common(state),
    input: { ...state.input, lines: EMPTY },
    phase: "connecting",
    target: { ...target, queued },
    attempt: 0,
  };
}

/**
 * Closes the connection for good, and reports what was not sent.
 *
 * @param state The state.
 * @param exit How the run ends.
 * @param turn The time, and where effects go.
 * @returns The state: ended, or reading the rest of a script.
 */
export function conclude(state: State, exit: Exit, turn: Turn): State {
  turn.effects.push({ type: "close" });
  const isConnected = state.phase === "online" || state.phase === "leaving";
  if (isConnected) show(turn, { type: "closed", reason: exit.reason });
  const { input, config } = state;
  const unsent = [
    ...(isConnected ? unsentLines(state.session.sender) : []),
    ...(state.phase === "connecting" || state.phase === "offline" ||
        state.phase === "online"
      ? toArray(state.target?.queued ?? EMPTY)
      : []),
    ...toArray(input.lines),
  ];
  const discarding: In<Discarding> = unsent.reduce(discard, {
    ...common(state),
    input: { ...input, lines: EMPTY },
    phase: "discarding",
    exit,
    unsent: EMPTY,
    omitted: 0,
    idleAt: turn.now + DISCARD_IDLE_MS,
    until: turn.now + DISCARD_MS,
  });
  const hasRest = exit.reportsRest && config.script && !input.eof;
  return hasRest ? discarding : endWith(discarding, turn);
}

/** Adds a line to those that were not sent. */
function discard(state: In<Discarding>, line: Line): In<Discarding> {
  if (!isWorthReporting(line)) return state;
  const isFull = state.unsent.size >= MAX_REPORTED;
  const unsent = isFull ? shift(state.unsent)[1] : state.unsent;
  return {
    ...state,
    unsent: push(unsent, line),
    omitted: state.omitted + (isFull ? 1 : 0),
  };
}

/** Takes a line that is not sent any more. */
export function discardLine(
  state: In<Discarding>,
  line: Line,
  turn: Turn,
): State {
  const discarded = discard(state, line);
  if (turn.now < state.until) {
    return { ...discarded, idleAt: turn.now + DISCARD_IDLE_MS };
  }
  return endWith(discarded, turn, { type: "input discarded" });
}

/** Reports what was not sent, and ends. */
export function endWith(
  state: In<Discarding>,
  turn: Turn,
  last?: News,
): State {
  report(toArray(state.unsent), state.omitted, "unsent", turn);
  if (last !== undefined) show(turn, last);
  const { exit, isInDoubt } = state;
  const code = exit.code === 0 && isInDoubt ? 1 : exit.code;
  turn.effects.push({ type: "exit", code });
  return { ...common(state), phase: "ended" };
}

/**
 * Reports what may not have arrived.
 *
 * @param sent What was said.
 * @param turn Where effects go.
 * @returns Whether there was anything.
 */
export function reportUnconfirmed(sent: SentLog, turn: Turn): boolean {
  const lines = unconfirmedLines(sent);
  report(lines, sent.omitted, "unconfirmed", turn);
  return lines.length > 0;
}

/** Reports lines, and how many there were before them. */
export function report(
  lines: readonly Line[],
  omitted: number,
  what: "unsent" | "unconfirmed",
  turn: Turn,
): void {
  const worth = lines.filter(isWorthReporting);
  const count = omitted + Math.max(0, worth.length - MAX_REPORTED);
  if (count > 0) show(turn, { type: "omitted", what, count });
  for (const { text } of worth.slice(-MAX_REPORTED)) {
    show(turn, { type: what, text });
  }
}

/** Takes the user's lines away that were not sent, or not in full. */
export function takeUnsent(session: Session): [Session, Line[]] {
  const { sender, sent } = session;
  const lines = unsentLines(sender);
  const emptied = { ...sender, queue: EMPTY };
  return [
    { ...session, sender: emptied, sent: forget(sent, lines) },
    lines,
  ];
}

/** Returns the lines that were not sent, or not in full. */
export function unsentLines({ queue }: Sender): Line[] {
  const lines = toArray(queue).flatMap((outgoing) =>
    outgoing.type === "message" ? [outgoing.line] : []
  );
  return [...new Set(lines)];
}

function isWorthReporting({ text }: Line): boolean {
  const anywhere = { at: "lobby", asksForRoom: false } as const;
  const options = { bareWords: false, limit: Infinity };
  return !isBlank(text) && parse(text, anywhere, options).type !== "logout";
}
