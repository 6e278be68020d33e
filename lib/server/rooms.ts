/**
 * The rooms of a server: who is in which, and who is told what. Pure: a client's
 * message goes in, actions come out.
 *
 * @module
 */
import type { Action, ClientId } from "./actions.ts";
import { type Dialect, plain, type Stage } from "./dialects.ts";

export type { Action, ClientId } from "./actions.ts";
export {
  CLASS,
  type Dialect,
  plain,
  type Reading,
  type Stage,
} from "./dialects.ts";

interface Room {
  readonly name: string;
  readonly present: Set<Client>;
  /** Clients by the canonical form of their nicknames. */
  readonly nicks: Map<string, Client>;
}

interface Client {
  readonly id: ClientId;
  stage: Stage;
  /** The room that it has joined, and its nickname there. */
  room: string;
  nick: string;
}

/** The answers that the assignment numbers. */
const OK = "0";
const MALFORMED = "1";
const TAKEN = "2";

/** With more rooms than this, one that is empty makes way for a new one. */
export const MAX_ROOMS = 1000;

/**
 * All rooms of one server.
 *
 * @example
 * ```ts
 * import { Rooms } from "./rooms.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rooms = new Rooms();
 * rooms.enter(1);
 * assertEquals(rooms.receive(1, "/join games"), [
 *   { type: "send", to: [1], texts: ["0"] },
 * ]);
 * assertEquals(rooms.receive(1, "/nick bob"), [
 *   { type: "send", to: [1], texts: ["0"] },
 *   { type: "joined", nick: "bob", room: "games" },
 * ]);
 * assertEquals(rooms.receive(1, "/who"), [
 *   { type: "send items", to: 1, texts: ["bob"] },
 * ]);
 * ```
 */
export class Rooms {
  readonly #clients = new Map<ClientId, Client>();
  readonly #rooms = new Map<string, Room>();
  readonly #dialect: Dialect;
  readonly #echo: boolean;

  /**
   * Starts without rooms.
   *
   * @param options `dialect`: the kind of server, by default a plain one;
   * `echo`: whether a message goes to its sender too.
   */
  constructor(options: { dialect?: Dialect; echo?: boolean } = {}) {
    this.#dialect = options.dialect ?? plain();
    this.#echo = options.echo ?? false;
  }

  /** The number of clients. */
  get size(): number {
    return this.#clients.size;
  }

  /**
   * Lists who is in a room.
   *
   * @param room The room's name.
   * @returns The clients that have a nickname there, in the order they came.
   */
  members(room: string): ClientId[] {
    const nicks = this.#rooms.get(this.#dialect.canonical(room))?.nicks;
    return Array.from(nicks?.values() ?? [], (client) => client.id);
  }

  /**
   * Returns the stage that a client has reached.
   *
   * @param id The client.
   * @returns Its stage, or `null` for one that has not entered.
   */
  stage(id: ClientId): Stage | null {
    return this.#clients.get(id)?.stage ?? null;
  }

