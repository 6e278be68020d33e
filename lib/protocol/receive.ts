/**
 * Bytes on a connection → what they mean.
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
import { calledRoll, NOBODY_KNOWN } from "./presence.ts";
import { hasBegun, read, type Reader } from "./readers.ts";
import type { Answer, Step } from "./reading.ts";
import { markRead, type NamedRequest, type Request } from "./sender.ts";
import { confirmAll, heardAt } from "./sent_log.ts";
import {
  greetingBy,
  type Pending,
  type Session,
  type SessionTurn,
  show,
} from "./session.ts";

/**
 * Takes the bytes of one read.
 *
 * @param session The connection.
 * @param bytes What came. It is not kept.
 * @param turn What else is known; takes what the bytes mean.
 * @returns The connection.
 */
export function receive(
  session: Session,
  bytes: Uint8Array<ArrayBuffer>,
  turn: SessionTurn,
): Session {
  // Half a character that does not go on is all of its read.
  const goesOn = session.framing.mode === "delimited" ||
    isContinuationByte(bytes[0]);
  const before = goesOn ? session : flushKept(session, turn);
  const { flushAt } = before.framing;
  const framing = push(before.framing, bytes);
  const { length } = framing.bytes;
  const pulled = pullAll({
    ...before,
    framing,
    sent: heardAt(before.sent, turn.now),
    heardAt: turn.now,
  }, turn);
  // What was kept before is kept no longer for what comes behind it.
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

/** Returns how long the rest of what has come may take. */
function holdMs({ framing: { mode }, pending }: Session): number {
  const isStatus = pending?.reader.type === "status";
  return mode === "delimited" && !isStatus ? LINE_HOLD_MS : HOLD_MS;
}

/**
 * Takes one piece: part of an answer, a message, or something unexpected.
 *
 * @param session The connection.
 * @param piece The piece.
 * @param turn What else is known; takes what the piece means.
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
  const { framing, presence, stage } = session;
  const { request } = pending;
  const step = read(pending.reader, piece, {
    mode: framing.mode,
    presence,
    nick: request.type === "nick"
      ? request.name
      : stage.at === "room"
      ? stage.nick
      : "",
  });
  switch (step.type) {
    case "more": {
      const { glued } = step;
      const awaiting = awaitMore(session, pending, step, turn);
      if (glued === "") return awaiting;
      return receivePiece(awaiting, { ...piece, text: glued }, turn);
    }
    case "answer": {
      const { glued, isDelimited, answer } = step;
      const end = glued !== "" ? null : isDelimited ? "delimiter" : "read";
      const answered = takeAnswer(
        { ...session, framing: afterReply(framing, end) },
        request,
        answer,
        turn,
      );
      if (glued === "") return answered;
      return receivePiece(answered, { ...piece, text: glued }, turn);
    }
    case "message": {
      const { text, glued } = step;
      const received = receiveMessage(session, { ...piece, text }, turn);
      if (glued === "") return received;
      return receivePiece(received, { ...piece, text: glued }, turn);
    }
    case "unexpected":
      if (piece.text === "") return session;
      return notice(
        { ...session, pending: { ...pending, isSilent: false } },
        piece.text,
        turn,
      );
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

/**
 * Takes an answer. It shows that everything said before the request has arrived.
 *
 * @param session The connection.
 * @param request The request.
 * @param answer Its answer.
 * @param turn What else is known; takes what the answer means.
 * @returns The connection.
 */
export function takeAnswer(
  session: Session,
  request: Request,
  answer: Answer,
  turn: SessionTurn,
): Session {
  const answered: Session = {
    ...session,
    pending: null,
    sender: markRead(session.sender),
    sent: confirmAll(session.sent),
  };
  switch (answer.type) {
    case "rooms": {
      const { rooms, announced, received } = answer;
      show(turn, { type: "rooms", rooms });
      if (announced !== received) {
        show(turn, { type: "count mismatch", announced, received });
      }
      turn.outcomes.push({ type: "answered" });
      return answered;
    }
    case "users": {
      const { users, people } = answer;
      const purpose = request.type === "who" ? request.purpose : "user";
      if (purpose === "user") show(turn, { type: "users", users });
      if (purpose === "roll") show(turn, { type: "present", users });
      turn.outcomes.push({ type: "answered" });
      const presence = calledRoll(session.presence, users, people, turn.now);
      return { ...answered, presence, rollAt: null };
    }
    case "status": {
      if (request.type !== "join" && request.type !== "nick") return answered;
      const { status } = answer;
      if (status !== "ok") {
        turn.outcomes.push({ type: "refused", request, reason: status });
        return answered;
      }
      const stage = stageAfter(session.stage, request);
      turn.outcomes.push({ type: "granted", stage });
      return {
        ...answered,
        stage,
        presence: NOBODY_KNOWN,
        rollAt: null,
        greetingBy: stage.at === "room"
          ? greetingBy(answered, turn.now)
          : -Infinity,
      };
    }
  }
}

function stageAfter(
  stage: Stage,
  { type, name }: NamedRequest,
): Stage {
  if (type === "join") return { at: "naming", room: name };
  const room = stage.at === "lobby" ? "" : stage.room;
  return { at: "room", room, nick: name };
}
