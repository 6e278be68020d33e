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
  /** When the timer ends; it ticks only if that is not too early. */
  #ringsAt = Infinity;
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
    // A timer that ends before that does no harm, and setting one takes long.
    const isSoonEnough = at === null || this.#ringsAt <= at;
    if (this.#stoppedAt === null && !isSoonEnough) this.#setTimer(at);
  }

  /** Forgets everything, so that nothing is left to happen. */
  stop(): void {
    this.wake(null);
    clearTimeout(this.#timer);
  }

  #setTimer(at: number): void {
    clearTimeout(this.#timer);
    this.#ringsAt = at;
    // Rounded up: a tick that comes early would find nothing due.
    const delay = Math.max(0, Math.ceil(at - this.now));
    this.#timer = setTimeout(() => this.#ring(), delay);
  }

  #ring(): void {
    this.#ringsAt = Infinity;
    if (this.#wakeAt === null || this.#stoppedAt !== null) return;
    if (this.now < this.#wakeAt) this.#setTimer(this.#wakeAt);
    else this.put({ type: "tick" });
  }
}
