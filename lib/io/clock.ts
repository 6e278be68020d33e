/**
 * Time as a source of events.
 *
 * @module
 */
import type { Happening } from "../protocol/events.ts";
import { Source } from "./select.ts";

/** A clock that ticks once, when it is told to, and can be stopped. */
export class Clock extends Source<Happening> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wakeAt: number | null = null;
  #stoppedAt: number | null = null;
  #lost = 0;

  /** Milliseconds since some moment, less the time that it was stopped. */
  get now(): number {
    return (this.#stoppedAt ?? performance.now()) - this.#lost;
  }

  /** Whether time passes. */
  set isRunning(isRunning: boolean) {
    if (isRunning === (this.#stoppedAt === null)) return;
    if (this.#stoppedAt === null) this.#stoppedAt = performance.now();
    else {
      this.#lost += performance.now() - this.#stoppedAt;
      this.#stoppedAt = null;
    }
    this.wake(this.#wakeAt);
  }

  /** Ticks at this time, and at no other; `null`: never. */
  wake(at: number | null): void {
    this.#wakeAt = at;
    clearTimeout(this.#timer);
    this.take();
    if (at === null || this.#stoppedAt !== null) return;
    // Rounded up: a tick that comes early would find nothing due.
    const delay = Math.max(0, Math.ceil(at - this.now));
    this.#timer = setTimeout(() => this.put({ type: "tick" }), delay);
  }
}
