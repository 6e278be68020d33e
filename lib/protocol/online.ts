/**
 * What is done while there is a connection: lines are carried out, one request
 * at a time is sent, and answers lead on.
 *
 * @module
 */
import {
  type Command,
  parse,
  requestText,
  sayAsIs,
  type Stage,
} from "./commands.ts";
import type { Config } from "./config.ts";
import type { Line, NamedWord } from "./events.ts";
import { leave, report } from "./leave.ts";
import { loseWith } from "./lose.ts";
import { split, textLimit } from "./limits.ts";
import { LOGGED_OUT, NOT_RETRIED, policyOf } from "./policy.ts";
import { EMPTY, push, type Queue, shift, toArray } from "./queue.ts";
import { nextStep, retryNick, type Target, targetOf } from "./reconnect.ts";
import { enqueue, isIdle, type NamedRequest, type Request } from "./sender.ts";
import { type Outcome, readyToSend, write } from "./session.ts";
import { type In, type Online, show, type State, type Turn } from "./state.ts";

/** A roll call stops the whole room, so larger rooms are spared it. */
const MAX_ROLL = 10;

// --------------------------------------------------------------- going on

/**
 * Sends, asks and carries out whatever can be done now.
 *
 * @param state The state.
 * @param turn The time, and where effects go.
 * @returns The state, which waits for something or is leaving.
 */
export function advance(state: State, turn: Turn): State {
  let now = state;
  while (now.phase === "online") {
    const next = advanceOnce(now, turn);
    if (next === null) return now;
    now = next;
  }
  return now;
}

/** One step; `null` when nothing can be done now. */
function advanceOnce(state: In<Online>, turn: Turn): State | null {
  const [session, effect] = write(state.session, {
    config: state.config,
    now: turn.now,
  });
  if (effect !== null) {
    turn.effects.push(effect);
    return { ...state, session };
  }
  const { sender, pending, stage } = state.session;
  if (!isIdle(sender) || readyToSend(state.session, state.config) > turn.now) {
    return null;
  }
  if (pending !== null) return retryOverdue(state, turn);
  const { target } = state;
  if (target !== null) {
    const step = nextStep(target, stage, turn.now);
    if (step === "arrived") return arrive(state, target, turn);
    if (step !== "wait" && step !== "ask the user") {
      return askByItself(state, step, turn);
    }
  } else if (stage.at === "naming" && state.nick !== null) {
    const request = { type: "nick", name: state.nick } as const;
    return askByItself({ ...state, nick: null }, request, turn);
  }
  const [line, lines] = shift(state.input.lines);
  if (line === undefined) return whenIdle(state, turn);
  return carryOut({ ...state, input: { ...state.input, lines } }, line, turn);
}

/** We are where the user wanted to be, so what they typed meanwhile is next. */
function arrive(state: In<Online>, target: Target, turn: Turn): State {
  const lines = toArray(state.input.lines)
    .reduce<Queue<Line>>(push, target.queued);
  const { stage } = state.session;
  // After a room comes a nickname, chosen before the room was.
  const nick = stage.at === "room" ? null : target.nick;
  if (target.cause === "move" && stage.at === "lobby") {
    show(turn, { type: "left" });
  }
  return { ...state, target: null, nick, input: { ...state.input, lines } };
}

/** Asking again asks again, where an answer is long overdue. */
function retryOverdue(state: In<Online>, turn: Turn): State | null {
  const { session, input } = state;
  if (session.pending === null || session.pending.answerBy !== null) {
    return null;
  }
  const [line, lines] = shift(input.lines);
  if (line === undefined) return null;
  const { type } = commandOf(state, line);
  const isRequest = type === "list" || type === "join" || type === "nick" ||
    type === "who";
  if (!isRequest) return null;
  const again = {
    ...state,
    session: { ...session, pending: null },
    input: { ...input, lines },
  };
  return carryOut(again, line, turn);
}

