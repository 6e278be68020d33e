/**
 * The conversation: (state, event, now) → [state, effects].
 *
 * A sans-I/O state machine: it never waits, never throws, and knows neither
 * sockets nor clocks. Time comes in with each event, and waiting goes out as a
 * `wake` effect. It joins small machines, each a value with its own rules in a
 * file of its own:
 *
 * - a *phase* (state.ts): is there a connection, and what is it for;
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
 * Who may say what when is in the table `COMMANDS` (commands.ts). What is
 * different for a script is in policy.ts. How long to wait between two messages
 * is `paceAfter` (sender.ts). What happens after a loss is in lose.ts.
 *
 * Two properties hold after every event, and are tested: nothing impossible can
 * be written down, and the conversation is over, or something is under way, or
 * a deadline is set, or a line is wanted.
 *
 * @module
 */
import type { Stage } from "./commands.ts";
import type { Config } from "./config.ts";
import type { Effect, Event, Line } from "./events.ts";
import { end, expire } from "./expire.ts";
import {
  advanceLeaving,
  closedWhileLeaving,
  closeTimedOut,
  discardLine,
  endWith,
  leave,
  leaveOnSignal,
} from "./leave.ts";
import { cannotConnect, dropWaiting, lose, retry } from "./lose.ts";
import { advance, commandOf, conclude, lingered, parseLine } from "./online.ts";
import { LOGGED_OUT, outputClosed, policyOf } from "./policy.ts";
import { push } from "./queue.ts";
import { receive } from "./receive.ts";
import { nextStep } from "./reconnect.ts";
import {
  deadline,
  NEW_SESSION,
  type Outcome,
  readyToSend,
  type Session,
  written,
} from "./session.ts";
import {
  common,
  type In,
  initialState,
  type Online,
  placeOf,
  show,
  type State,
  type Turn,
} from "./state.ts";

/** A wait that is noticed, so a line that waits longer is shown as waiting. */
const NOTICED_MS = 250;

/**
 * Begins a conversation.
 *
 * @param config What the user asked for.
 * @returns The state, and the effects to begin with.
 *
 * @example
 * ```ts
 * import { begin, reduce } from "./reducer.ts";
 * import { DEFAULTS } from "./config.ts";
 * import { placeOf } from "./state.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [connecting, effects] = begin({ ...DEFAULTS, room: "games" });
 * assertEquals(effects, [{ type: "connect" }]);
 * const [state, todo] = reduce(connecting, { type: "connected" }, 0);
 * assertEquals(placeOf(state).at, "lobby");
 * assertEquals(todo[1], { type: "send", text: "/join games" });
 * ```
 */
export function begin(config: Config): [State, Effect[]] {
  return [initialState(config), [{ type: "connect" }]];
}

/**
 * Takes one event.
 *
 * @param state Where the conversation stands.
 * @param event What happened.
 * @param now When, in milliseconds of a clock that never goes back.
 * @returns Where it stands now, and what to do, in this order.
 *
 * @example
 * ```ts
 * import { begin, reduce } from "./reducer.ts";
 * import { DEFAULTS } from "./config.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [state] = begin(DEFAULTS);
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
 * @param state Where the conversation stands.
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
  return policyOf(config).readsAhead || isIdle(state);
}

/** Whether a script has nothing to do and nothing to wait for. */
function isIdle({ input, ...state }: State): boolean {
  if (state.phase !== "online" || input.lines.size > 0) return false;
  const { sender, pending } = state.session;
  return sender.writing === null && sender.queue.size === 0 &&
    pending === null && state.target === null && input.lingerUntil === null;
}

// ------------------------------------------------------------------- events

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
      return lost(onSession(state, turn, end), event.detail, turn);
    case "sent":
      return onSession(state, turn, written);
    case "line":
      return takeLine(state, event.line, turn);
    case "eof":
      return takeEof(state, turn);
    case "cancel":
      return dropWaiting(state, turn);
    case "tick":
      return state;
    case "signal":
      return leaveOnSignal(state, event.number, turn);
    case "output closed": {
      const { detail } = event;
      if (detail !== null) {
        show(turn, { type: "failure", failure: { reason: "output", detail } });
      }
      const exit = outputClosed(detail !== null);
      return leave(state, { type: "exit", exit }, turn);
    }
  }
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

/** Lets the session do something, and draws the consequences. */
function onSession(
  state: State,
  turn: Turn,
  action: (
    session: Session,
    turn: { config: Config; now: number; outcomes: Outcome[] },
  ) => Session,
): State {
  if (state.phase !== "online" && state.phase !== "leaving") return state;
  const outcomes: Outcome[] = [];
  const { config } = state;
  const session = action(state.session, { config, now: turn.now, outcomes });
  if (session === state.session && outcomes.length === 0) return state;
  return conclude({ ...state, session }, outcomes, turn);
}

function takeEof(state: State, turn: Turn): State {
  const ended: State = { ...state, input: { ...state.input, eof: true } };
  if (ended.phase === "discarding") return endWith(ended, turn);
  if (!policyOf(state.config).readsAhead || !canLeave(ended)) return ended;
  return leave(ended, { type: "exit", exit: LOGGED_OUT }, turn);
}

