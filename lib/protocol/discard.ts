/**
 * The end of a conversation: the connection is closed for good, and the rest of
 * a script is read to be reported as not sent.
 *
 * @module
 */
import type { Line, News } from "./events.ts";
import type { Exit } from "./policy.ts";
import { EMPTY, pushWithin, toArray } from "./queue.ts";
import {
  isWorthReporting,
  report,
  unsentLines,
  waitingLines,
} from "./report.ts";
import { MAX_REPORTED } from "./sent_log.ts";
import {
  common,
  type Discarding,
  type In,
  show,
  type State,
  type Turn,
} from "./state.ts";

/** The most milliseconds that discarded input may be silent, or go on. */
const DISCARD_IDLE_MS = 35;
const DISCARD_MS = 10_000;
/** The same for a script that a signal ends. */
const SIGNALLED_MS = 1000;

/**
 * Closes the connection for good, and reports what was not sent.
 *
 * @param state The state.
 * @param exit The way the run ends.
 * @param turn The time, and the effects so far.
 * @returns The state: ended, or reading the rest of a script.
 */
export function conclude(state: State, exit: Exit, turn: Turn): State {
  turn.effects.push({ type: "close" });
  const wasConnected = state.phase === "online" || state.phase === "leaving";
  const { input, config } = state;
  const leaving = state.phase === "leaving"
    ? unsentLines(state.session.sender)
    : [];
  const unsent = [...leaving, ...waitingLines(state)];
  const discarding: In<Discarding> = unsent.reduce(discard, {
    ...common(state),
    input: { ...input, lines: EMPTY },
    phase: "discarding",
    exit,
    wasConnected,
    unsent: EMPTY,
    omitted: 0,
    idleAt: turn.now + DISCARD_IDLE_MS,
    until: turn.now +
      (exit.reason === "signal" ? SIGNALLED_MS : DISCARD_MS),
  });
  const hasRest = exit.reportsRest && config.script && !input.eof;
  return hasRest ? discarding : endWith(discarding, turn);
}

/** Adds a line to those that were not sent. */
function discard(state: In<Discarding>, line: Line): In<Discarding> {
  if (!isWorthReporting(line)) return state;
  const { queue, dropped } = pushWithin(state.unsent, line, MAX_REPORTED);
  return { ...state, unsent: queue, omitted: state.omitted + dropped };
}

/** Takes a line that comes too late to be sent. */
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
  const { exit, wasConnected, isInDoubt } = state;
  if (wasConnected) show(turn, { type: "closed", reason: exit.reason });
  const code = exit.code === 0 && isInDoubt ? 1 : exit.code;
  turn.effects.push({ type: "exit", code });
  return { ...common(state), phase: "ended" };
}