  /**
   * Puts a new client into the lobby.
   *
   * @param id The client; nothing happens if it has entered already.
   */
  enter(id: ClientId): void {
    if (this.#clients.has(id)) return;
    this.#clients.set(id, { id, stage: "lobby", room: "", nick: "" });
  }

  /**
   * Receives a client's message.
   *
   * @param id The client; one that has not entered is ignored.
   * @param text One message, without a delimiter.
   * @returns The actions to perform, in this order.
   */
  receive(id: ClientId, text: string): Action[] {
    const client = this.#clients.get(id);
    if (client === undefined) return [];
    const reading = this.#dialect.read(client.stage, text);
    switch (reading.type) {
      case "ignored":
        return [];
      case "malformed":
        return [answer(client, MALFORMED)];
      case "logout":
        return [{ type: "close", client: id }, ...this.leave(id)];
      case "forget":
        return [{ type: "forget", client: id }, ...this.leave(id)];
      case "text":
        return this.#perform(client, reading.text);
    }
  }

  /**
   * Decides about the nickname that a client wants.
   *
   * @param id The client that an action `admit` has named.
   * @returns The actions to perform, in this order.
   */
  admit(id: ClientId): Action[] {
    const client = this.#clients.get(id);
    if (client === undefined || client.nick === "") return [];
    const { nick } = client;
    const key = this.#dialect.canonical(nick);
    const isNew = this.#find(client) === undefined;
    const room = this.#find(client) ?? this.#open(client);
    if (room.nicks.has(key)) {
      client.stage = "renaming";
      client.nick = "";
      return [answer(client, TAKEN)];
    }
    client.stage = "room";
    room.present.add(client);
    room.nicks.set(key, client);
    return [
      answer(client, OK),
      ...isNew
        ? announcement([client], this.#dialect.welcome)
        : this.#announce(room, this.#dialect.joined(nick, room.nicks.size)),
      { type: "joined", nick, room: room.name },
    ];
  }

  /**
   * Takes a client out and frees its nickname.
   *
   * @param id The client.
   * @param how `lost` if its connection broke.
   * @returns The actions to perform, in this order.
   */
  leave(id: ClientId, how: "left" | "lost" = "left"): Action[] {
    const client = this.#clients.get(id);
    this.#clients.delete(id);
    const room = client && this.#find(client);
    if (client === undefined || !room?.present.delete(client)) return [];
    const { hasRoomThreads, canonical } = this.#dialect;
    if (room.present.size === 0 && !hasRoomThreads) {
      this.#rooms.delete(canonical(room.name));
    }
    if (client.stage !== "room") return [];
    const { nick } = client;
    room.nicks.delete(canonical(nick));
    return [
      { type: "left", nick, room: room.name },
      ...this.#announce(room, this.#dialect[how](nick)),
    ];
  }

  #perform(client: Client, text: string): Action[] {
    switch (client.stage) {
      case "lobby":
        return this.#performInLobby(client, text);
      case "naming":
      case "renaming":
        return this.#requestNick(client, text);
      case "room":
        return this.#performInRoom(client, text);
    }
  }

  #performInLobby(client: Client, text: string): Action[] {
    if (text === "/list") {
      const names = Array.from(this.#rooms.values(), (room) => room.name);
      return [items(client, [String(names.length), ...names])];
    }
    const name = this.#dialect.name("/join", text);
    if (name === null) return [answer(client, MALFORMED)];
    client.stage = "naming";
    client.room = name;
    if (!this.#dialect.hasRoomThreads) {
      (this.#find(client) ?? this.#open(client)).present.add(client);
    }
    return [answer(client, OK)];
  }

  #requestNick(client: Client, text: string): Action[] {
    const nick = this.#dialect.name("/nick", text);
    if (nick === null) return [answer(client, MALFORMED)];
    client.nick = nick;
    const { id, room } = client;
    return this.#dialect.hasRoomThreads
      ? [{ type: "admit", client: id, room }]
      : this.admit(id);
  }

  #performInRoom(client: Client, text: string): Action[] {
    const members = Array.from(this.#find(client)?.nicks.values() ?? []);
    if (text === "/who") {
      const nicks = members.map(({ nick }) => nick);
      return [items(client, this.#dialect.users(nicks))];
    }
    const to = members.filter((member) => this.#echo || member !== client);
    return announcement(to, this.#dialect.message(client.nick, text));
  }

  #find(client: Client): Room | undefined {
    return this.#rooms.get(this.#dialect.canonical(client.room));
  }

  #open({ room: name }: Client): Room {
    if (this.#rooms.size >= MAX_ROOMS) this.#removeEmptyRoom();
    const room = { name, present: new Set<Client>(), nicks: new Map() };
    this.#rooms.set(this.#dialect.canonical(name), room);
    return room;
  }

  #removeEmptyRoom(): void {
    for (const [key, room] of this.#rooms) {
      if (room.present.size === 0) return void this.#rooms.delete(key);
    }
  }

  #announce(room: Room, texts: readonly string[]): Action[] {
    return announcement([...room.nicks.values()], texts);
  }
}

function answer({ id }: Client, text: string): Action {
  return { type: "send", to: [id], texts: [text] };
}

function items({ id }: Client, texts: readonly string[]): Action {
  return { type: "send items", to: id, texts };
}

function announcement(
  to: readonly Client[],
  texts: readonly string[],
): Action[] {
  if (to.length === 0 || texts.length === 0) return [];
  return [{ type: "send", to: to.map(({ id }) => id), texts }];
}
