/**
 * The answer to a request → the connection after it.
 *
 * @module
 */
import type { Status } from "./answers.ts";
import type { Stage } from "./commands.ts";
import { learnRoll, NOBODY_KNOWN } from "./presence.ts";
import type { Answer } from "./reading.ts";
import {
  isNamed,
  markRead,
  type NamedRequest,
  type Request,
} from "./sender.ts";
import { confirmAll } from "./sent_log.ts";
import {
  greetingDeadline,
  type Session,
  type SessionTurn,
  show,
} from "./session.ts";

/** One of the forms of an {@linkcode Answer}. */
type AnswerOf<Type extends Answer["type"]> = Extract<Answer, { type: Type }>;

/**
 * Takes an answer, which confirms everything that was said before the request.
 *
 * @param session The connection.
 * @param request The request.
 * @param answer Its answer.
 * @param turn The time, the options, and the outcomes so far.
 * @returns The connection, on which nothing is pending.
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
    case "rooms":
      return takeRooms(answered, answer, turn);
    case "users":
      return takeUsers(answered, request, answer, turn);
    case "status":
      if (!isNamed(request)) return answered;
      return takeStatus(answered, request, answer.status, turn);
  }
}

function takeRooms(
  session: Session,
  { rooms, announced, received }: AnswerOf<"rooms">,
  turn: SessionTurn,
): Session {
  show(turn, { type: "rooms", rooms });
  if (announced !== received) {
    show(turn, { type: "count mismatch", announced, received });
  }
  turn.outcomes.push({ type: "answered" });
  return session;
}

function takeUsers(
  session: Session,
  request: Request,
  { users, people }: AnswerOf<"users">,
  turn: SessionTurn,
): Session {
  const purpose = request.type === "who" ? request.purpose : "user";
  if (purpose === "user") show(turn, { type: "users", users });
  if (purpose === "roll") show(turn, { type: "present", users });
  turn.outcomes.push({ type: "answered" });
  const presence = learnRoll(session.presence, users, people, turn.now);
  return { ...session, presence, rollAt: null };
}

function takeStatus(
  session: Session,
  request: NamedRequest,
  status: Status,
  turn: SessionTurn,
): Session {
  if (status !== "ok") {
    turn.outcomes.push({ type: "refused", request, reason: status });
    return session;
  }
  const stage = stageAfter(session.stage, request);
  turn.outcomes.push({ type: "granted", stage });
  return {
    ...session,
    stage,
    presence: NOBODY_KNOWN,
    rollAt: null,
    greetingBy: stage.at === "room"
      ? greetingDeadline(session, turn.now)
      : -Infinity,
  };
}

function stageAfter(stage: Stage, { type, name }: NamedRequest): Stage {
  if (type === "join") return { at: "naming", room: name };
  const room = stage.at === "lobby" ? "" : stage.room;
  return { at: "room", room, nick: name };
}
