/**
 * The rooms of a server: who is where, and what everybody hears. Pure: what a
 * client says goes in, what is to be sent comes out.
 *
 * @module
 */
import { byteLength, MESSAGE_BYTES, split } from "../protocol/limits.ts";

/** The most bytes of a room's name or a nickname. */
export const NAME_BYTES = 64;

/** Tells one client from another; whoever keeps the sockets chooses it. */
export type ClientId = number;

/** What a client's words lead to, in this order. */
export type Outcome =
  /** Send each of these texts to each of these clients. */
  | {
    readonly type: "send";
    readonly to: readonly ClientId[];
    readonly texts: readonly string[];
  }
  /** Close the client's connection, after what was sent to it. */
  | { readonly type: "close"; readonly to: ClientId }
  /** A nickname was taken in a room, or is free again. */
  | {
    readonly type: "came" | "went";
    readonly nick: string;
    readonly room: string;
  };

interface Room {
  readonly name: string;
  readonly members: Set<Client>;
  /** Clients by what people see of their nicknames. */
  readonly nicks: Map<string, Client>;
}

interface Client {
  readonly id: ClientId;
  room: Room | null;
  nick: string | null;
}

/** The answers that the assignment numbers. */
const OK = "0";
const MALFORMED = "1";
const TAKEN = "2";

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
 * assertEquals(rooms.hear(1, "/join games"), [
 *   { type: "send", to: [1], texts: ["0"] },
 * ]);
 * assertEquals(rooms.hear(1, "/nick bob")[0], {
 *   type: "send",
 *   to: [1],
 *   texts: ["0"],
 * });
 * assertEquals(rooms.hear(1, "/who"), [
 *   { type: "send", to: [1], texts: ["bob"] },
 * ]);
 * ```
 */
export class Rooms {
  readonly #clients = new Map<ClientId, Client>();
  readonly #rooms = new Map<string, Room>();
  readonly #echo: boolean;
  readonly #limit: number;

  /**
   * No room exists before a client joins it.
   *
   * @param options `echo`: whether a message goes to its sender too;
   * `limit`: the most bytes of one text, by default the assignment's 1024.
   */
  constructor(options: { echo?: boolean; limit?: number } = {}) {
    this.#echo = options.echo ?? false;
    this.#limit = options.limit ?? MESSAGE_BYTES;
  }

  /** How many clients there are. */
  get size(): number {
    return this.#clients.size;
  }

  /** Lets a client into the lobby, unless it is in already. */
  enter(id: ClientId): void {
    if (this.#clients.has(id)) return;
    this.#clients.set(id, { id, room: null, nick: null });
  }

  /**
   * Takes what a client says.
   *
   * @param id The client; one that has not entered is not heard.
   * @param text One message, without anything that ends it.
   * @returns What follows.
   */
  hear(id: ClientId, text: string): Outcome[] {
    const client = this.#clients.get(id);
    if (client === undefined || text === "") return [];
    if (text === "/logout") {
      return [...this.leave(id), { type: "close", to: id }];
    }
    if (byteLength(text) > MESSAGE_BYTES) return answer(client, MALFORMED);
    if (client.room === null) return this.#hearInLobby(client, text);
    if (client.nick === null) return naming(client, client.room, text);
    if (text === "/who") return answer(client, ...nicks(client.room));
    return this.#talk(client, client.room, client.nick, text);
  }

  /**
   * Takes a client out. Its nickname is free again, and a room that it leaves
   * empty is gone.
   *
   * @param id The client.
   * @returns What follows.
   */
  leave(id: ClientId): Outcome[] {
    const client = this.#clients.get(id);
    this.#clients.delete(id);
    if (client === undefined || client.room === null) return [];
    const { room, nick } = client;
    room.members.delete(client);
    if (room.members.size === 0) this.#rooms.delete(seen(room.name));
    if (nick === null) return [];
    room.nicks.delete(seen(nick));
    return [{ type: "went", nick, room: room.name }];
  }

  #hearInLobby(client: Client, text: string): Outcome[] {
    if (text === "/list") {
      const names = Array.from(this.#rooms.values(), (room) => room.name);
      return answer(client, String(names.length), ...names);
    }
    const name = argument("/join", text);
    if (name === null) return answer(client, MALFORMED);
    const room = this.#rooms.get(seen(name)) ??
      { name, members: new Set(), nicks: new Map() };
    this.#rooms.set(seen(name), room);
    room.members.add(client);
    client.room = room;
    return answer(client, OK);
  }

  #talk(client: Client, room: Room, nick: string, text: string): Outcome[] {
    const name = `${nick}: `;
    const to = Array.from(room.nicks.values())
      .filter((member) => this.#echo || member !== client)
      .map((member) => member.id);
    if (to.length === 0) return [];
    const texts = split(text, this.#limit - byteLength(name))
      .map((part) => name + part);
    return [{ type: "send", to, texts }];
  }
}

function naming(client: Client, room: Room, text: string): Outcome[] {
  const nick = argument("/nick", text);
  if (nick === null) return answer(client, MALFORMED);
  if (room.nicks.has(seen(nick))) return answer(client, TAKEN);
  room.nicks.set(seen(nick), client);
  client.nick = nick;
  return [
    ...answer(client, OK),
    { type: "came", nick, room: room.name },
  ];
}

function nicks(room: Room): string[] {
  return Array.from(room.nicks.values(), (member) => member.nick ?? "");
}

function answer({ id }: Client, ...texts: string[]): Outcome[] {
  return [{ type: "send", to: [id], texts }];
}

/** The name after a command, or `null` unless it is one good name. */
function argument(command: string, text: string): string | null {
  const name = text.slice(command.length).trim();
  return text.startsWith(`${command} `) && isName(name) ? name : null;
}

const NOT_IN_NAMES = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u;

function isName(name: string): boolean {
  return name !== "" && !name.startsWith("/") && !NOT_IN_NAMES.test(name) &&
    byteLength(name) <= NAME_BYTES;
}

/** What people see of a name: two that look alike are the same name. */
function seen(name: string): string {
  return name.normalize("NFKC");
}
