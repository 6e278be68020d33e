/**
 * Time as a source of events.
 *
 * @module
 */
import type { Happening } from "../protocol/events.ts";
import { Source } from "./select.ts";

/** Milliseconds on a clock that never goes back. */
export function now(): number {
  return performance.now();
}

/** A clock that ticks once, when it is told to. */
export class Clock extends Source<Happening> {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Ticks at a time of {@linkcode now}, and at no other; `null`: never. */
  wake(at: number | null): void {
    clearTimeout(this.#timer);
    if (at === null) return;
    // Rounded up: a tick that comes early would find nothing due.
    const delay = Math.max(0, Math.ceil(at - now()));
    this.#timer = setTimeout(() => this.put({ type: "tick" }), delay);
  }
}