/** Nothing is left to do: see who is here, or wait for the user or the end. */
function whenIdle(state: In<Online>, turn: Turn): State | null {
  const { session, input, config, refused } = state;
  const { presence, rollAt } = session;
  if (rollAt !== null && rollAt <= turn.now && !isLeavingSoon(state)) {
    const isWorthIt = presence.people !== null && presence.people <= MAX_ROLL &&
      presence.people !== presence.here.size;
    const called: In<Online> = {
      ...state,
      session: { ...session, rollAt: null },
    };
    if (isWorthIt) return ask(called, { type: "who", isSilent: true });
    if (presence.people === 1) {
      show(turn, { type: "present", users: [...presence.here] });
    }
    return called;
  }
  if (!input.eof || input.lingerUntil !== null) return null;
  const listens = config.script && refused === null;
  const lingerUntil = turn.now + (listens ? config.linger * 1000 : 0);
  return { ...state, input: { ...input, lingerUntil } };
}

function isLeavingSoon({ input, config }: State): boolean {
  return input.eof && config.linger === 0;
}

/** Ends the wait after the last line of a script. */
export function lingered(state: In<Online>, turn: Turn): State {
  const { refused } = state;
  return refused === null
    ? leave(state, { type: "exit", exit: LOGGED_OUT }, turn)
    : notRetried(state, refused, null, turn);
}

function ask(state: In<Online>, request: Request): In<Online> {
  const { session } = state;
  const sender = enqueue(session.sender, { type: "request", request });
  return { ...state, session: { ...session, sender } };
}

/** Asks for what an option or a target names, unless that cannot be sent. */
function askByItself(
  state: In<Online>,
  { type, name }: NamedRequest,
  turn: Turn,
): State {
  const text = requestText(type, name);
  const line: Line = { text, number: null, origin: "option" };
  const command = commandOf(state, line);
  if (command.type === "join") return ask(state, { type, name: command.room });
  if (command.type === "nick") return ask(state, { type, name: command.nick });
  return obey({ ...state, target: null }, command, line, turn);
}

// ------------------------------------------------------------- the user's lines

/** Returns what a line asks for. */
export function commandOf(state: In<Online>, line: Line): Command {
  return parseLine(line, state.session.stage, state.config);
}

/**
 * Returns what a line asks for, wherever it is typed.
 *
 * @param line The line.
 * @param stage Where it is typed.
 * @param config What the user asked for.
 * @returns The command.
 */
export function parseLine(line: Line, stage: Stage, config: Config): Command {
  if (line.origin === "rest" || (config.say && line.origin === "typed")) {
    if (stage.at === "room") return sayAsIs(line.text);
    if (line.origin === "rest") return { type: "nothing" };
  }
  const { bareWords } = policyOf(config);
  return parse(line.text, stage, { bareWords, limit: textLimit(config.eol) });
}

/**
 * Carries out a line.
 *
 * @param state The state, with nothing under way.
 * @param line The line.
 * @param turn The time, and where effects go.
 * @returns The state.
 */
export function carryOut(state: In<Online>, line: Line, turn: Turn): State {
  const { refused, config } = state;
  const { stage } = state.session;
  const command = commandOf(state, line);
  if (command.type === "nothing") return state;
  if (refused !== null && command.type !== refused) {
    const failed = notRetried(state, refused, line.number, turn);
    report([line], 0, "unsent", turn);
    return failed;
  }
  const isCommand = command.type !== "say" && line.origin === "typed";
  if (isCommand && policyOf(config).showsInput) {
    show(turn, { type: "command", place: stage, text: line.text });
  }
  return obey({ ...state, refused: null }, command, line, turn);
}

function obey(
  state: In<Online>,
  command: Command,
  line: Line,
  turn: Turn,
): State {
  const { session, config } = state;
  const { stage } = session;
  switch (command.type) {
    case "nothing":
      return state;
    case "list":
      return ask(state, { type: "list" });
    case "who":
      return ask(state, { type: "who", isSilent: false });
    case "join":
      if (stage.at === "room") {
        return move(state, command.room, stage.nick, turn);
      }
      return ask(state, { type: "join", name: command.room });
    case "nick": {
      const { nick } = command;
      if (stage.at === "room") return move(state, stage.room, nick, turn);
      const target = state.target && { ...state.target, nick, staleNick: null };
      return ask({ ...state, target }, { type: "nick", name: nick });
    }
    case "leave":
      return move(state, null, null, turn);
    case "say":
      return say(state, command.text, line, turn);
    case "logout":
      return leave(state, { type: "exit", exit: LOGGED_OUT }, turn);
    case "help":
      show(turn, { type: "help", place: stage });
      return state;
    case "invalid": {
      show(turn, { type: "invalid line", invalid: command, line: line.number });
      const exit = policyOf(config).whenInvalid;
      if (exit !== null) return leave(state, { type: "exit", exit }, turn);
      const asks = stage.at === "lobby" && command.reason === "no argument";
      return asks ? asking(state) : state;
    }
  }
}

