/**
 * Time as a source of events.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import { after, afterReads } from "./after.ts";
import { Source } from "./select.ts";

/** A timer that is later than this was not late: the program stood still. */
const STANDSTILL_MS = 100;

/**
 * A clock that ticks once, when it is told to, and can be stopped.
 *
 * What has arrived counts before what has run out: until the tick is taken, the
 * clock shows a time before the deadline, and the tick comes after whatever was
 * waiting to be read. Time in which the program stood still (SIGSTOP, a laptop
 * asleep) does not count beyond the deadline.
 *
 * Its timers are those of AbortSignal: the first `setTimeout` of a program
 * loads node:timers, which takes 9 ms (Deno 2.9), a third of a short session.
 * They cannot be cleared, so one may ring in vain, and another is set only
 * where none rings early enough.
 */
export class Clock extends Source<Event> {
  #wakeAt: number | null = null;
  #hasTicked = false;
  /** When the timers ring that are set. */
  readonly #rings = new Set<number>();
  #stoppedAt: number | null = null;
  #lost = 0;

  /** Milliseconds since some moment, less the time that does not count. */
  get now(): number {
    const time = this.#time();
    if (this.#wakeAt === null || this.#hasTicked) return time;
    return Math.min(time, justBefore(this.#wakeAt));
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
    this.#hasTicked = false;
    super.take();
    if (this.#stoppedAt === null && at !== null) this.#setTimer(at);
  }

  /** Takes the tick: its time has come. */
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
    for (const ring of this.#rings) if (ring <= at) return;
    this.#rings.add(at);
    after(at - this.#time()).onabort = () => this.#ring(at);
  }

  #ring(at: number): void {
    this.#rings.delete(at);
    const wakeAt = this.#wakeAt;
    if (wakeAt === null || this.#stoppedAt !== null) return;
    if (this.#time() < wakeAt) this.#setTimer(wakeAt);
    else afterReads(() => this.#tick(wakeAt));
  }

  /** Ticks, unless it was told another time meanwhile. */
  #tick(at: number): void {
    const isWanted = this.#wakeAt === at && this.#stoppedAt === null;
    if (isWanted && !this.isReady && !this.#hasTicked) {
      this.push({ type: "tick" });
    }
  }
}

/** The last time before a time. */
function justBefore(at: number): number {
  return at - Math.abs(at) * Number.EPSILON;
}
