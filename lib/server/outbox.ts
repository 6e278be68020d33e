/**
 * The bytes to send to a client.
 *
 * @module
 */
import { NO_BYTES } from "../protocol/bytes.ts";

/** A client with more than so many bytes or sends in its queue is behind. */
const MAX_QUEUED_BYTES = 64 * 1024;
const MAX_QUEUED_SENDS = 512;
/** The most bytes of one write, unless a single send has more. */
const MAX_WRITE_BYTES = 16 * 1024;
/** With a gap between two sends, the time that the longest queue takes. */
const MAX_QUEUED_MS = 200;

/** Writes some of the bytes; returns how many, as `Deno.Conn.write` does. */
export type Write = (bytes: Uint8Array) => Promise<number>;

/** The way of sending. */
export interface SendOptions {
  /** The least time between two sends, in milliseconds. */
  readonly gap: number;
  /** Set if each send has a write of its own. */
  readonly isSeparate: boolean;
  /** The longest time that the socket may accept no data, in milliseconds. */
  readonly stuck: number;
}

/** A queue of sends, written as fast as the socket takes them. */
export class Outbox {
  readonly #write: Write;
  readonly #options: SendOptions;
  readonly #onFailure: (isStuck: boolean) => void;
  readonly #maxSends: number;
  #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #writeBuffer: Uint8Array | null = null;
  #isPumping = false;
  #isClosed = false;
  /** The time at which the pending write began; `null` if none is pending. */
  #blockedAt: number | null = null;
  #stuckMs: number;
  #stuckTimer: ReturnType<typeof setTimeout> | undefined;
  #gapTimer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { readonly until: () => boolean; readonly resolve: () => void }[] =
    [];

  /**
   * Starts empty.
   *
   * @param write Writes to the socket.
   * @param options The way of sending.
   * @param onFailure Called when the connection breaks, or with `true` when it
   * accepts no data.
   */
  constructor(
    write: Write,
    options: SendOptions,
    onFailure: (isStuck: boolean) => void,
  ) {
    this.#write = write;
    this.#options = options;
    this.#onFailure = onFailure;
    this.#stuckMs = options.stuck;
    this.#maxSends = options.gap > 0
      ? Math.ceil(MAX_QUEUED_MS / options.gap)
      : MAX_QUEUED_SENDS;
  }

  /** The number of bytes that wait to be sent. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Whether so much waits that nobody should add to it. */
  get isBehind(): boolean {
    return this.#queuedBytes > MAX_QUEUED_BYTES ||
      this.#queue.length > this.#maxSends;
  }

  /**
   * Queues sends.
   *
   * @param sends The bytes of each; they are kept, not copied.
   */
  send(sends: readonly Uint8Array[]): void {
    if (this.#isClosed) return;
    for (const bytes of sends) {
      this.#queue.push(bytes);
      this.#queuedBytes += bytes.length;
    }
    if (!this.#isPumping) this.#pump();
  }

  /** Waits until the client is no longer behind, or is gone. */
  caughtUp(): Promise<void> {
    return this.#wait(() => !this.isBehind);
  }

  /** Waits until the kernel has taken everything, or the client is gone. */
  flushed(): Promise<void> {
    return this.#wait(() => this.#queuedBytes === 0);
  }

  /**
   * Waits like {@linkcode flushed}, but not as long.
   *
   * @param ms The longest time that the socket may accept no data.
   */
  finish(ms: number): Promise<void> {
    this.#stuckMs = Math.min(ms, this.#stuckMs);
    if (this.#blockedAt !== null) {
      this.#unwatch();
      this.#watch(this.#stuckMs);
    }
    return this.flushed();
  }

  /** Drops the queue and sends nothing more. */
  close(): void {
    this.#isClosed = true;
    this.#unwatch();
    clearTimeout(this.#gapTimer);
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#release();
  }

  #wait(until: () => boolean): Promise<void> {
    if (this.#isClosed || until()) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ until, resolve });
    return promise;
  }

  /** Resolves the promises whose conditions hold. */
  #release(): void {
    this.#waiting = this.#waiting.filter(({ until, resolve }) => {
      const isOver = this.#isClosed || until();
      if (isOver) resolve();
      return !isOver;
    });
  }

  /**
   * Reports a socket that accepts no data. One timer watches many writes:
   * setting one for each would take as long as writing.
   */
  #watch(ms: number): void {
    this.#stuckTimer ??= setTimeout(() => {
      this.#stuckTimer = undefined;
      if (this.#blockedAt === null) return;
      const blockedMs = performance.now() - this.#blockedAt;
      if (blockedMs >= this.#stuckMs) this.#onFailure(true);
      else this.#watch(this.#stuckMs - blockedMs);
    }, ms);
  }

  #unwatch(): void {
    clearTimeout(this.#stuckTimer);
    this.#stuckTimer = undefined;
  }

  async #pump(): Promise<void> {
    this.#isPumping = true;
    try {
      while (this.#queue.length > 0) {
        await this.#writeWhole(this.#next());
        if (this.#options.gap > 0) await this.#gap();
      }
    } catch {
      if (!this.#isClosed) this.#onFailure(false);
    }
    this.#isPumping = false;
  }

  async #writeWhole(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      this.#blockedAt = performance.now();
      this.#watch(this.#stuckMs);
      const size = await this.#write(rest);
      this.#blockedAt = null;
      if (this.#isClosed) return;
      rest = rest.subarray(size);
      this.#queuedBytes -= size;
      if (this.#waiting.length > 0) this.#release();
    }
  }

  /** Takes the bytes of the next write, which are valid until the one after. */
  #next(): Uint8Array {
    const { gap, isSeparate } = this.#options;
    const [first = NO_BYTES, second] = this.#queue;
    const isAlone = gap > 0 || isSeparate || second === undefined ||
      first.length + second.length > MAX_WRITE_BYTES;
    return isAlone ? this.#queue.shift() ?? NO_BYTES : this.#join();
  }

  /** Joins as many sends as fit into one write. */
  #join(): Uint8Array {
    // Always the same buffer: a new one for each write would fill the memory
    // faster than it is collected.
    this.#writeBuffer ??= new Uint8Array(MAX_WRITE_BYTES);
    let size = 0;
    let count = 0;
    for (const bytes of this.#queue) {
      if (size + bytes.length > MAX_WRITE_BYTES) break;
      this.#writeBuffer.set(bytes, size);
      size += bytes.length;
      count++;
    }
    this.#queue.splice(0, count);
    return this.#writeBuffer.subarray(0, size);
  }

  /** Waits for the time between two sends. */
  #gap(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#gapTimer = setTimeout(resolve, this.#options.gap);
    });
  }
}