/** The server knows no way from a room except out: leave, and come again. */
function move(
  state: In<Online>,
  room: string | null,
  nick: string | null,
  turn: Turn,
): State {
  const { stage } = state.session;
  const previous = stage.at === "room" ? stage.nick : null;
  const target = targetOf("move", room, nick, previous);
  return leave(state, { type: "connect", target }, turn);
}

function say(
  state: In<Online>,
  text: string,
  line: Line,
  turn: Turn,
): In<Online> {
  const { session, config } = state;
  const { stage } = session;
  if (stage.at === "room" && policyOf(config).showsInput) {
    show(turn, { type: "said", nick: stage.nick, text });
  }
  const parts = split(text, textLimit(config.eol));
  if (parts.length > 1) show(turn, { type: "split", count: parts.length });
  const sender = parts.reduce(
    (sender, text) => enqueue(sender, { type: "message", text, line }),
    session.sender,
  );
  return { ...state, session: { ...session, sender } };
}

/** A bare word is a room from here on. */
function asking(state: In<Online>): In<Online> {
  const stage: Stage = { at: "lobby", asksForRoom: true };
  return { ...state, session: { ...state.session, stage } };
}

function notRetried(
  state: In<Online>,
  request: NamedWord,
  line: number | null,
  turn: Turn,
): State {
  show(turn, {
    type: "failure",
    failure: { reason: "refused", request, line },
  });
  const settled = { ...state, refused: null };
  return leave(settled, { type: "exit", exit: NOT_RETRIED }, turn);
}

// --------------------------------------------------------------- outcomes

/**
 * Draws the consequences of what happened on the connection.
 *
 * @param state The state.
 * @param outcomes What happened, in order.
 * @param turn The time, and where effects go.
 * @returns The state.
 */
export function conclude(
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
        show(turn, { type: "queued", text });
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
    show(turn, { type: "named", nick: stage.nick });
  }
  return { ...state, attempt: 0 };
}

function refuse(
  state: In<Online>,
  request: NamedRequest,
  reason: "malformed" | "taken",
  turn: Turn,
): State {
  const { target, config } = state;
  const { type, name } = request;
  if (reason === "taken" && target !== null) {
    const again = retryNick(target, name, turn.now);
    if (again !== null) {
      if (target.staleNick === null) {
        show(turn, { type: "nick in use", nick: name });
      }
      return { ...state, target: again, attempt: 0 };
    }
  }
  show(turn, { type: "refused", request: type, name, reason });
  const policy = policyOf(config);
  const exit = policy.whenRefusedReturning;
  if (exit !== null && target !== null && target.cause !== "options") {
    return leave(state, { type: "exit", exit }, turn);
  }
  if (policy.mustRetry) {
    const nick = otherNick(state, type);
    return { ...state, refused: type, target: null, nick, attempt: 0 };
  }
  return askAgain(state, type, turn);
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
  return refused === "join" && !mayBeWords ? asking(asked) : asked;
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
  if (request.type === "who" && request.isSilent) return forgotten;
  show(turn, {
    type: "failure",
    failure: { reason: "no answer", request: request.type, isSilent },
  });
  const exit = policyOf(state.config).whenUnanswered;
  if (exit !== null) return leave(state, { type: "exit", exit }, turn);
  if (wantsToLeave(state)) {
    return leave(state, { type: "exit", exit: LOGGED_OUT }, turn);
  }
  // Where a person is depends on this answer, so it is awaited all the same.
  return request.type === "list" || request.type === "who" ? forgotten : state;
}

function wantsToLeave(state: In<Online>): boolean {
  return state.input.eof ||
    toArray(state.input.lines).some((line) =>
      commandOf(state, line).type === "logout"
    );
}
