/**
 * The bytes of a connection → pieces, and their meaning.
 *
 * @module
 */
import { isContinuationByte } from "./bytes.ts";
import type { Stage } from "./commands.ts";
import {
  afterReply,
  flush,
  HOLD_MS,
  keep,
  LINE_HOLD_MS,
  next,
  type Piece,
  push,
  rest,
} from "./framing.ts";
import { notice, receiveMessage, receiveMessages } from "./messages.ts";
import { hasBegun, read, type Reader } from "./readers.ts";
import type { Step } from "./reading.ts";
import type { Request } from "./sender.ts";
import { confirmOld } from "./sent_log.ts";
import type { Pending, Session, SessionTurn } from "./session.ts";
import { takeAnswer } from "./take_answer.ts";

/**
 * Takes the bytes of one read.
 *
 * @param session The connection.
 * @param bytes The bytes, valid until the next read.
 * @param turn The time, the options, and the outcomes so far.
 * @returns The connection.
 */
export function receive(
  session: Session,
  bytes: Uint8Array<ArrayBuffer>,
  turn: SessionTurn,
): Session {
  // Half a character that these bytes do not complete is a piece of its own.
  const goesOn = session.framing.mode === "delimited" ||
    isContinuationByte(bytes[0]);
  const before = goesOn ? session : flushKept(session, turn);
  const { flushAt } = before.framing;
  const framing = push(before.framing, bytes);
  const { length } = framing.bytes;
  const pulled = pullAll({
    ...before,
    framing,
    sent: confirmOld(before.sent, turn.now),
    heardAt: turn.now,
  }, turn);
  // Bytes that complete nothing give those kept before them no more time.
  const isSame = flushAt !== null && pulled.framing.bytes.length === length;
  const keepUntil = isSame ? flushAt : turn.now + holdMs(pulled);
  return { ...pulled, framing: keep(pulled.framing, keepUntil) };
}

/** Takes what was kept as a piece of its own. */
export function flushKept(session: Session, turn: SessionTurn): Session {
  const [framing, piece] = flush(session.framing);
  const flushed = { ...session, framing };
  return piece === null ? flushed : receivePiece(flushed, piece, turn);
}

function pullAll(session: Session, turn: SessionTurn): Session {
  let now = session;
  for (;;) {
    if (now.pending === null && now.stage.at === "room") {
      const [framing, text] = rest(now.framing);
      now = { ...now, framing };
      if (text !== "") now = receiveMessages(now, text, turn);
    }
    const [framing, piece] = next(now.framing);
    now = { ...now, framing };
    if (piece === null) return now;
    now = receivePiece(now, piece, turn);
  }
}

/** Returns the time that the rest of what has come may take. */
function holdMs({ framing: { mode }, pending }: Session): number {
  const isStatus = pending?.reader.type === "status";
  return mode === "delimited" && !isStatus ? LINE_HOLD_MS : HOLD_MS;
}

/**
 * Takes one piece: part of an answer, a message, or something unexpected.
 *
 * @param session The connection.
 * @param piece The piece.
 * @param turn The time, the options, and the outcomes so far.
 * @returns The connection.
 */
export function receivePiece(
  session: Session,
  piece: Piece,
  turn: SessionTurn,
): Session {
  const { pending, stage } = session;
  if (pending !== null) return receiveAnswer(session, pending, piece, turn);
  if (piece.text === "") return session;
  if (stage.at === "room") return receiveMessage(session, piece, turn);
  return notice(session, piece.text, turn);
}

function receiveAnswer(
  session: Session,
  pending: Pending,
  piece: Piece,
  turn: SessionTurn,
): Session {
  const { framing: { mode }, presence, stage } = session;
  const nick = nickFor(stage, pending.request);
  const step = read(pending.reader, piece, { mode, presence, nick });
  if (step.type === "unexpected") {
    return receiveUnexpected(session, pending, piece, turn);
  }
  const received = takeStep(session, pending, step, piece, turn);
  if (step.glued === "") return received;
  return receivePiece(received, { ...piece, text: step.glued }, turn);
}

/** Returns the nickname asked for, or else the user's. */
function nickFor(stage: Stage, request: Request): string {
  if (request.type === "nick") return request.name;
  return stage.at === "room" ? stage.nick : "";
}

function receiveUnexpected(
  session: Session,
  pending: Pending,
  { text }: Piece,
  turn: SessionTurn,
): Session {
  if (text === "") return session;
  const heard = { ...session, pending: { ...pending, isSilent: false } };
  return notice(heard, text, turn);
}

function takeStep(
  session: Session,
  pending: Pending,
  step: Exclude<Step<Reader>, { type: "unexpected" }>,
  piece: Piece,
  turn: SessionTurn,
): Session {
  switch (step.type) {
    case "more":
      return awaitMore(session, pending, step, turn);
    case "answer": {
      const framing = afterReply(session.framing, step.end);
      const ended = { ...session, framing };
      return takeAnswer(ended, pending.request, step.answer, turn);
    }
    case "message":
      return receiveMessage(session, { ...piece, text: step.text }, turn);
  }
}

function awaitMore(
  session: Session,
  pending: Pending,
  { reader, quietMs, isAwaited, isDelimited }: Extract<
    Step<Reader>,
    { type: "more" }
  >,
  { config, now }: SessionTurn,
): Session {
  const mode = isDelimited ? "delimited" : session.framing.mode;
  return {
    ...session,
    framing: { ...session.framing, mode },
    pending: {
      ...pending,
      reader,
      isSilent: false,
      slowAt: hasBegun(reader) ? null : pending.slowAt,
      quietAt: quietMs === null ? null : now + quietMs,
      answerBy: isAwaited && pending.answerBy !== null
        ? now + config.timeout * 1000
        : pending.answerBy,
    },
  };
}
