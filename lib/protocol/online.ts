/**
 * The work of a connection: what waits is sent, one request at a time; then
 * comes the next step to the target, or the user's next line.
 *
 * @module
 */
import { ask, carryOut, commandOf, notRetried, obey } from "./carry_out.ts";
import { isAnswered, requestText } from "./commands.ts";
import type { Line } from "./events.ts";
import { quit } from "./leave.ts";
import { LOGGED_OUT } from "./policy.ts";
import { MAX_ROLL } from "./presence.ts";
import { pushAll, shift, toArray } from "./queue.ts";
import { nextStep, type Target } from "./reconnect.ts";
import { isIdle, type NamedRequest, roundMs } from "./sender.ts";
import { readyToSend, type Session, write } from "./session.ts";
import { type In, type Online, show, type State, type Turn } from "./state.ts";

/**
 * Sends, asks and carries out whatever can be done now.
 *
 * @param state The state.
 * @param turn The time, and the effects so far.
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

/** Does one thing; returns `null` when nothing can be done now. */
function advanceOnce(state: In<Online>, turn: Turn): State | null {
  const [session, effect] = write(state.session, {
    config: state.config,
    now: turn.now,
  });
  if (effect !== null) {
    turn.effects.push(effect);
    return { ...state, session };
  }
  const { sender, pending } = state.session;
  if (!isIdle(sender) || readyToSend(state.session, state.config) > turn.now) {
    return null;
  }
  if (pending !== null) return retryOverdue(state, turn);
  const approaching = approach(state, turn);
  if (approaching !== null) return approaching;
  const [line, lines] = shift(state.input.lines);
  if (line === undefined) return whenIdle(state, turn);
  return carryOut({ ...state, input: { ...state.input, lines } }, line, turn);
}

/** Takes the next step to the target; returns `null` when there is none now. */
function approach(state: In<Online>, turn: Turn): State | null {
  const { session: { stage }, target, nick } = state;
  if (target === null) {
    if (stage.at !== "naming" || nick === null) return null;
    return askByItself(
      { ...state, nick: null },
      { type: "nick", name: nick },
      turn,
    );
  }
  const step = nextStep(target, stage, turn.now);
  if (step === "arrived") return arrive(state, target, turn);
  if (step === "wait" || step === "ask the user") return null;
  return askByItself(state, step, turn);
}

/** Ends the way to a target: what the user typed meanwhile is next. */
function arrive(state: In<Online>, target: Target, turn: Turn): State {
  const lines = pushAll(target.queued, toArray(state.input.lines));
  const { stage } = state.session;
  // After a room comes a nickname, chosen before the room was.
  const nick = stage.at === "room" ? null : target.nick;
  if (target.cause === "move" && stage.at === "lobby") {
    show(turn, { type: "left" });
  }
  return { ...state, target: null, nick, input: { ...state.input, lines } };
}

/** Lets the user ask again where an answer is overdue. */
function retryOverdue(state: In<Online>, turn: Turn): State | null {
  const { session, input } = state;
  if (session.pending === null || session.pending.answerBy !== null) {
    return null;
  }
  const [line, lines] = shift(input.lines);
  if (line === undefined) return null;
  if (!isAnswered(commandOf(state, line))) return null;
  const again = {
    ...state,
    session: { ...session, pending: null },
    input: { ...input, lines },
  };
  return carryOut(again, line, turn);
}

/** Finds something to do when nothing is left: a receipt, the roll, the end. */
function whenIdle(state: In<Online>, turn: Turn): State | null {
  const { session, input, config, refused } = state;
  if (session.needsReceipt) {
    const asked = { ...state, session: { ...session, needsReceipt: false } };
    return ask(asked, { type: "who", purpose: "receipt" });
  }
  if (isRollDue(session, turn.now) && !isLeavingSoon(state)) {
    return callRoll(state, turn);
  }
  if (!input.eof || input.lingerUntil !== null) return null;
  const listens = config.script && refused === null;
  const lingerUntil = turn.now + (listens ? config.linger * 1000 : 0);
  return { ...state, input: { ...input, lingerUntil } };
}

/**
 * Returns whether to call the roll now. The number of people may come after the
 * greeting, in a read of its own.
 */
function isRollDue({ rollAt, presence }: Session, now: number): boolean {
  return rollAt !== null && rollAt <= now && presence.people !== null;
}

/** Asks who is here, unless that is known or would hold up many people. */
function callRoll(state: In<Online>, turn: Turn): State {
  const { session, config } = state;
  const { people, here } = session.presence;
  const called: In<Online> = {
    ...state,
    session: { ...session, rollAt: null },
  };
  if (people === here.size) {
    if (people === 1) show(turn, { type: "present", users: [...here] });
    return called;
  }
  // At a pace of the user's own, it could reach the room with their next words.
  const isSafe = config.pace === null ||
    config.pace >= roundMs(session.presence);
  const isSmall = people !== null && people <= MAX_ROLL;
  return isSafe && isSmall
    ? ask(called, { type: "who", purpose: "roll" })
    : called;
}

function isLeavingSoon({ input, config }: State): boolean {
  return input.eof && config.linger === 0;
}

/** Ends the wait after the last line of a script. */
export function lingered(state: In<Online>, turn: Turn): State {
  const { refused } = state;
  return refused === null
    ? quit(state, LOGGED_OUT, turn)
    : notRetried(state, refused, null, turn);
}

/**
 * Asks for the room or nickname of an option or a target, if it can be sent.
 */
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
