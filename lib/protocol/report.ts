/**
 * Reports of lines that were not sent, or may not have arrived.
 *
 * @module
 */
import { LOBBY } from "./commands.ts";
import type { Line } from "./events.ts";
import { isBlank } from "./limits.ts";
import { parse } from "./parse.ts";
import { EMPTY, toArray } from "./queue.ts";
import type { Sender } from "./sender.ts";
import {
  forget,
  MAX_REPORTED,
  type SentLog,
  unconfirmedLines,
} from "./sent_log.ts";
import type { Session } from "./session.ts";
import { show, type State, type Turn } from "./state.ts";

/**
 * Reports what may not have arrived.
 *
 * @param sent The messages that were said.
 * @param turn The effects so far.
 * @returns Whether there was anything.
 */
export function reportUnconfirmed(sent: SentLog, turn: Turn): boolean {
  const lines = unconfirmedLines(sent);
  report(lines, sent.omitted, "unconfirmed", turn);
  return lines.length > 0;
}

/** Reports lines, and how many there were before them. */
export function report(
  lines: readonly Line[],
  omitted: number,
  what: "unsent" | "unconfirmed",
  turn: Turn,
): void {
  const worth = lines.filter(isWorthReporting);
  const count = omitted + Math.max(0, worth.length - MAX_REPORTED);
  if (count > 0) show(turn, { type: "omitted", what, count });
  for (const { text } of worth.slice(-MAX_REPORTED)) {
    show(turn, { type: what, text: text.toWellFormed() });
  }
}

/** Removes and returns the user's lines that were not sent, or not in full. */
export function takeUnsent(session: Session): [Session, Line[]] {
  const { sender, sent } = session;
  const lines = unsentLines(sender);
  const emptied = { ...sender, queue: EMPTY };
  return [
    { ...session, sender: emptied, sent: forget(sent, lines) },
    lines,
  ];
}

/** Returns the lines that were not sent, or not in full. */
export function unsentLines({ queue }: Sender): Line[] {
  const lines = toArray(queue).flatMap((outgoing) =>
    outgoing.type === "message" ? [outgoing.line] : []
  );
  return [...new Set(lines)];
}

/**
 * Returns the user's lines that wait to be sent.
 *
 * @param state The state.
 * @returns The lines, the first to be sent first.
 */
export function waitingLines(state: State): Line[] {
  const lines = toArray(state.input.lines);
  switch (state.phase) {
    case "online": {
      const { session, target } = state;
      const later = target === null ? [] : toArray(target.queued);
      return [...unsentLines(session.sender), ...later, ...lines];
    }
    case "connecting":
    case "offline":
      return [...toArray(state.target.queued), ...lines];
    default:
      return lines;
  }
}

/** Returns whether a line is the user's, and neither blank nor a `/logout`. */
export function isWorthReporting({ text, origin }: Line): boolean {
  if (origin === "option") return false;
  const options = { bareWords: false, limit: Infinity };
  return !isBlank(text) && parse(text, LOBBY, options).type !== "logout";
}
