/**
 * Carries out the user's lines.
 *
 * @module
 */
import type { Command, NamedWord, Stage } from "./commands.ts";
import type { Config } from "./config.ts";
import type { Line } from "./events.ts";
import { leave, quit } from "./leave.ts";
import { split, textLimit } from "./limits.ts";
import { parse, sayAsIs } from "./parse.ts";
import { LOGGED_OUT, NOT_RETRIED, policyOf } from "./policy.ts";
import { MAX_ROLL } from "./presence.ts";
import { queueOf, toArray } from "./queue.ts";
import { targetOf } from "./reconnect.ts";
import { enqueue, type Request } from "./sender.ts";
import type { Session } from "./session.ts";
import { type In, type Online, show, type State, type Turn } from "./state.ts";

/** The silence of the server after which the connection may be dead. */
const SILENCE_MS = 5 * 60_000;

/** Returns the command that a line asks for, in the present stage. */
export function commandOf(state: In<Online>, line: Line): Command {
  return parseLine(line, state.session.stage, state.config);
}

/**
 * Returns the command that a line asks for, in any stage.
 *
 * @param line The line.
 * @param stage The stage in which it is typed.
 * @param config The options.
 * @returns The command.
 */
export function parseLine(line: Line, stage: Stage, config: Config): Command {
  const { text, origin } = line;
  const isText = origin === "rest" || (config.say && origin === "typed");
  if (isText && text.isWellFormed()) {
    if (stage.at === "room") return sayAsIs(text);
    if (origin === "rest") return { type: "nothing" };
  }
  const { bareWords } = policyOf(config);
  return parse(text, stage, { bareWords, limit: textLimit(config.eol) });
}

/**
 * Carries out a line.
 *
 * @param state The state, with nothing under way.
 * @param line The line.
 * @param turn The time, and the effects so far.
 * @returns The state.
 */
export function carryOut(state: In<Online>, line: Line, turn: Turn): State {
  const { refused, config } = state;
  const { stage } = state.session;
  const command = commandOf(state, line);
  if (command.type === "nothing") return state;
  if (refused !== null && command.type !== refused) {
    const lines = queueOf([line, ...toArray(state.input.lines)]);
    const kept = { ...state, input: { ...state.input, lines } };
    return notRetried(kept, refused, line.number, turn);
  }
  const isCommand = command.type !== "say" && line.origin === "typed";
  if (isCommand && policyOf(config).showsInput) {
    show(turn, { type: "command", place: stage, text: line.text });
  }
  return obey({ ...state, refused: null }, command, line, turn);
}

/**
 * Asks the server for something.
 *
 * @param state The state.
 * @param request The request.
 * @returns The state, with the request next to be sent.
 */
export function ask(state: In<Online>, request: Request): In<Online> {
  const { session } = state;
  const sender = enqueue(session.sender, { type: "request", request });
  return { ...state, session: { ...session, sender } };
}

/**
 * Obeys a command.
 *
 * @param state The state, with nothing under way.
 * @param command The command.
 * @param line The line that asked for it.
 * @param turn The time, and the effects so far.
 * @returns The state.
 */
export function obey(
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
      return ask(state, { type: "who", purpose: "user" });
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
      return quit(state, LOGGED_OUT, turn);
    case "help":
      show(turn, { type: "help", place: stage });
      return state;
    case "invalid": {
      show(turn, { type: "invalid line", invalid: command, line: line.number });
      const exit = policyOf(config).whenInvalid;
      if (exit !== null) return quit(state, exit, turn);
      const asks = stage.at === "lobby" && command.reason === "no argument";
      return asks ? expectRoom(state) : state;
    }
  }
}

/** Leaves and connects again: the server has no other way out of a room. */
function move(
  state: In<Online>,
  room: string | null,
  nick: string | null,
  turn: Turn,
): State {
  const { stage } = state.session;
  // In another room, somebody else has a nickname that is taken.
  const isSameRoom = stage.at === "room" && stage.room === room;
  const previous = isSameRoom ? stage.nick : null;
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
  const needsReceipt = session.needsReceipt || isReceiptDue(session, turn.now);
  return { ...state, session: { ...session, sender, needsReceipt } };
}

/**
 * Returns whether to ask for a receipt. A dead connection may say nothing for
 * hours behind a NAT, or after the machine slept. The question stops a whole
 * room of the class's server, so it is asked seldom, and not in a large room.
 */
function isReceiptDue({ heardAt, presence }: Session, now: number): boolean {
  return now - heardAt >= SILENCE_MS && (presence.people ?? 0) <= MAX_ROLL;
}

/** Takes a bare word for a room from now on. */
export function expectRoom(state: In<Online>): In<Online> {
  const stage: Stage = { at: "lobby", asksForRoom: true };
  return { ...state, session: { ...state.session, stage } };
}

/**
 * Ends a script that did not retry a refused request.
 *
 * @param state The state.
 * @param request The word of the refused request.
 * @param line The number of the line that should have retried it.
 * @param turn The time, and the effects so far.
 * @returns The state, which is leaving.
 */
export function notRetried(
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
  return quit(settled, NOT_RETRIED, turn);
}
