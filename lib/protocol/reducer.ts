/**
 * The conversation: (state, event, now) → [state, effects].
 *
 * A sans-I/O state machine: it never waits, never throws, and knows neither
 * sockets nor clocks. Time comes in with each event, and waiting goes out as a
 * `wake` effect. It joins small machines, each a value with its own rules in a
 * file of its own:
 *
 * - a *phase* (state.ts): whether there is a connection, and what it is for;
 * - a *session* (session.ts): one connection. It is dropped when that is lost.
 *   Its *stage* is one of the assignment's three states, and leads on like this:
 *
 *       lobby ── /join, "0" ──► naming ── /nick, "0" ──► room
 *
 * - a *target* (reconnect.ts): where the user wants to be, kept until we are
 *   there: for options, after a loss, and to change the room or the nickname.
 *
 *                 ┌────────────── a loss, if it may ──── offline ◄─┐
 *                 ▼                                          ▲     │
 *     ──► connecting ── connected ──► online ── a loss ──────┘     │
 *          ▲   └──────────── unreachable, again ───────────────────┘
 *          │                            │ /logout, the end of input, a signal
 *          └── another room ── leaving ◄┘
 *                                 │ the server closes, or does not in time
 *                                 ▼
 *                             discarding ── the input ends or is silent ──► ended
 *
 * The table `COMMANDS` (commands.ts) says who may say what when, and
 * carry_out.ts does it. policy.ts has every difference between a person and a
 * script, and `paceAfter` (sender.ts) the wait between two messages. lose.ts
 * goes on after a loss; leave.ts and discard.ts lead to the end.
 *
 * The types keep impossible states from being written down. After every event,
 * the conversation is over, or something is under way, or a deadline is set, or
 * a line is wanted: this is tested.
 *
 * @module
 */
import type { Config } from "./config.ts";
import { expireAll, nextDeadline } from "./deadlines.ts";
import type { Effect, Event } from "./events.ts";
import { finishReading } from "./expire.ts";
import { takeEof, takeFailedInput, takeLine } from "./input.ts";
import {
  advanceLeaving,
  closedWhileLeaving,
  leaveOnSignal,
  quit,
} from "./leave.ts";
import { cannotConnect, dropWaiting, lose } from "./lose.ts";
import { advance } from "./online.ts";
import { onSession } from "./outcomes.ts";
import { outputClosed, policyOf } from "./policy.ts";
import { receive } from "./receive.ts";
import { isIdle } from "./sender.ts";
import { forgetHeard, NEW_SESSION, written } from "./session.ts";
import { common, initialState, show, type State, type Turn } from "./state.ts";

/**
 * Begins a conversation.
 *
 * @param config The options.
 * @returns The state, and the first effects.
 *
 * @example
 * ```ts
 * import { begin, reduce } from "./reducer.ts";
 * import { DEFAULTS } from "./config.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [connecting, effects] = begin({ ...DEFAULTS, room: "games" });
 * assertEquals(effects, [{ type: "connect" }]);
 * const [state, todo] = reduce(connecting, { type: "connected" }, 0);
 * assertEquals(state.phase, "online");
 * assertEquals(todo[1], { type: "send", text: "/join games" });
 * ```
 */
export function begin(config: Config): [State, Effect[]] {
  return [initialState(config), [{ type: "connect" }]];
}

/**
 * Takes one event.
 *
 * @param state The conversation so far.
 * @param event The event.
 * @param now Its time, in milliseconds of a clock that never goes back.
 * @returns The conversation after it, and the things to do, in this order.
 *
 * @example
 * ```ts
 * import { begin, reduce } from "./reducer.ts";
 * import { DEFAULTS } from "./config.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [state] = begin({ ...DEFAULTS, script: false });
 * const [ended, effects] = reduce(state, { type: "signal", number: 2 }, 0);
 * assertEquals(ended.phase, "ended");
 * assertEquals(effects.at(-1), { type: "exit", code: 130 });
 * ```
 */
