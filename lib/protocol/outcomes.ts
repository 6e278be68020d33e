/**
 * The consequences of what happens on a connection.
 *
 * @module
 */
import { commandOf, expectRoom } from "./carry_out.ts";
import type { NamedWord, Stage } from "./commands.ts";
import type { Refusal } from "./events.ts";
import { quit } from "./leave.ts";
import { loseWith } from "./lose.ts";
import { isBlank } from "./limits.ts";
import { LOGGED_OUT, policyOf } from "./policy.ts";
import { EMPTY, toArray } from "./queue.ts";
import { retryNick } from "./reconnect.ts";
import { report } from "./report.ts";
import { isBackground, isNamed, type NamedRequest } from "./sender.ts";
import type { Outcome, Session, SessionTurn } from "./session.ts";
import { type In, type Online, show, type State, type Turn } from "./state.ts";

/** The reason for giving up a connection that gave no receipt. */
const NO_RECEIPT = "no answer";

/**
 * Lets the session do something, and draws the consequences.
 *
 * @param state The state.
 * @param turn The time, and the effects so far.
 * @param action The thing to do, which adds its outcomes to the turn.
 * @returns The state.
 */
export function onSession(
  state: State,
  turn: Turn,
  action: (session: Session, turn: SessionTurn) => Session,
): State {
  if (state.phase !== "online" && state.phase !== "leaving") return state;
  const outcomes: Outcome[] = [];
  const { config } = state;
  const session = action(state.session, { config, now: turn.now, outcomes });
  if (session === state.session && outcomes.length === 0) return state;
  return takeOutcomes({ ...state, session }, outcomes, turn);
}

/**
 * Draws the consequences of what happened on the connection.
 *
 * @param state The state.
 * @param outcomes The outcomes, in order.
 * @param turn The time, and the effects so far.
 * @returns The state.
 */
function takeOutcomes(
  state: State,
  outcomes: readonly Outcome[],
  turn: Turn,
): State {
  return outcomes.reduce<State>((now, outcome) => {
    if (outcome.type === "news") {
      show(turn, outcome.news);
      return now;
    }
    return now.phase === "online" ? takeOutcome(now, outcome, turn) : now;
  }, state);
}

function takeOutcome(
  state: In<Online>,
  outcome: Exclude<Outcome, { type: "news" }>,
  turn: Turn,
): State {
  switch (outcome.type) {
    case "granted":
      return granted(state, outcome.stage, turn);
    case "refused":
      return refuse(state, outcome.request, outcome.reason, turn);
    case "answered":
      return { ...state, attempt: 0 };
    case "slow":
      show(turn, { type: "waiting", request: outcome.request.type });
      for (const { text } of toArray(state.input.lines)) {
        if (!isBlank(text)) show(turn, { type: "queued", text });
      }
      return state;
    case "unanswered":
      return unanswered(state, outcome, turn);
    case "stuck":
      return loseWith(state, { reason: "stuck" }, turn);
  }
}

function granted(state: In<Online>, stage: Stage, turn: Turn): State {
  if (stage.at === "naming") {
    const isKnown = (state.target?.nick ?? state.nick) !== null;
    const isAutomatic = isKnown ? { isAutomatic: true as const } : {};
    show(turn, { type: "joined", room: stage.room, ...isAutomatic });
  } else if (stage.at === "room") {
    const cause = state.target?.cause;
    const isReturn = cause === "loss" || cause === "move";
    show(turn, {
      type: "named",
      nick: stage.nick,
      ...(isReturn ? { isReturn } : {}),
    });
  }
  return { ...state, attempt: 0 };
}

function refuse(
  state: In<Online>,
  request: NamedRequest,
  reason: Refusal,
  turn: Turn,
): State {
  const again = reason === "taken"
    ? retryStaleNick(state, request, turn)
    : null;
  if (again !== null) return again;
  const { target, config } = state;
  const { type, name } = request;
  show(turn, { type: "refused", request: type, name, reason });
  if (type === "join" && target?.cause === "move") show(turn, { type: "left" });
  const { whenRefusedReturning: exit, mustRetry } = policyOf(config);
  if (exit !== null && target?.cause === "loss") {
    return quit(state, exit, turn);
  }
  if (!mustRetry) return askAgain(state, type, turn);
  const nick = otherNick(state, type);
  return { ...state, refused: type, target: null, nick, attempt: 0 };
}

/** Waits for a nickname that our previous connection may still have. */
function retryStaleNick(
  state: In<Online>,
  { name }: NamedRequest,
  turn: Turn,
): State | null {
  const { target } = state;
  const again = target && retryNick(target, name, turn.now);
  if (again === null) return null;
  if (target?.staleNick === null) {
    show(turn, { type: "nick in use", nick: name });
  }
  return { ...state, target: again, attempt: 0 };
}

/** A refused room is no reason to forget the nickname for the next one. */
function otherNick(
  { target, nick }: In<Online>,
  refused: NamedWord,
): string | null {
  return refused === "nick" ? null : target?.nick ?? nick;
}

/** A person is asked again. What they typed was meant for a good answer. */
function askAgain(state: In<Online>, refused: NamedWord, turn: Turn): State {
  const { target, input } = state;
  // What waits for a room still does when another nickname is needed for it.
  const kept = refused === "nick" && target?.cause !== "options"
    ? target
    : null;
  const typed = target === null || target === kept ? EMPTY : target.queued;
  report([...toArray(input.lines), ...toArray(typed)], 0, "unsent", turn);
  const asked: In<Online> = {
    ...state,
    target: kept && { ...kept, nick: null, staleNick: null },
    nick: otherNick(state, refused),
    input: { ...input, lines: EMPTY },
    attempt: 0,
  };
  // Words that were meant for a lost room must not become another one.
  const mayBeWords = target?.cause === "loss";
  return refused === "join" && !mayBeWords ? expectRoom(asked) : asked;
}

function unanswered(
  state: In<Online>,
  { request, isSilent }: Extract<Outcome, { type: "unanswered" }>,
  turn: Turn,
): State {
  const forgotten: In<Online> = {
    ...state,
    session: { ...state.session, pending: null },
  };
  if (request.type === "who" && request.purpose === "receipt") {
    return loseWith(forgotten, { reason: "lost", detail: NO_RECEIPT }, turn);
  }
  if (isBackground(request)) return forgotten;
  show(turn, {
    type: "failure",
    failure: { reason: "no answer", request: request.type, isSilent },
  });
  const exit = policyOf(state.config).whenUnanswered;
  if (exit !== null) return quit(state, exit, turn);
  if (wantsToLeave(state)) {
    return quit(state, LOGGED_OUT, turn);
  }
  // Where a person is depends on this answer, so it is awaited all the same.
  return isNamed(request) ? state : forgotten;
}

function wantsToLeave(state: In<Online>): boolean {
  return state.input.eof ||
    toArray(state.input.lines).some((line) =>
      commandOf(state, line).type === "logout"
    );
}
