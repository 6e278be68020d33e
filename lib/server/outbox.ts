/**
 * What is to be sent to a client.
 *
 * @module
 */
import { concat } from "./bytes.ts";

/** A client with more than this to come is behind. */
const QUEUED_BYTES = 64 * 1024;
const QUEUED_SENDS = 512;
/** The most bytes of one write, unless one thing has more. */
const WRITE_BYTES = 16 * 1024;
/** With a gap between two sends, no more than this may wait, in milliseconds. */
const QUEUED_MS = 200;

/** Writes some of the bytes and says how many, as `Deno.Conn.write` does. */
export type Write = (bytes: Uint8Array) => Promise<number>;

/** How things are sent. */
export interface Manner {
  /** The least time between two sends, in milliseconds. */
  readonly gap: number;
  /** Whether each thing has a write of its own. */
  readonly isSeparate: boolean;
  /** How long the socket may take nothing while somebody waits, in ms. */
  readonly stuck: number;
}

/** A queue of sends, written as fast as the socket takes them. */
export class Outbox {
  readonly #write: Write;
  readonly #manner: Manner;
  readonly #onFailure: (isStuck: boolean) => void;
  readonly #most: number;
  #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #isPumping = false;
  #isClosed = false;
  #stuckMs: number;
  #stuckTimer: ReturnType<typeof setTimeout> | undefined;
  #gapTimer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { readonly until: () => boolean; readonly resolve: () => void }[] =
    [];

  /**
   * Nothing is queued at first.
   *
   * @param write Writes to the socket.
   * @param manner How.
   * @param onFailure Called when the connection breaks, or takes nothing.
   */
  constructor(
    write: Write,
    manner: Manner,
    onFailure: (isStuck: boolean) => void,
  ) {
    this.#write = write;
    this.#manner = manner;
    this.#onFailure = onFailure;
    this.#stuckMs = manner.stuck;
    this.#most = manner.gap > 0
      ? Math.ceil(QUEUED_MS / manner.gap)
      : QUEUED_SENDS;
  }

  /** Whether so much waits that nobody should add to it. */
  get isBehind(): boolean {
    return this.#queuedBytes > QUEUED_BYTES || this.#queue.length > this.#most;
  }

  /**
   * Queues things to send.
   *
   * @param things The bytes of each; they are kept and not changed.
   */
  send(things: readonly Uint8Array[]): void {
    if (this.#isClosed) return;
    for (const bytes of things) {
      this.#queue.push(bytes);
      this.#queuedBytes += bytes.length;
    }
    if (!this.#isPumping) this.#pump();
  }

  /** Waits until the client is no longer behind, or gone. */
  caughtUp(): Promise<void> {
    return this.#wait(() => !this.isBehind);
  }

  /** Waits until the kernel has taken everything, or the client is gone. */
  flushed(): Promise<void> {
    return this.#wait(() => this.#queuedBytes === 0);
  }

  /**
   * Waits as {@linkcode flushed} does, with less patience.
   *
   * @param ms How long the socket may take nothing meanwhile.
   */
  finish(ms: number): Promise<void> {
    this.#stuckMs = Math.min(ms, this.#stuckMs);
    if (this.#stuckTimer !== undefined) this.#watch();
    return this.flushed();
  }

  /** Forgets what is queued and sends no more. */
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

  /** Lets those go on whose wait is over. */
  #release(): void {
    this.#waiting = this.#waiting.filter(({ until, resolve }) => {
      const isOver = this.#isClosed || until();
      if (isOver) resolve();
      return !isOver;
    });
  }

  /** Sees to it that nobody waits for ever for a socket that takes nothing. */
  #watch(): void {
    this.#unwatch();
    this.#stuckTimer = setTimeout(() => this.#onFailure(true), this.#stuckMs);
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
        if (this.#manner.gap > 0) await this.#gap();
      }
    } catch {
      if (!this.#isClosed) this.#onFailure(false);
    }
    this.#isPumping = false;
  }

  async #writeWhole(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      this.#watch();
      const size = await this.#write(rest);
      this.#unwatch();
      if (this.#isClosed) return;
      rest = rest.subarray(size);
      this.#queuedBytes -= size;
      if (this.#waiting.length > 0) this.#release();
    }
  }

  /** Takes what goes into the next write. */
  #next(): Uint8Array {
    const { gap, isSeparate } = this.#manner;
    if (gap > 0 || isSeparate) return this.#queue.shift() ?? new Uint8Array();
    let size = 0;
    const beyond = this.#queue.findIndex(({ length }) =>
      (size += length) > WRITE_BYTES
    );
    const count = beyond < 0 ? this.#queue.length : Math.max(1, beyond);
    return concat(this.#queue.splice(0, count));
  }

  #gap(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#gapTimer = setTimeout(resolve, this.#manner.gap);
    });
  }
}
