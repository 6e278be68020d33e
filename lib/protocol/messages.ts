/**
 * Text that came into a room → messages, and news of who came and went.
 *
 * @module
 */
import { mayAnnounce, partsOf } from "./announcements.ts";
import type { Piece } from "./framing.ts";
import { policyOf } from "./policy.ts";
import { learn, type Part } from "./presence.ts";
import { expectRound } from "./sender.ts";
import { takeEcho } from "./sent_log.ts";
import {
  greetingDeadline,
  type Outcome,
  type Session,
  type SessionTurn,
  show,
} from "./session.ts";

/**
 * Takes many messages at once: lines, or what one read brought as one message.
 *
 * @param session The connection.
 * @param text Lines, an LF after each; or one message.
 * @param turn The time, the options, and the outcomes so far.
 * @returns The connection.
 */
export function receiveMessages(
  session: Session,
  text: string,
  turn: SessionTurn,
): Session {
  if (session.framing.mode !== "delimited") {
    const piece: Piece = { text, end: "read", isContinuation: false };
    return receiveMessage(session, piece, turn);
  }
  const mayAnswer = session.noticesLeft !== Infinity && /^\d+$/m.test(text);
  if (!mayAnnounce(text) && session.sent.echoes.length === 0 && !mayAnswer) {
    show(turn, { type: "messages", text });
    return session;
  }
  const lines: SessionTurn = { ...turn, outcomes: [] };
  const received = text.slice(0, -1).split("\n").reduce((now, text) => {
    const piece: Piece = { text, end: "delimiter", isContinuation: false };
    return receiveMessage(now, piece, lines);
  }, session);
  turn.outcomes.push(...joinMessages(lines.outcomes));
  return received;
}

/** Joins messages that follow each other, which are shown faster as one. */
function joinMessages(outcomes: readonly Outcome[]): Outcome[] {
  const joined: Outcome[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") show({ outcomes: joined }, { type: "messages", text });
    text = "";
  };
  for (const outcome of outcomes) {
    if (outcome.type === "news" && outcome.news.type === "message") {
      text += `${outcome.news.text}\n`;
      continue;
    }
    flush();
    joined.push(outcome);
  }
  flush();
  return joined;
}

/**
 * Takes one piece, which may be several messages and announcements glued
 * together.
 *
 * @param session The connection.
 * @param piece The piece.
 * @param turn The time, the options, and the outcomes so far.
 * @returns The connection.
 */
export function receiveMessage(
  session: Session,
  piece: Piece,
  turn: SessionTurn,
): Session {
  const { text, end, isContinuation } = piece;
  if (text === "") return session;
  if (isContinuation) {
    show(turn, { type: "message", text, isContinuation });
    return session;
  }
  let now = session;
  for (const part of partsOf(session.presence, text, end)) {
    const [learned, isShown] = takePart(now, part, turn);
    now = learned;
    if (part.type !== "message") showPart(now, part, turn);
    else if (isShown && !isAnswerToLogout(now, part.text)) {
      show(turn, { type: "message", text: part.text });
    }
  }
  return now;
}

/** A server may answer `/logout` with a digit, and some do so for ever. */
function isAnswerToLogout({ noticesLeft }: Session, text: string): boolean {
  return noticesLeft !== Infinity && /^\d+$/.test(text);
}

/** Learns from a part of a text; returns also whether to show it. */
function takePart(
  session: Session,
  part: Part,
  { config, now }: SessionTurn,
): [Session, isShown: boolean] {
  const { stage, presence, sent } = session;
  const nick = stage.at === "room" ? stage.nick : "";
  const learned = learn(presence, part, nick, now);
  const isGreeting = learned.isKnown && !presence.isKnown;
  const taken: Session = learned === presence ? session : {
    ...session,
    presence: learned,
    sender: expectRound(session.sender, learned, now),
    rollAt: isGreeting ? now + policyOf(config).rollAfterMs : session.rollAt,
    greetingBy: isGreeting
      ? greetingDeadline(session, now)
      : session.greetingBy,
  };
  if (part.type !== "message" || !config.hidesEcho) return [taken, true];
  const log = takeEcho(sent, part.text, nick, now);
  return log === null ? [taken, true] : [{ ...taken, sent: log }, false];
}

function showPart(
  { stage, presence }: Session,
  part: Part,
  turn: SessionTurn,
): void {
  if (part.type !== "change") return;
  const { nick, change } = part;
  if (stage.at === "room" && nick === stage.nick) return;
  const people = presence.isKnown ? presence.people : part.people;
  show(turn, { type: "presence", nick, change, people });
}

/** Shows what the server said outside the protocol, though not without end. */
export function notice(
  session: Session,
  text: string,
  turn: SessionTurn,
): Session {
  const isOver = session.noticesLeft === 0 || isAnswerToLogout(session, text);
  if (isOver) return session;
  show(turn, { type: "notice", text });
  return { ...session, noticesLeft: session.noticesLeft - 1 };
}
