/**
 * A connection that was lost, or could not be made.
 *
 * @module
 */
import type { NamedWord, StageName } from "./commands.ts";
import type { Failure, Line } from "./events.ts";
import { conclude } from "./discard.ts";
import {
  report,
  reportUnconfirmed,
  takeUnsent,
  unsentLines,
  waitingLines,
} from "./report.ts";
import { LOST, NOT_RETRIED, TIMED_OUT } from "./policy.ts";
import { EMPTY, queueOf, toArray } from "./queue.ts";
import { backoff, type Target, targetOf } from "./reconnect.ts";
import {
  isBackground,
  isNamed,
  type NamedRequest,
  type Request,
  textOfRequest,
} from "./sender.ts";
import { forget } from "./sent_log.ts";
import {
  common,
  type Connecting,
  type In,
  type Online,
  show,
  type State,
  type Turn,
} from "./state.ts";

/**
 * Goes on after the peer has closed the connection, or it broke.
 *
 * @param state The state.
 * @param detail The reason why it broke; `null` when the peer closed it.
 * @param turn The time, and the effects so far.
 * @returns The state: offline, or on its way to the end.
 */
export function lose(
  state: In<Online>,
  detail: string | null,
  turn: Turn,
): State {
  const failure: Failure = { reason: "lost", detail };
  if (state.refused === null) return loseWith(state, failure, turn);
  show(turn, { type: "failure", failure });
  return conclude(state, NOT_RETRIED, turn);
}

/**
 * Gives up a connection that is of no use any more.
 *
 * @param state The state.
 * @param failure The reason.
 * @param turn The time, and the effects so far.
 * @returns The state: offline, or on its way to the end.
 */
export function loseWith(
  state: In<Online>,
  failure: Failure,
  turn: Turn,
): State {
  show(turn, { type: "failure", failure });
  const { session, config } = state;
  if (!config.reconnect) {
    const unsent = unsentLines(session.sender);
    reportUnconfirmed(forget(session.sent, unsent), turn);
    reportRequest(state, turn);
    const exit = failure.reason === "lost" ? LOST : TIMED_OUT;
    return conclude(state, exit, turn);
  }
  const hasDoubt = reportUnconfirmed(session.sent, turn);
  turn.effects.push({ type: "close" });
  show(turn, { type: "closed", reason: "lost" });
  const { attempt, input, isInDoubt } = state;
  const disconnected: In<Connecting> = {
    ...common(state),
    input: { ...input, lines: EMPTY, lingerUntil: null },
    isInDoubt: isInDoubt || hasDoubt,
    phase: "connecting",
    target: targetAfter(state),
    attempt,
  };
  return retryLater(disconnected, null, turn);
}

/** Reports a request without an answer, unless an option made it. */
function reportRequest(
  { session: { pending }, target, config }: In<Online>,
  turn: Turn,
): void {
  const isOption = config.list || target?.cause === "options";
  if (pending === null || isBackground(pending.request) || isOption) return;
  show(turn, { type: "unconfirmed", text: textOfRequest(pending.request) });
}

/** The stage that a granted request leads to. */
const NEXT_STAGE: Readonly<Record<NamedWord, StageName>> = {
  join: "naming",
  nick: "room",
};

/** Returns the way back: to the stage that was reached or asked for. */
function targetAfter(state: In<Online>): Target {
  const { session: { stage, pending }, target } = state;
  const request = pending?.request ?? null;
  const asked = request !== null && isNamed(request) ? request : null;
  const room = stage.at === "lobby"
    ? target?.room ?? nameIn(asked, "join")
    : stage.room;
  // Only a nickname that was asked for can be our own previous connection's.
  const used = stage.at === "room" ? stage.nick : nameIn(asked, "nick");
  const nick = used ?? target?.nick ?? state.nick;
  const previousNick = used ?? target?.previousNick ?? null;
  const askedStage = asked === null ? stage.at : NEXT_STAGE[asked.type];
  return {
    ...targetOf("loss", room, nick, previousNick),
    stage: target?.stage ?? askedStage,
    queued: queueOf(linesAfter(state, request)),
  };
}

/** Returns the name in a request of this kind; `null` without one. */
function nameIn(asked: NamedRequest | null, type: NamedWord): string | null {
  return asked?.type === type ? asked.name : null;
}

/** Returns the lines to be carried out once we are back, in order. */
function linesAfter(
  { session, input, target }: In<Online>,
  request: Request | null,
): Line[] {
  // What is left of a line that was sent in part.
  const parts = toArray(session.sender.queue).flatMap((outgoing): Line[] =>
    outgoing.type === "message"
      ? [{ text: outgoing.text, number: null, origin: "rest" }]
      : []
  );
  // A question, unlike a message, does no harm when it comes twice.
  const isQuestion = request !== null && !isNamed(request) &&
    !isBackground(request);
  const again: Line[] = isQuestion
    ? [{ text: textOfRequest(request), number: null, origin: "typed" }]
    : [];
  const queued = target === null ? [] : toArray(target.queued);
  return [...parts, ...again, ...queued, ...toArray(input.lines)];
}

/**
 * Goes on after a connection could not be made.
 *
 * @param state The state.
 * @param detail The reason.
 * @param turn The time, and the effects so far.
 * @returns The state: offline, or on its way to the end.
 */
export function cannotConnect(
  state: In<Connecting>,
  detail: string,
  turn: Turn,
): State {
  const { config, attempt, target } = state;
  const isFirst = attempt === 0 && target.cause === "options";
  if (config.reconnect && !isFirst) return retryLater(state, detail, turn);
  const failure: Failure = { reason: "unreachable", detail };
  show(turn, { type: "failure", failure });
  return conclude(state, LOST, turn);
}

function retryLater(
  state: In<Connecting>,
  detail: string | null,
  turn: Turn,
): State {
  const { config, attempt, target } = state;
  const { seconds, ms } = backoff(attempt, config.jitter);
  show(turn, { type: "retrying", detail, seconds });
  return {
    ...common(state),
    phase: "offline",
    target,
    retryAt: turn.now + ms,
    attempt: attempt + 1,
  };
}

/** Tries to connect again now. */
export function reconnect(state: State, turn: Turn): State {
  if (state.phase !== "offline") return state;
  turn.effects.push({ type: "connect" });
  const { target, attempt } = state;
  return { ...common(state), phase: "connecting", target, attempt };
}

/**
 * Drops what was waiting to be sent, and reports it.
 *
 * @param state The state.
 * @param turn The effects so far.
 * @returns The state, with nothing waiting.
 */
export function dropWaiting(state: State, turn: Turn): State {
  report(waitingLines(state), 0, "unsent", turn);
  const cleared: State = { ...state, input: { ...state.input, lines: EMPTY } };
  switch (cleared.phase) {
    case "online": {
      const { session, target } = cleared;
      return {
        ...cleared,
        session: takeUnsent(session)[0],
        target: target && { ...target, queued: EMPTY },
      };
    }
    case "connecting":
    case "offline":
      return { ...cleared, target: { ...cleared.target, queued: EMPTY } };
    default:
      return cleared;
  }
}
