/**
 * Leaving: `/logout` goes out last and alone, the write side closes, and what
 * still comes is read until the server closes too. Closing with unread data
 * would reset the connection, and could destroy the `/logout`.
 *
 * @module
 */
import { conclude, endWith } from "./discard.ts";
import { type Exit, LOST, policyOf, signalled, TIMED_OUT } from "./policy.ts";
import { EMPTY, pushAll, toArray } from "./queue.ts";
import type { Target } from "./reconnect.ts";
import { report, reportUnconfirmed, takeUnsent } from "./report.ts";
import {
  enqueue,
  hurry,
  isIdle,
  paceAfter,
  roundMs,
  textOfRequest,
} from "./sender.ts";
import { confirmAll } from "./sent_log.ts";
import { readyToSend, type Session, write } from "./session.ts";
import {
  common,
  type In,
  type Leaving,
  type Next,
  type Online,
  show,
  type State,
  type Turn,
} from "./state.ts";

/** The most milliseconds that leaving may take, beside a round of the room. */
const CLOSE_MS = 1000;
/** The most milliseconds that a signal waits to say `/logout`. */
const SIGNAL_MS = 100;
/** The signal that the terminal is gone (POSIX). */
const SIGHUP = 1;
/** The most notices that are shown while leaving. */
const MAX_NOTICES = 3;

/**
 * Leaves the server: says `/logout` after what is still to be written.
 *
 * @param state The state; if it is leaving already, only what is next changes.
 * @param next The end, or the next connection.
 * @param turn The time, and the effects so far.
 * @returns The state.
 */
export function leave(state: State, next: Next, turn: Turn): State {
  switch (state.phase) {
    case "online": {
      const { session } = state;
      if (next.type === "exit") tellOfWait(state, turn);
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
 * Leaves the server to end the run.
 *
 * @param state The state.
 * @param exit The way the run ends.
 * @param turn The time, and the effects so far.
 * @returns The state.
 */
export function quit(state: State, exit: Exit, turn: Turn): State {
  return leave(state, { type: "exit", exit }, turn);
}

/** Tells a person when leaving may take long, as a round of the room may. */
function tellOfWait({ session, config }: In<Online>, turn: Turn): void {
  const pace = Math.max(0, readyToSend(session, config) - turn.now);
  const ms = pace + roundMs(session.presence, turn.now);
  if (ms < CLOSE_MS || !policyOf(config).showsInput) return;
  show(turn, { type: "leaving", seconds: Math.ceil((ms + CLOSE_MS) / 1000) });
}

/**
 * Leaves on a signal, without a long wait: where a `/logout` would run together
 * with what was just said, only the write side is closed. A second signal ends
 * everything at once, unless it only says that the terminal is gone.
 *
 * @param state The state.
 * @param number The number of the signal.
 * @param turn The time, and the effects so far.
 * @returns The state.
 */
export function leaveOnSignal(
  state: State,
  number: number,
  turn: Turn,
): State {
  const exit = signalled(number);
  if (state.phase === "leaving") {
    // A closed window is reported in several ways, none of which is urgent.
    if (number === SIGHUP) return { ...state, next: { type: "exit", exit } };
    reportUnconfirmed(state.session.sent, turn);
    return conclude(state, { ...exit, reportsRest: false }, turn);
  }
  if (state.phase === "discarding") return endWith({ ...state, exit }, turn);
  if (state.phase !== "online") return quit(state, exit, turn);
  const [session, lines] = takeUnsent(state.session);
  report(lines, 0, "unsent", turn);
  const { sender, presence } = session;
  const pace = sender.writing === null
    ? readyToSend(session, state.config) - turn.now
    : paceAfter(roundMs(presence), state.config);
  const last = pace > SIGNAL_MS ? sender : enqueue(sender, { type: "logout" });
  const next: Next = { type: "exit", exit };
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
  const lines = pushAll(state.input.lines, queued);
  return {
    ...common(state),
    input: { ...state.input, lines, lingerUntil: null },
    phase: "leaving",
    session: {
      ...session,
      // Its answer is still read, but not waited for.
      pending: pending && { ...pending, answerBy: null, slowAt: null },
      sender: hurry(sender, turn.now + CLOSE_MS),
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
  if (!isIdle(session.sender) || state.closeBy !== null) {
    return { ...state, session };
  }
  turn.effects.push({ type: "close write" });
  const closeBy = now + CLOSE_MS + roundMs(session.presence);
  return { ...state, session, closeBy };
}

/**
 * Goes on after the connection has ended while leaving. If it ended in answer
 * to our `/logout`, everything has arrived.
 *
 * @param state The state.
 * @param detail The reason why it broke; `null` when the peer closed it.
 * @param turn The time, and the effects so far.
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
  const outgoing = session.sender.writing?.outgoing;
  const isAsking = outgoing?.type === "request";
  const hasDoubt = reportUnconfirmed(session.sent, turn) || isAsking;
  if (isAsking) {
    show(turn, { type: "unconfirmed", text: textOfRequest(outgoing.request) });
  }
  const isInDoubt = state.isInDoubt || hasDoubt;
  if (next.type === "connect") {
    return reconnectTo({ ...state, isInDoubt }, next.target, turn);
  }
  const isBad = (hasDoubt || isLoss) && next.exit.code === 0;
  const exit = isBad ? failed : next.exit;
  return conclude({ ...state, isInDoubt }, exit, turn);
}

/** Makes another connection, on the way to a target. */
function reconnectTo(state: In<Leaving>, target: Target, turn: Turn): State {
  turn.effects.push({ type: "close" }, { type: "connect" });
  const queued = pushAll(target.queued, toArray(state.input.lines));
  return {
    ...common(state),
    input: { ...state.input, lines: EMPTY },
    phase: "connecting",
    target: { ...target, queued },
    attempt: 0,
  };
}