export function reduce(
  state: State,
  event: Event,
  now: number,
): [State, Effect[]] {
  if (state.phase === "ended") return [state, []];
  const turn: Turn = { now, effects: [] };
  const settled = settle(take(state, event, turn), turn);
  const wakeAt = nextDeadline(settled, now);
  if (wakeAt === state.wakeAt) return [settled, turn.effects];
  turn.effects.push({ type: "wake", at: wakeAt });
  return [{ ...settled, wakeAt }, turn.effects];
}

/**
 * Returns whether to read another line of input. A person may always type
 * ahead; a script is read line by line, as each is carried out.
 *
 * @param state The conversation so far.
 * @returns Whether a `line` or `eof` event is welcome.
 *
 * @example
 * ```ts
 * import { begin, wantsLine } from "./reducer.ts";
 * import { DEFAULTS } from "./config.ts";
 * import { assert } from "@std/assert";
 *
 * assert(!wantsLine(begin(DEFAULTS)[0]));
 * assert(wantsLine(begin({ ...DEFAULTS, script: false })[0]));
 * ```
 */
export function wantsLine(state: State): boolean {
  const { input, config } = state;
  if (input.eof || state.phase === "ended") return false;
  if (state.phase === "discarding") return true;
  if (state.phase === "leaving" && state.next.type === "exit") return false;
  return policyOf(config).readsAhead || isWaiting(state);
}

/** Returns whether nothing but the user's next line is waited for. */
function isWaiting({ input, ...state }: State): boolean {
  if (state.phase !== "online" || input.lines.size > 0) return false;
  const { sender, pending } = state.session;
  return isIdle(sender) && pending === null && state.target === null &&
    input.lingerUntil === null;
}

function take(state: State, event: Event, turn: Turn): State {
  switch (event.type) {
    case "connected":
      return connected(state, turn);
    case "unreachable":
      if (state.phase !== "connecting") return state;
      return cannotConnect(state, event.detail, turn);
    case "bytes":
      return onSession(
        state,
        turn,
        (session, sessionTurn) => receive(session, event.bytes, sessionTurn),
      );
    case "lost":
      return lost(onSession(state, turn, finishReading), event.detail, turn);
    case "sent":
      return onSession(state, turn, written);
    case "line":
      return takeLine(state, event.line, turn);
    case "eof":
      return takeEof(state, turn);
    case "input failed":
      return takeFailedInput(state, event.detail, turn);
    case "cancel":
      return dropWaiting(state, turn);
    case "tick":
      return state;
    case "resumed":
      return onSession(state, turn, forgetHeard);
    case "signal":
      return leaveOnSignal(state, event.number, turn);
    case "output closed":
      return loseOutput(state, event.detail, turn);
  }
}

function loseOutput(state: State, detail: string | null, turn: Turn): State {
  if (detail !== null) {
    show(turn, { type: "failure", failure: { reason: "output", detail } });
  }
  const exit = outputClosed(detail !== null);
  return quit(state, exit, turn);
}

function lost(state: State, detail: string | null, turn: Turn): State {
  switch (state.phase) {
    case "online":
      return lose(state, detail, turn);
    case "leaving":
      return closedWhileLeaving(state, detail, turn);
    default:
      return state;
  }
}

function connected(state: State, turn: Turn): State {
  if (state.phase !== "connecting") return state;
  const { target, attempt } = state;
  if (target.cause !== "move") {
    const isAutomatic = target.room === null
      ? {}
      : { isAutomatic: true as const };
    show(turn, { type: "connected", ...isAutomatic });
  }
  return {
    ...common(state),
    phase: "online",
    session: NEW_SESSION,
    target,
    nick: null,
    refused: null,
    attempt,
  };
}

/** Does what can be done and what is due, until there is neither. */
function settle(state: State, turn: Turn): State {
  let now = state;
  for (;;) {
    now = advance(now, turn);
    if (now.phase === "leaving") now = advanceLeaving(now, turn);
    const later = expireAll(now, turn);
    if (later === now) return now;
    now = later;
  }
}
