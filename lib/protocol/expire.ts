/**
 * The deadlines of a connection, and its end.
 *
 * @module
 */
import { afterReply, flush, LINE_HOLD_MS } from "./framing.ts";
import { notice } from "./messages.ts";
import { finish } from "./readers.ts";
import { flushKept, receivePiece } from "./receive.ts";
import {
  flushDeadline,
  type Pending,
  type Session,
  type SessionTurn,
} from "./session.ts";
import { takeAnswer } from "./take_answer.ts";

/**
 * Carries out what is due.
 *
 * @param session The connection.
 * @param turn The time, the options, and the outcomes so far.
 * @returns The connection; the same one when nothing was due.
 */
export function expire(session: Session, turn: SessionTurn): Session {
  const isDue = (at: number | null | undefined) =>
    at !== null && at !== undefined && at <= turn.now;
  let now = session;
  if (isDue(flushDeadline(now))) now = flushKept(now, turn);
  if (now.pending !== null && isDue(now.pending.quietAt)) {
    now = finishNames(now, now.pending, turn);
  }
  if (now.pending !== null && isDue(now.pending.slowAt)) {
    const { request } = now.pending;
    turn.outcomes.push({ type: "slow", request });
    now = { ...now, pending: { ...now.pending, slowAt: null, isSlow: true } };
  }
  if (now.pending !== null && isDue(now.pending.answerBy)) {
    now = giveUp(now, now.pending, turn);
  }
  if (isDue(now.sender.writing?.writeBy)) turn.outcomes.push({ type: "stuck" });
  return now;
}

function finishNames(
  session: Session,
  pending: Pending,
  turn: SessionTurn,
): Session {
  const { mode, bytes } = session.framing;
  if (mode === "delimited" && bytes.length > 0) {
    // The rest of a name is still to come.
    const quietAt = turn.now + LINE_HOLD_MS;
    return { ...session, pending: { ...pending, quietAt } };
  }
  const waiting = { ...session, pending: { ...pending, quietAt: null } };
  return takePartial(waiting, pending, turn) ?? waiting;
}

function giveUp(
  session: Session,
  pending: Pending,
  turn: SessionTurn,
): Session {
  const partial = takePartial(session, pending, turn);
  if (partial !== null) return partial;
  const { request, isSilent } = pending;
  turn.outcomes.push({ type: "unanswered", request, isSilent });
  return { ...session, pending: { ...pending, answerBy: null, quietAt: null } };
}

/** Takes the answer so far as all of it; returns `null` if none has come. */
function takePartial(
  session: Session,
  { request, reader }: Pending,
  turn: SessionTurn,
): Session | null {
  const answer = finish(reader);
  if (answer === null) return null;
  const framing = afterReply(session.framing, "read");
  return takeAnswer({ ...session, framing }, request, answer, turn);
}

/**
 * Takes everything that has come, as nothing more will.
 *
 * @param session The connection that was lost.
 * @param turn The time, the options, and the outcomes so far.
 * @returns The connection.
 */
export function finishReading(session: Session, turn: SessionTurn): Session {
  const { framing, pending } = session;
  const isNames = pending !== null && pending.reader.type !== "status";
  if (!isNames) return flushKept(session, turn);
  const [none, piece] = flush(framing);
  let now: Session = { ...session, framing: none };
  // The beginning of a name is not a name.
  if (piece !== null && framing.mode === "delimited") {
    now = notice(now, piece.text, turn);
  } else if (piece !== null) now = receivePiece(now, piece, turn);
  if (now.pending === null) return now;
  return takePartial(now, now.pending, turn) ?? now;
}
