/**
 * The user's input as it comes: some lines are carried out at once, the others
 * wait for their turn.
 *
 * @module
 */
import { commandOf, parseLine } from "./carry_out.ts";
import { LOBBY } from "./commands.ts";
import { discardLine, endWith } from "./discard.ts";
import type { Line } from "./events.ts";
import { quit } from "./leave.ts";
import { reconnect } from "./lose.ts";
import { INPUT_FAILED, LOGGED_OUT, policyOf } from "./policy.ts";
import { push } from "./queue.ts";
import { nextStep } from "./reconnect.ts";
import { readyToSend } from "./session.ts";
import {
  type Connecting,
  type In,
  type Offline,
  type Online,
  placeOf,
  show,
  type State,
  type Turn,
} from "./state.ts";

/** The longest wait that nobody notices; a line that waits longer is shown. */
const NOTICED_MS = 250;

/**
 * Takes the end of the input.
 *
 * @param state The state.
 * @param turn The time, and the effects so far.
 * @returns The state, which is leaving if a person ended it.
 */
export function takeEof(state: State, turn: Turn): State {
  const ended: State = { ...state, input: { ...state.input, eof: true } };
  if (ended.phase === "discarding") return endWith(ended, turn);
  if (!policyOf(state.config).readsAhead || !canLeave(ended)) return ended;
  return quit(ended, LOGGED_OUT, turn);
}

/**
 * Takes the failure of an input. What it would have asked for is not known, so
 * the run fails.
 *
 * @param state The state.
 * @param detail The reason why it cannot be read.
 * @param turn The time, and the effects so far.
 * @returns The state, which is leaving.
 */
export function takeFailedInput(
  state: State,
  detail: string,
  turn: Turn,
): State {
  show(turn, { type: "failure", failure: { reason: "input", detail } });
  const ended = { ...state, input: { ...state.input, eof: true } };
  if (ended.phase === "discarding") return endWith(ended, turn);
  return quit(ended, INPUT_FAILED, turn);
}

/**
 * Takes a line.
 *
 * @param state The state.
 * @param line The line.
 * @param turn The time, and the effects so far.
 * @returns The state.
 */
export function takeLine(state: State, line: Line, turn: Turn): State {
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
    return quit(state, LOGGED_OUT, turn);
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

function takeLineOffline(
  state: In<Connecting> | In<Offline>,
  line: Line,
  turn: Turn,
): State {
  const { type } = parseLine(line, LOBBY, state.config);
  switch (type) {
    case "nothing":
      return reconnect(state, turn);
    case "help":
      show(turn, { type: "help", place: placeOf(state) });
      return state;
    case "logout":
      return quit(state, LOGGED_OUT, turn);
    default:
      return queued(state, line, turn);
  }
}

function withLine(state: State, line: Line): State {
  const lines = push(state.input.lines, line);
  return { ...state, input: { ...state.input, lines } };
}

/** Keeps a line until its target is reached. */
function queued(
  state: In<Connecting> | In<Offline> | In<Online>,
  line: Line,
  turn: Turn,
): State {
  if (state.target === null) return withLine(state, line);
  if (line.text.trim() === "") return state;
  show(turn, { type: "queued", text: line.text });
  const { target } = state;
  return { ...state, target: { ...target, queued: push(target.queued, line) } };
}

/** Returns whether a line typed now would wait long enough to be noticed. */
function isWaitNoticed(state: In<Online>, now: number): boolean {
  const { session, config } = state;
  const { pending } = session;
  return (pending !== null && (pending.isSlow || pending.answerBy === null)) ||
    readyToSend(session, config) - now > NOTICED_MS;
}

/** Returns whether a person may leave without waiting for what is under way. */
function canLeave(state: State): boolean {
  if (state.phase !== "online") return true;
  const { session, input, target } = state;
  const { pending, sender } = session;
  const isOverdue = pending !== null && pending.answerBy === null;
  const waits = input.lines.size > 0 || sender.queue.size > 0;
  return !waits || target !== null || isOverdue;
}
