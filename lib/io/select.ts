/**
 * `select` over promises: wait for whichever source is ready first.
 *
 * The obvious way, racing the pending reads themselves, leaks: each race adds
 * reactions to a promise that may stay pending for hours (a user who only
 * reads), and nothing frees them. Here a source keeps one read in flight, and
 * hands each race a fresh promise that is dropped with it.
 *
 * @module
 */

/** A source of events, which are taken one at a time. */
export class Source<Event> {
  /** The events that were not taken yet, the oldest first. */
  protected readonly queue: Event[] = [];
  readonly #read: (() => Promise<Event | null>) | null;
  #isReading = false;
  #onReady: (() => void) | null = null;

  /**
   * Starts without an event, and reads nothing yet.
   *
   * @param read Reads the next event, or `null` when there will be none. It is
   * called when the source is selected on and has none, never twice at a time.
   * Without it, events come by {@linkcode push} alone.
   */
  constructor(read: (() => Promise<Event | null>) | null = null) {
    this.#read = read;
  }

  /** Whether there is an event to {@linkcode take}. */
  get isReady(): boolean {
    return this.queue.length > 0;
  }

  /** Whether a read is in flight; always, once the source has ended. */
  protected get isReading(): boolean {
    return this.#isReading;
  }

  /** Adds an event. */
  push(event: Event): void {
    this.queue.push(event);
    this.notify();
  }

  /** Ends the wait of {@linkcode select} even if there is no event. */
  notify(): void {
    this.#onReady?.();
  }

  /** Removes and returns the oldest event. */
  take(): Event | undefined {
    return this.queue.shift();
  }

  /** Returns a fresh promise, which resolves when an event may be available. */
  ready(): Promise<void> {
    if (this.isReady) return Promise.resolve();
    this.read();
    return new Promise((resolve) => this.#onReady = resolve);
  }

  /** Starts the next read, unless one is in flight. */
  protected read(): void {
    if (this.#read === null || this.#isReading) return;
    this.#isReading = true;
    this.#read().then((event) => {
      if (event === null) return;
      this.#isReading = false;
      this.push(event);
    });
  }
}

/**
 * Waits until a source has an event, and takes it. When several have one, the
 * first of them is served, so rare sources stand before those that may flood.
 *
 * @param sources The sources, in the order of their rank.
 * @returns The event, or `undefined` if a source was only notified.
 *
 * @example
 * ```ts
 * import { select, Source } from "./select.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const quiet = new Source<string>();
 * const socket = new Source(() => Promise.resolve("bytes"));
 * assertEquals(await select([quiet, socket]), "bytes");
 * quiet.push("a line");
 * assertEquals(await select([quiet, socket]), "a line");
 * ```
 */
export async function select<Event>(
  sources: readonly Source<Event>[],
): Promise<Event | undefined> {
  await Promise.race(sources.map((source) => source.ready()));
  return sources.find((source) => source.isReady)?.take();
}
