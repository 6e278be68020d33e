/**
 * Targets, which say where the user wants to be, and the wait between two tries
 * to connect.
 *
 * A target is kept until we are there, not until it was asked for, whatever
 * happens on the way.
 *
 *     --room, --nick ──► options ┐
 *     a loss ──────────► loss    ├─► connect ─► /join ─► /nick ─► there
 *     /join, /nick, /leave       │                        ▲ │ "2": our previous
 *     in a room ───────► move ───┘                        └─┘ connection has it
 *
 * @module
 */
import type { Stage, StageName } from "./commands.ts";
import type { Line } from "./events.ts";
import { EMPTY, type Queue } from "./queue.ts";
import type { NamedRequest } from "./sender.ts";

/** The wait before each try to connect again, in seconds. */
const BACKOFF_S = [1, 2, 4, 8, 16, 30];
/** The wait between two tries for a nickname in use, and the end of trying. */
const STALE_NICK_RETRY_MS = 3000;
const STALE_NICK_MS = 30_000;

/** The stage where the user wants to be. */
export interface Target {
  /** The stage to get to. */
  readonly stage: StageName;
  /** The room; `null` when it has to be asked for. */
  readonly room: string | null;
  /** The nickname; `null` when it has to be asked for. */
  readonly nick: string | null;
  /** The lines that the user typed meanwhile. */
  readonly queued: Queue<Line>;
  /** The reason why we are not there: not yet, a loss, or a move. */
  readonly cause: "options" | "loss" | "move";
  /** The nickname that our previous connection may still have. */
  readonly previousNick: string | null;
  /**
   * The times when that nickname is asked for again, and no longer, in
   * milliseconds; `null` unless it was refused as taken.
   */
  readonly staleNick:
    | { readonly retryAt: number; readonly giveUpAt: number }
    | null;
}

/**
 * Makes a target, as far as the room and the nickname lead.
 *
 * @param cause The reason why we are not there.
 * @param room The room; `null` for the lobby.
 * @param nick The nickname, if it is known.
 * @param previousNick The nickname of the previous connection, if it had one.
 * @returns The target, with nothing typed yet.
 */
export function targetOf(
  cause: Target["cause"],
  room: string | null,
  nick: string | null,
  previousNick: string | null = null,
): Target {
  const stage = room === null ? "lobby" : nick === null ? "naming" : "room";
  const staleNick = null;
  return { stage, room, nick, queued: EMPTY, cause, previousNick, staleNick };
}

/** The next step to a target: ask the server, ask the user, or wait. */
export type NextStep = NamedRequest | "ask the user" | "wait" | "arrived";

/**
 * Returns the next step to a target.
 *
 * @param target The target.
 * @param stage The stage that is reached.
 * @param now The time, in milliseconds.
 * @returns The request that leads on, or the reason why there is none.
 *
 * @example
 * ```ts
 * import { nextStep, targetOf } from "./reconnect.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const target = targetOf("options", "games", null);
 * const lobby = { at: "lobby", asksForRoom: false } as const;
 * assertEquals(nextStep(target, lobby, 0), { type: "join", name: "games" });
 * assertEquals(nextStep(target, { at: "naming", room: "games" }, 0), "arrived");
 * ```
 */
export function nextStep(target: Target, stage: Stage, now: number): NextStep {
  const { room, nick, staleNick } = target;
  if (stage.at === target.stage || stage.at === "room") return "arrived";
  if (stage.at === "lobby") {
    return room === null ? "ask the user" : { type: "join", name: room };
  }
  if (nick === null) return "ask the user";
  const mustWait = staleNick !== null && staleNick.retryAt > now;
  return mustWait ? "wait" : { type: "nick", name: nick };
}

/**
 * Returns the target after its nickname was refused as taken.
 *
 * @param target The target.
 * @param nick The nickname that is taken.
 * @param now The time, in milliseconds.
 * @returns The target that tries again later, or `null` when somebody else may
 * have the nickname, or it has been tried for long enough.
 */
export function retryNick(
  target: Target,
  nick: string,
  now: number,
): Target | null {
  if (target.previousNick !== nick) return null;
  const giveUpAt = target.staleNick?.giveUpAt ?? now + STALE_NICK_MS;
  if (now >= giveUpAt) return null;
  return {
    ...target,
    staleNick: { retryAt: now + STALE_NICK_RETRY_MS, giveUpAt },
  };
}

/**
 * Returns the wait before the next try to connect.
 *
 * @param attempt The number of tries since a connection last worked.
 * @param jitter A random number from 0 to 1: clients of a restarted server must
 * not all come back at once.
 * @returns Whole seconds, for people, and the wait in milliseconds.
 *
 * @example
 * ```ts
 * import { backoff } from "./reconnect.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(backoff(1, 0.5), { seconds: 2, ms: 2000 });
 * ```
 */
export function backoff(
  attempt: number,
  jitter: number,
): { seconds: number; ms: number } {
  const last = BACKOFF_S.length - 1;
  const seconds = BACKOFF_S[Math.min(attempt, last)] ?? 0;
  return { seconds, ms: seconds * 1000 * (0.8 + 0.4 * jitter) };
}
