/**
 * The deadlines of a conversation, and what they lead to.
 *
 * @module
 */
import { endWith } from "./discard.ts";
import { expire } from "./expire.ts";
import { closeTimedOut } from "./leave.ts";
import { reconnect } from "./lose.ts";
import { lingered } from "./online.ts";
import { onSession } from "./outcomes.ts";
import { deadline } from "./session.ts";
import type { State, Turn } from "./state.ts";

/**
 * Carries out what is due.
 *
 * @param state The state.
 * @param turn The time, and the effects so far.
 * @returns The state; the same one when nothing was due.
 */
export function expireAll(state: State, turn: Turn): State {
  const { now } = turn;
  switch (state.phase) {
    case "online": {
      const expired = onSession(state, turn, expire);
      const { lingerUntil } = state.input;
      const hasLingered = lingerUntil !== null && lingerUntil <= now;
      return expired === state && hasLingered ? lingered(state, turn) : expired;
    }
    case "leaving": {
      const { closeBy, session } = state;
      const isStuck = isDue(session.sender.writing?.writeBy ?? null, now);
      if (isStuck || isDue(closeBy, now)) return closeTimedOut(state, turn);
      return onSession(state, turn, expire);
    }
    case "offline":
      return isDue(state.retryAt, now) ? reconnect(state, turn) : state;
    case "discarding":
      return isDue(Math.min(state.idleAt, state.until), now)
        ? endWith(state, turn)
        : state;
    case "connecting":
    case "ended":
      return state;
  }
}

function isDue(at: number | null, now: number): boolean {
  return at !== null && at <= now;
}

/**
 * Returns the earliest time that the conversation waits for.
 *
 * @param state The state.
 * @param now The time, in milliseconds.
 * @returns The time; `null` for never.
 */
export function nextDeadline(state: State, now: number): number | null {
  const at = deadlineOf(state, now);
  return at === Infinity ? null : at;
}

function deadlineOf(state: State, now: number): number {
  const { config } = state;
  switch (state.phase) {
    case "online": {
      const retryAt = state.target?.staleNick?.retryAt ?? Infinity;
      return Math.min(
        deadline(state.session, { config, now }),
        state.input.lingerUntil ?? Infinity,
        // One that is past is only waiting for its turn.
        retryAt > now ? retryAt : Infinity,
      );
    }
    case "leaving":
      return Math.min(
        deadline(state.session, { config, now }),
        state.closeBy ?? Infinity,
      );
    case "offline":
      return state.retryAt;
    case "discarding":
      return Math.min(state.idleAt, state.until);
    case "connecting":
    case "ended":
      return Infinity;
  }
}
