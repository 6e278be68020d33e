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

/** What the user typed. */
export interface Input {
  /** Lines to be carried out. */
  readonly lines: Queue<Line>;
  /** Whether there will be no more. */
  readonly eof: boolean;
  /** When to leave, once there is nothing left to do. */
  readonly lingerUntil: number | null;
}

/** What every phase has. */
export interface Common {
  /** What the user asked for. */
  readonly config: Config;
  /** What the user typed. */
  readonly input: Input;
  /** Whether something that was said may not have arrived. */
  readonly isInDoubt: boolean;
  /** The time of the last `wake` effect. */
  readonly wakeAt: number | null;
}

/** Where a conversation stands between two events. Immutable. */
export type State = In<Phase>;

/** The state in one phase. */
export type In<Some extends Phase> = Common & Some;

/** Takes one event: the time, and where its effects go. */
export interface Turn {
  /** The time, in milliseconds. */
  readonly now: number;
  /** What to do, in this order. */
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
  /** Tells the phases apart. */
  readonly phase: "connecting";
  /** Where to get to. */
  readonly target: Target;
  /** How often it was tried since a connection last worked. */
  readonly attempt: number;
}

/** There is a connection. */
export interface Online {
  /** Tells the phases apart. */
  readonly phase: "online";
  /** The connection. */
  readonly session: Session;
  /** Where to get to; `null` when we are there. */
  readonly target: Target | null;
  /** The nickname for the next room that the user joins, if it is known. */
  readonly nick: string | null;
  /** What the server has refused, which a script must ask again next. */
  readonly refused: NamedWord | null;
  /** How often it was tried since a connection last worked. */
  readonly attempt: number;
}

/** The connection was lost and will be tried again. */
export interface Offline {
  /** Tells the phases apart. */
  readonly phase: "offline";
  /** Where to get back to. */
  readonly target: Target;
  /** When to connect again. */
  readonly retryAt: number;
  /** How often it was tried since a connection last worked. */
  readonly attempt: number;
}

/** `/logout` is on its way; then the write side closes, and the server does. */
export interface Leaving {
  /** Tells the phases apart. */
  readonly phase: "leaving";
  /** The connection. */
  readonly session: Session;
  /** What comes then. */
  readonly next: Next;
  /** When to stop waiting for the server to close; `null`: not waiting yet. */
  readonly closeBy: number | null;
}

/** What comes after leaving: the end, or another connection. */
export type Next =
  | { readonly type: "exit"; readonly exit: Exit }
  | { readonly type: "connect"; readonly target: Target };

/** There is no connection any more. The rest of the input is read. */
export interface Discarding {
  /** Tells the phases apart. */
  readonly phase: "discarding";
  /** How the run ends. */
  readonly exit: Exit;
  /** Whether there was a connection when it came to this. */
  readonly wasConnected: boolean;
  /** Lines that were not sent, the oldest first; only so many are kept. */
  readonly unsent: Queue<Line>;
  /** How many there were before them. */
  readonly omitted: number;
  /** When a silent input is not waited for any longer. */
  readonly idleAt: number;
  /** When to stop reading in any case. */
  readonly until: number;
}

/**
 * Returns the state before anything has happened.
 *
 * @param config What the user asked for.
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

/** Returns what every phase has, to go on to another phase with. */
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
 * Returns where the user is, for prompts and completion.
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
