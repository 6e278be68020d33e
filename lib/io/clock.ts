/**
 * Time as a source of events.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import { Source } from "./select.ts";

/**
 * A signal that aborts after a time, and not before it.
 *
 * @param ms The time in milliseconds, less than 2³¹.
 * @returns The signal. While somebody listens to it, the program goes on.
 */
export function after(ms: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, Math.ceil(ms)));
}

/**
 * A clock that ticks once, when it is told to, and can be stopped.
 *
 * Its timers are those of AbortSignal: the first `setTimeout` of a program
 * loads node:timers, which takes 9 ms (Deno 2.9), a third of a short session.
 * They cannot be cleared, so one that rings in vain is no matter, and one is
 * set only where none rings early enough.
 */
export class Clock extends Source<Event> {
  #wakeAt: number | null = null;
  /** When the timers ring that are set. */
  readonly #rings = new Set<number>();
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
    this.take();
    if (this.#stoppedAt === null && at !== null) this.#setTimer(at);
  }

  #setTimer(at: number): void {
    for (const ring of this.#rings) if (ring <= at) return;
    this.#rings.add(at);
    after(at - this.now).onabort = () => this.#ring(at);
  }

  #ring(at: number): void {
    this.#rings.delete(at);
    if (this.#wakeAt === null || this.#stoppedAt !== null) return;
    if (this.now < this.#wakeAt) this.#setTimer(this.#wakeAt);
    else this.put({ type: "tick" });
  }
}
