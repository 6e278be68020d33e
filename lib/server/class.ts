/**
 * The reading habits of the class's own server: each client by itself in the
 * lobby, and one after the other in a room.
 *
 * @module
 */
import { MESSAGE_BYTES } from "../protocol/limits.ts";
import type { Client } from "./client.ts";
import type { Hub } from "./hub.ts";
import type { Action, ClientId } from "./rooms.ts";
import { decode } from "../text/utf8.ts";

/** The threads of all rooms. A client is served here until one of them reads it. */
export class RoomThreads {
  readonly #hub: Hub;
  readonly #threads = new Map<string, RoomThread>();

  /**
   * Starts without rooms.
   *
   * @param hub The server's clients and rooms.
   */
  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /**
   * Serves a client until its connection is closed.
   *
   * @param client The client, which has entered the lobby.
   */
  async serve(client: Client): Promise<void> {
    const { rooms, turns } = this.#hub;
    while (!client.isLeaving) {
      const bytes = await client.inbox.take(MESSAGE_BYTES);
      if (bytes === null || bytes.length === 0) return await client.finish();
      await turns.next();
      const actions = rooms.receive(client.id, decode(bytes));
      await perform(this.#hub, actions);
      for (const action of actions) {
        if (action.type === "forget") return await client.closed;
        if (action.type !== "admit") continue;
        const isAdmitted = await this.#thread(action.room).admit(client);
        // From now on the thread of the room reads it.
        if (isAdmitted) return await client.closed;
      }
    }
    await client.closed;
  }

  #thread(name: string): RoomThread {
    const known = this.#threads.get(name);
    if (known !== undefined) return known;
    const onEmpty = () => this.#threads.delete(name);
    const thread = new RoomThread(name, this.#hub, onEmpty);
    this.#threads.set(name, thread);
    return thread;
  }
}

/** A client that waits for a decision about its nickname. */
interface Newcomer {
  readonly id: ClientId;
  readonly resolve: (isAdmitted: boolean) => void;
}

/** A room's thread, which does one thing at a time. */
class RoomThread {
  readonly #name: string;
  readonly #hub: Hub;
  readonly #onEmpty: () => void;
  readonly #newcomers: Newcomer[] = [];

  constructor(name: string, hub: Hub, onEmpty: () => void) {
    this.#name = name;
    this.#hub = hub;
    this.#onEmpty = onEmpty;
    this.#run();
  }

  /**
   * Waits for the next round, which decides about the client's nickname.
   *
   * @param client The client, which wants a nickname in this room.
   * @returns Whether it is in the room now.
   */
  admit({ id }: Client): Promise<boolean> {
    return new Promise((resolve) => this.#newcomers.push({ id, resolve }));
  }

  /** Reads the members one after the other, round after round, while there are any. */
  async #run(): Promise<void> {
    const { rooms } = this.#hub;
    let members: ClientId[] = [];
    do {
      await this.#hub.turns.next();
      for (const { id, resolve } of this.#newcomers.splice(0)) {
        await perform(this.#hub, rooms.admit(id));
        resolve(rooms.stage(id) === "room");
      }
      members = rooms.members(this.#name);
      for (const id of members) await this.#readMember(id);
    } while (members.length > 0 || this.#newcomers.length > 0);
    this.#onEmpty();
  }

  /** Gives a member its turn: one read, which is one message. */
  async #readMember(id: ClientId): Promise<void> {
    const { rooms, timing, turns } = this.#hub;
    const client = this.#hub.client(id);
    const bytes = await client?.inbox.take(MESSAGE_BYTES, timing.look);
    // It may have said nothing, or have gone since the round began.
    if (bytes === null || bytes === undefined) return;
    await turns.next();
    const actions = client?.isLost
      ? rooms.leave(id, "lost")
      : rooms.receive(id, decode(bytes));
    await perform(this.#hub, actions);
  }
}

/**
 * Does what the rooms ask for, as a thread with a blocking socket does: it goes
 * on when the kernel has taken what is sent, and sleeps after each item.
 */
async function perform(hub: Hub, actions: readonly Action[]): Promise<void> {
  for (const action of actions) {
    if (action.type === "send items") {
      await sendItems(hub, action.to, action.texts);
      continue;
    }
    hub.perform([action]);
    if (action.type !== "send") continue;
    for (const id of action.to) await hub.client(id)?.outbox.flushed();
  }
}

async function sendItems(
  hub: Hub,
  to: ClientId,
  texts: readonly string[],
): Promise<void> {
  for (const text of texts) {
    hub.perform([{ type: "send", to: [to], texts: [text] }]);
    await hub.client(to)?.outbox.flushed();
    if (hub.client(to)?.isLeaving !== false) return;
    await hub.sleep(hub.timing.item);
  }
}