function takeLine(state: State, line: Line, turn: Turn): State {
  switch (state.phase) {
    case "discarding":
      return discardLine(state, line, turn);
    case "online":
      return takeLineOnline(state, line, turn);
    case "connecting":
    case "offline":
      return takeLineOffline(state, line, turn);
    default:
      return withLine(state, line);
  }
}

function takeLineOnline(state: In<Online>, line: Line, turn: Turn): State {
  if (!policyOf(state.config).readsAhead) return withLine(state, line);
  const { type } = commandOf(state, line);
  const { target, session } = state;
  // What a person asks for may come before what waits.
  if (type === "help") {
    show(turn, { type: "command", place: session.stage, text: line.text });
    show(turn, { type: "help", place: session.stage });
    return state;
  }
  if (type === "logout" && canLeave(state)) {
    show(turn, { type: "command", place: session.stage, text: line.text });
    return leave(state, { type: "exit", exit: LOGGED_OUT }, turn);
  }
  const step = target && nextStep(target, session.stage, turn.now);
  const isForNow = step === null || step === "ask the user" ||
    step === "arrived" ||
    (step === "wait" && /^\s*\//.test(line.text));
  if (!isForNow) return queued(state, line, turn);
  if (isWaitNoticed(state, turn.now) && type !== "nothing") {
    show(turn, { type: "queued", text: line.text });
  }
  return withLine(state, line);
}

function takeLineOffline(state: State, line: Line, turn: Turn): State {
  const stage: Stage = { at: "lobby", asksForRoom: false };
  const { type } = parseLine(line, stage, state.config);
  switch (type) {
    case "nothing":
      return retry(state, turn);
    case "help":
      show(turn, { type: "help", place: placeOf(state) });
      return state;
    case "logout":
      return leave(state, { type: "exit", exit: LOGGED_OUT }, turn);
    default:
      return queued(state, line, turn);
  }
}

function withLine(state: State, line: Line): State {
  const lines = push(state.input.lines, line);
  return { ...state, input: { ...state.input, lines } };
}

/** Keeps a line until we are where the user wants to be. */
function queued(state: State, line: Line, turn: Turn): State {
  const isOnWay = state.phase === "connecting" || state.phase === "offline" ||
    state.phase === "online";
  if (!isOnWay || state.target === null) return withLine(state, line);
  if (line.text.trim() === "") return state;
  show(turn, { type: "queued", text: line.text });
  const { target } = state;
  return { ...state, target: { ...target, queued: push(target.queued, line) } };
}

/** Whether a line typed now would wait long enough to be missed. */
function isWaitNoticed(state: In<Online>, now: number): boolean {
  const { session, config } = state;
  const { pending } = session;
  return (pending !== null && (pending.isSlow || pending.answerBy === null)) ||
    readyToSend(session, config) - now > NOTICED_MS;
}

/** Whether a person who wants to leave need not wait for what is under way. */
function canLeave(state: State): boolean {
  if (state.phase !== "online") return true;
  const { session, input, target } = state;
  const { pending, sender } = session;
  const isOverdue = pending !== null && pending.answerBy === null;
  const waits = input.lines.size > 0 || sender.queue.size > 0;
  return !waits || target !== null || isOverdue;
}

// --------------------------------------------------------------------- time

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

function expireAll(state: State, turn: Turn): State {
  const { now } = turn;
  switch (state.phase) {
    case "online": {
      const expired = onSession(state, turn, expire);
      const { lingerUntil } = state.input;
      const hasLingered = lingerUntil !== null && lingerUntil <= now;
      return expired === state && hasLingered ? lingered(state, turn) : expired;
    }
    case "leaving": {
      const { closeBy, session } = state;
      const isStuck = isDue(session.sender.writeBy, now);
      if (isStuck || isDue(closeBy, now)) return closeTimedOut(state, turn);
      return onSession(state, turn, expire);
    }
    case "offline":
      return isDue(state.retryAt, now) ? retry(state, turn) : state;
    case "discarding":
      return isDue(Math.min(state.idleAt, state.until), now)
        ? endWith(state, turn)
        : state;
    case "connecting":
    case "ended":
      return state;
  }
}

function isDue(at: number | null, now: number): boolean {
  return at !== null && at <= now;
}

function nextDeadline(state: State, now: number): number | null {
  const at = deadlineOf(state, now);
  return at === Infinity ? null : at;
}

function deadlineOf(state: State, now: number): number {
  const { config } = state;
  switch (state.phase) {
    case "online": {
      const retryAt = state.target?.staleNick?.retryAt ?? Infinity;
      return Math.min(
        deadline(state.session, { config, now }),
        state.input.lingerUntil ?? Infinity,
        // One that is past is only waiting for its turn.
        retryAt > now ? retryAt : Infinity,
      );
    }
    case "leaving":
      return Math.min(
        deadline(state.session, { config, now }),
        state.closeBy ?? Infinity,
      );
    case "offline":
      return state.retryAt;
    case "discarding":
      return Math.min(state.idleAt, state.until);
    case "connecting":
    case "ended":
      return Infinity;
  }
}
