/**
 * The practice server's clients and rooms, and what goes from one to the other.
 *
 * @module
 */
import type { Client } from "./client.ts";
import type { ServerNews } from "./news.ts";
import type { Outbox } from "./outbox.ts";
import type { Action, ClientId, Rooms } from "./rooms.ts";
import type { Timing } from "./timing.ts";
import { Turns } from "./turns.ts";

/** Turns a text into the bytes of one send. */
export type Encode = (text: string) => Uint8Array;

const RESOLVED = Promise.resolve();

/** Everything that the clients of a server share. */
export class Hub {
  /** The rooms. */
  readonly rooms: Rooms;
  /** The server's times. */
  readonly timing: Timing;
  /** The order in which messages are handled. */
  readonly turns = new Turns();
  readonly #encode: Encode;
  readonly #onEvent: (news: ServerNews) => void;
  readonly #clients = new Map<ClientId, Client>();
  readonly #sleepers = new Map<() => void, ReturnType<typeof setTimeout>>();
  #latest: Client | null = null;
  #isLatestForgotten = false;

  /**
   * Starts without clients.
   *
   * @param rooms The rooms.
   * @param options `timing`: the server's times; `encode`: turns a text into
   * the bytes of a send; `onEvent`: called with each event.
   */
  constructor(rooms: Rooms, options: {
    readonly timing: Timing;
    readonly encode: Encode;
    readonly onEvent: (news: ServerNews) => void;
  }) {
    this.rooms = rooms;
    this.timing = options.timing;
    this.#encode = options.encode;
    this.#onEvent = options.onEvent;
  }

  /** The connected clients. */
  get clients(): Iterable<Client> {
    return this.#clients.values();
  }

  /** Returns a client, if it is connected. */
  client(id: ClientId): Client | undefined {
    return this.#clients.get(id);
  }

  /** Adds a client, in the lobby. */
  add(client: Client): void {
    if (this.#isLatestForgotten) this.#latest?.close();
    this.#isLatestForgotten = false;
    this.#latest = client;
    this.#clients.set(client.id, client);
    this.rooms.enter(client.id);
    this.report("connected", client);
  }

  /** Removes a client whose connection has ended, and tells its room. */
  remove(client: Client): void {
    client.close();
    this.#clients.delete(client.id);
    const how = client.isLost ? "lost" : "left";
    this.perform(this.rooms.leave(client.id, how));
    this.report("disconnected", client);
  }

  /** Reports an event of a client. */
  report(
    type: Exclude<ServerNews["type"], "joined" | "left">,
    { host, port }: { readonly host: string; readonly port: number },
  ): void {
    this.#onEvent({ type, host, port });
  }

  /**
   * Does what the rooms ask for, at once.
   *
   * @param actions The things to do, in this order.
   * @returns A promise that resolves once the slowest recipient has caught up,
   * which whoever caused all this should wait for.
   */
  perform(actions: readonly Action[]): Promise<void> {
    let slowest: Outbox | undefined;
    for (const action of actions) slowest = this.#do(action) ?? slowest;
    return slowest?.caughtUp() ?? RESOLVED;
  }

  /** Waits for a number of milliseconds, or until the server closes. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(wake);
        resolve();
      };
      this.#sleepers.set(wake, setTimeout(wake, ms));
    });
  }

  /** Ends every connection and every wait. */
  close(): void {
    this.turns.close();
    for (const client of this.#clients.values()) client.close();
    for (const [wake, timer] of this.#sleepers) {
      clearTimeout(timer);
      wake();
    }
  }

  /** Does one thing, and returns the recipient furthest behind, if any is. */
  #do(action: Action): Outbox | undefined {
    switch (action.type) {
      case "send":
        return this.#send(action.to, action.texts);
      case "send items":
        return this.#send([action.to], action.texts);
      case "close":
        this.#clients.get(action.client)?.finish();
        break;
      case "forget":
        this.#forget(action.client);
        break;
      case "joined":
      case "left":
        this.#onEvent(action);
        break;
      case "admit":
        // The client's own reader waits for the decision of the room's thread.
        break;
    }
    return undefined;
  }

  #send(
    to: readonly ClientId[],
    texts: readonly string[],
  ): Outbox | undefined {
    const sends = texts.map(this.#encode);
    let slowest: Outbox | undefined;
    let most = 0;
    for (const id of to) {
      const outbox = this.#clients.get(id)?.outbox;
      if (outbox === undefined) continue;
      outbox.send(sends);
      if (!outbox.isBehind || outbox.queuedBytes <= most) continue;
      most = outbox.queuedBytes;
      slowest = outbox;
    }
    return slowest;
  }

  /**
   * Stops reading a client. The class's server does not close its connection;
   * but Python closes a socket once no variable refers to it, and one variable
   * refers to the latest connection until the next one is accepted.
   */
  #forget(id: ClientId): void {
    const client = this.#clients.get(id);
    if (client === undefined) return;
    this.report("forgotten", client);
    if (client === this.#latest) this.#isLatestForgotten = true;
    else client.close();
  }
}
