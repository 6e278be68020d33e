/**
 * Time as a source of events.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import { after, afterReads } from "./after.ts";
import { Source } from "./select.ts";

/** The longest delay of a timer, in ms, unless the program was suspended. */
const STANDSTILL_MS = 100;

/**
 * A clock that ticks once at a given time, and can be stopped.
 *
 * Everything that arrived before a deadline counts before it: until the tick is
 * taken, the clock shows a time before the deadline, and the tick comes after
 * whatever was waiting to be read. Time in which the program was suspended
 * (SIGSTOP, a laptop asleep) does not count beyond the deadline.
 *
 * Its timers are those of AbortSignal: the first `setTimeout` of a program loads
 * node:timers, which takes 9 ms (Deno 2.9), a third of a short session. They
 * cannot be cleared, so one may fire in vain, and another is set only if none
 * fires early enough.
 */
export class Clock extends Source<Event> {
  #wakeAt: number | null = null;
  #hasTicked = false;
  /** The times at which the timers fire that are set. */
  readonly #timers = new Set<number>();
  #stoppedAt: number | null = null;
  /** The time in milliseconds that does not count. */
  #lost = 0;

  /** Milliseconds since some moment, less the time that does not count. */
  get now(): number {
    const time = this.#time();
    if (this.#wakeAt === null || this.#hasTicked) return time;
    return Math.min(time, justBefore(this.#wakeAt));
  }

  /** Whether time passes: it does, until this is set to `false`. */
  set isRunning(isRunning: boolean) {
    if (isRunning === (this.#stoppedAt === null)) return;
    if (this.#stoppedAt === null) this.#stoppedAt = performance.now();
    else {
      this.#lost += performance.now() - this.#stoppedAt;
      this.#stoppedAt = null;
    }
    this.wake(this.#wakeAt);
  }

  /**
   * Sets the time of the tick, in place of any other.
   *
   * @param at The time, as {@linkcode now} has it; `null` for no tick.
   */
  wake(at: number | null): void {
    this.#wakeAt = at;
    this.#hasTicked = false;
    super.take();
    if (this.#stoppedAt === null && at !== null) this.#setTimer(at);
  }

  /** Removes and returns the tick, if its time has come. */
  override take(): Event | undefined {
    const tick = super.take();
    if (tick !== undefined) this.#hasTicked = true;
    return tick;
  }

  #time(): number {
    const time = (this.#stoppedAt ?? performance.now()) - this.#lost;
    if (this.#wakeAt === null || this.#hasTicked) return time;
    const lateness = time - this.#wakeAt;
    if (lateness <= STANDSTILL_MS) return time;
    this.#lost += lateness;
    return this.#wakeAt;
  }

  #setTimer(at: number): void {
    for (const time of this.#timers) if (time <= at) return;
    this.#timers.add(at);
    after(at - this.#time()).onabort = () => this.#fire(at);
  }

  #fire(at: number): void {
    this.#timers.delete(at);
    const wakeAt = this.#wakeAt;
    if (wakeAt === null || this.#stoppedAt !== null) return;
    if (this.#time() < wakeAt) this.#setTimer(wakeAt);
    else afterReads(() => this.#tick(wakeAt));
  }

  /** Ticks, unless another time was set meanwhile. */
  #tick(at: number): void {
    const isWanted = this.#wakeAt === at && this.#stoppedAt === null;
    if (isWanted && !this.isReady && !this.#hasTicked) {
      this.push({ type: "tick" });
    }
  }
}

/** Returns the latest time before a time. */
function justBefore(at: number): number {
  return at - Math.abs(at) * Number.EPSILON;
}
