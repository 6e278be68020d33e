/**
 * Plays a conversation through the reducer, for tests to look at.
 */
import { type Config, DEFAULTS } from "../../lib/protocol/config.ts";
import type { Effect, Event } from "../../lib/protocol/events.ts";
import { begin, reduce } from "../../lib/protocol/reducer.ts";
import type { State } from "../../lib/protocol/state.ts";

/** A script that does nothing unusual, on a wire without delimiters. */
export const SCRIPT: Config = DEFAULTS;

/** A person at a terminal. */
export const PERSON: Config = { ...SCRIPT, script: false, hidesEcho: true };

/** What happens: bytes as text, a line by its text, or anything else. */
export type Step =
  | { readonly recv: string }
  | { readonly type: "wait"; readonly ms: number }
  | Event;

export const connected = { type: "connected" } as const;
export const sent = { type: "sent" } as const;
export const eof = { type: "eof" } as const;
export const lost = { type: "lost", detail: null } as const;
export const sigint = { type: "signal", number: 2 } as const;

/** The server sends this in one read. */
export function recv(text: string): Step {
  return { recv: text };
}

/** The user types this. */
export function line(text: string, number = 1): Step {
  return { type: "line", line: { text, number, origin: "typed" } };
}

/** Time passes, and the loop ticks when the reducer asked it to. */
export function wait(ms: number): Step {
  return { type: "wait", ms };
}

const encoder = new TextEncoder();

/** A conversation under way. */
export class Conversation {
  state: State;
  /** What the last step led to. */
  effects: Effect[];
  #now = 0;
  #wakeAt: number | null = null;

  constructor(config: Config) {
    [this.state, this.effects] = begin(config);
  }

  /** Takes one step; gives its effects, without the wake-ups. */
  step(step: Step): Effect[] {
    if ("recv" in step) {
      return this.#take({ type: "bytes", bytes: encoder.encode(step.recv) });
    }
    if (step.type !== "wait") return this.#take(step);
    const end = this.#now + step.ms;
    const effects: Effect[] = [];
    while (this.#wakeAt !== null && this.#wakeAt <= end) {
      this.#now = this.#wakeAt;
      this.#wakeAt = null;
      effects.push(...this.#take({ type: "tick" }));
    }
    this.#now = end;
    return this.effects = effects;
  }

  #take(event: Event): Effect[] {
    const [state, effects] = reduce(this.state, event, this.#now);
    this.state = state;
    for (const effect of effects) {
      if (effect.type === "wake") this.#wakeAt = effect.at;
    }
    return this.effects = effects.filter((effect) => effect.type !== "wake");
  }
}
