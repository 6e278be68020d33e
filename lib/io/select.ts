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

/** Where events come from, one at a time, and only when they are asked for. */
export class Source<Event> {
  readonly #queue: Event[] = [];
  readonly #read: (() => Promise<Event | null>) | null;
  #isReading = false;
  #wake: (() => void) | null = null;

  /**
   * @param read Gives the next event, or `null` when there will be none. It is
   * called when the source is selected on and has nothing, never twice at a
   * time. Without it, events come by {@linkcode put} alone.
   */
  constructor(read: (() => Promise<Event | null>) | null = null) {
    this.#read = read;
  }

  /** Whether {@linkcode take} has something to give. */
  get isReady(): boolean {
    return this.#queue.length > 0;
  }

  /** Adds an event that nobody had to read. */
  put(event: Event): void {
    this.#queue.push(event);
    this.nudge();
  }

  /** Ends the wait of {@linkcode select} though there may be no event. */
  nudge(): void {
    this.#wake?.();
  }

  /** The event that has waited longest. */
  take(): Event | undefined {
    return this.#queue.shift();
  }

  /** A promise for this turn alone, kept when there may be an event to take. */
  ready(): Promise<void> {
    if (this.isReady) return Promise.resolve();
    this.#start();
    return new Promise((resolve) => this.#wake = resolve);
  }

  #start(): void {
    if (this.#read === null || this.#isReading) return;
    this.#isReading = true;
    this.#read().then((event) => {
      if (event === null) return;
      this.#isReading = false;
      this.put(event);
    });
  }
}

/**
 * Waits until a source has an event, and takes it. When several have one, the
 * first of them is served, so what is rare stands before what may flood.
 *
 * @param sources Where to wait, in the order of their rank.
 * @returns The event, or `undefined` when a source only asks to look again.
 *
 * @example
 * ```ts
 * import { select, Source } from "./select.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const quiet = new Source<string>();
 * const socket = new Source(() => Promise.resolve("bytes"));
 * assertEquals(await select([quiet, socket]), "bytes");
 * quiet.put("a line");
 * assertEquals(await select([quiet, socket]), "a line");
 * ```
 */
export async function select<Event>(
  sources: readonly Source<Event>[],
): Promise<Event | undefined> {
  await Promise.race(sources.map((source) => source.ready()));
  return sources.find((source) => source.isReady)?.take();
}
