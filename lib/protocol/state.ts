/**
 * The state of a conversation as a union: what cannot be, cannot be written.
 *
 * @module
 */
import { type NamedWord, requestText } from "./commands.ts";
import type { Config } from "./config.ts";
import type { Effect, Line, News, Place } from "./events.ts";
import type { Exit } from "./policy.ts";
import { EMPTY, type Queue, queueOf } from "./queue.ts";
import { nextStep, type Target, targetOf } from "./reconnect.ts";
import type { Session } from "./session.ts";

/** The lines that the user typed. */
export interface Input {
  /** Lines to be carried out. */
  readonly lines: Queue<Line>;
  /** Whether the input has ended. */
  readonly eof: boolean;
  /** The time to leave, in milliseconds, once nothing is left to do. */
  readonly lingerUntil: number | null;
}

/** The part of the state that every phase has. */
export interface Common {
  /** The options. */
  readonly config: Config;
  /** The lines that the user typed. */
  readonly input: Input;
  /** Whether something that was said may not have arrived. */
  readonly isInDoubt: boolean;
  /** The time of the last `wake` effect. */
  readonly wakeAt: number | null;
}

/** A conversation between two events. Immutable. */
export type State = In<Phase>;

/** The state in one phase. */
export type In<Some extends Phase> = Common & Some;

/** The handling of one event: its time, and the effects so far. */
export interface Turn {
  /** The time, in milliseconds. */
  readonly now: number;
  /** The things to do, in this order. Functions of the state add theirs. */
  readonly effects: Effect[];
}

/** The connection, and what it is for. */
export type Phase =
  | Connecting
  | Online
  | Offline
  | Leaving
  | Discarding
  | { readonly phase: "ended" };

/** A connection is being made. */
export interface Connecting {
  /** The name of the phase. */
  readonly phase: "connecting";
  /** The place to get to. */
  readonly target: Target;
  /** The number of tries since a connection last worked. */
  readonly attempt: number;
}

/** There is a connection. */
export interface Online {
  /** The name of the phase. */
  readonly phase: "online";
  /** The connection. */
  readonly session: Session;
  /** The place to get to; `null` when we are there. */
  readonly target: Target | null;
  /** The nickname for the next room that the user joins, if it is known. */
  readonly nick: string | null;
  /** The refused request that a script must repeat next; `null`: none. */
  readonly refused: NamedWord | null;
  /** The number of tries since a connection last worked. */
  readonly attempt: number;
}

/** The connection was lost and will be tried again. */
export interface Offline {
  /** The name of the phase. */
  readonly phase: "offline";
  /** The place to get back to. */
  readonly target: Target;
  /** The time to connect again, in milliseconds. */
  readonly retryAt: number;
  /** The number of tries since a connection last worked. */
  readonly attempt: number;
}

/** `/logout` is on its way; then the write side closes, and the server does. */
export interface Leaving {
  /** The name of the phase. */
  readonly phase: "leaving";
  /** The connection. */
  readonly session: Session;
  /** The end, or the next connection. */
  readonly next: Next;
  /** The end of the wait for the server to close; `null`: not waiting yet. */
  readonly closeBy: number | null;
}

/** The next thing after leaving: the end, or another connection. */
export type Next =
  | { readonly type: "exit"; readonly exit: Exit }
  | { readonly type: "connect"; readonly target: Target };

/** The connection is closed for good. The rest of the input is read. */
export interface Discarding {
  /** The name of the phase. */
  readonly phase: "discarding";
  /** The way the run ends. */
  readonly exit: Exit;
  /** Whether there was a connection before this phase. */
  readonly wasConnected: boolean;
  /** Lines that were not sent, the oldest first; only so many are kept. */
  readonly unsent: Queue<Line>;
  /** The number of lines before them, which are not kept. */
  readonly omitted: number;
  /** The end of the wait for a silent input, in milliseconds. */
  readonly idleAt: number;
  /** The time to stop reading in any case, in milliseconds. */
  readonly until: number;
}

/**
 * Returns the state before anything has happened.
 *
 * @param config The options.
 * @returns The state of a program that is connecting.
 */
export function initialState(config: Config): State {
  const { list, room, nick } = config;
  const ask: Line = {
    text: requestText("list"),
    number: null,
    origin: "option",
  };
  const lines = list ? queueOf([ask]) : EMPTY;
  return {
    config,
    input: { lines, eof: list, lingerUntil: null },
    isInDoubt: false,
    wakeAt: null,
    phase: "connecting",
    target: list
      ? targetOf("options", null, null)
      : targetOf("options", room, nick),
    attempt: 0,
  };
}

/** Returns the part that every phase has, for the change to another phase. */
export function common({ config, input, isInDoubt, wakeAt }: State): Common {
  return { config, input, isInDoubt, wakeAt };
}

/** Adds news to the effects of a turn. */
export function show({ effects }: Turn, news: News): void {
  effects.push({ type: "show", news });
}

/**
 * Returns whether the end of a read may be the end of what was sent, so that
 * reads have to be kept apart.
 */
export function endsWithReads(state: State): boolean {
  const isConnected = state.phase === "online" || state.phase === "leaving";
  return !isConnected || state.session.framing.mode !== "delimited";
}

/** Returns whether the stage is only passed through: the next one is known. */
function isPassing({ target, session }: In<Online>): boolean {
  if (target === null || target.staleNick !== null) return false;
  const step = nextStep(target, session.stage, -Infinity);
  return step !== "arrived" && step !== "ask the user";
}

/**
 * Returns the place where the user is, for prompts and completion.
 *
 * @param state The state.
 * @returns The place.
 */
export function placeOf(state: State): Place {
  switch (state.phase) {
    case "online":
      return isPassing(state) ? { at: "connecting" } : state.session.stage;
    case "leaving":
      return state.session.stage;
    case "connecting":
    case "offline":
      return { at: state.phase };
    case "discarding":
    case "ended":
      return { at: "ended" };
  }
}
