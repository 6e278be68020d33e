/**
 * The reads of a socket, which can continue while the main loop takes none.
 *
 * Where no delimiter ends a message, the end of a read does. While the output is
 * busy the main loop takes nothing. If the socket were not read meanwhile, the
 * system would merge the messages that arrive. So reading continues, and each read
 * is kept apart, up to a bound. Only then is the sender held back.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import { Source } from "./select.ts";

/** The most bytes that wait to be taken. */
const MAX_BYTES = 1024 * 1024;
/** The most reads that wait to be taken. */
const MAX_READS = 10_000;

/** The reads of one socket, and its end. */
export class Reads extends Source<Event> {
  #isAhead = false;
  #bytes = 0;

  /** Continues to read, within the bound, until the next event is taken. */
  readAhead(): void {
    this.#isAhead = true;
    this.#readOn();
  }

  /** Adds a read. */
  override push(event: Event): void {
    this.#bytes += sizeOf(event);
    super.push(event);
    if (this.#isAhead) this.#readOn();
  }

  /** Removes and returns the oldest read. */
  override take(): Event | undefined {
    this.#isAhead = false;
    const event = super.take();
    if (event !== undefined) this.#bytes -= sizeOf(event);
    return event;
  }

  /** Starts the next read, if the bound allows it. */
  #readOn(): void {
    const { queue } = this;
    const isFull = this.#bytes >= MAX_BYTES || queue.length >= MAX_READS;
    if (isFull || this.isReading) return;
    const last = queue.pop();
    if (last !== undefined) {
      // The next read overwrites the bytes of this one.
      const isEnd = last.type !== "bytes";
      queue.push(isEnd ? last : { ...last, bytes: last.bytes.slice() });
      if (isEnd) return;
    }
    this.read();
  }
}

function sizeOf(event: Event): number {
  return event.type === "bytes" ? event.bytes.length : 0;
}
