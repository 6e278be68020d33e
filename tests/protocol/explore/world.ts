/**
 * The world of the model checker: two clients, the class's server, and what is
 * on its way between them. Plain data; a step copies it first.
 */
import type { Config } from "../../../lib/protocol/config.ts";
import { begin } from "../../../lib/protocol/reducer.ts";
import type { State } from "../../../lib/protocol/state.ts";

/** Times in milliseconds, as CLASS_SERVER.md has them. */
export const TIME = {
  /** The longest look at a silent member of a room. */
  look: 250,
  /** The silence after each item of an answer. */
  item: 150,
  /** The longest that anything is on its way. */
  latency: 40,
  /** The same, for what is held back by Nagle's algorithm. */
  nagle: 200,
  /** The longest that something waits where a thread has nothing else to do. */
  thread: 5,
  /** How long after somebody came one reckons with a roll. */
  roll: 1000,
  /** When a connection is found broken that nobody has closed. */
  ghost: 8000,
};

/** What is on its way: text, or the end of the connection. */
export interface Chunk {
  readonly text: string | null;
  /** When it arrives at the latest. */
  readonly by: number;
}

/** A connection, with both of its ends. */
export interface Link {
  readonly id: number;
  /** The client that made it. */
  readonly owner: number;
  /** Whether the client still has its end. */
  isOpen: boolean;
  /** Nothing gets through any more, and nobody has noticed. */
  isDead: boolean;
  /** When the server finds it broken at the latest. */
  brokenBy: number | null;
  /** To the server, and to the client. */
  up: Chunk[];
  down: Chunk[];
  /** What has arrived at the server and was not read yet. */
  inbox: (string | null)[];
  /** When it is read at the latest. */
  readBy: number | null;
  /** Who was read since it arrived, and is read again only after this one. */
  passedBy: number[];
  /** A surprising roll has kept it waiting, so it may merge. */
  mayMerge: boolean;
  /** Where the server has the client. */
  stage: "lobby" | "naming" | "renaming" | "room" | "gone";
  room: string;
  nick: string;
  /** The nickname that the room has still to decide about. */
  wants: { nick: string; by: number } | null;
  /** What the server has sent of others' talk and the client has not shown. */
  talk: string[];
}

/** An answer to `/who` that is being sent. */
export interface Roll {
  readonly to: number;
  readonly texts: readonly string[];
  readonly nextAt: number;
  /** Whether it came when nobody reckons with one, so messages may merge. */
  readonly isSurprise: boolean;
}

/** A room of the server. */
export interface Room {
  readonly name: string;
  /** The connections in it, in the order they came. */
  members: number[];
  /** An answer to `/who` that stops the room. */
  roll: Roll | null;
  /** When somebody last came. */
  joinedAt: number;
}

/** One of the two clients, and its user. */
export interface Client {
  state: State;
  /** What the user has still to type. */
  plan: readonly string[];
  /** What the user has said. */
  said: string[];
  link: number | null;
  isWriting: boolean;
  exit: number | null;
  /** What the user was told of their lines. */
  unsent: string[];
  unconfirmed: string[];
}

/** What else may happen, and how often. */
export interface Faults {
  /** The connection breaks; both ends notice, or only the client's. */
  cut: number;
  /** The connection dies, and nobody notices. */
  die: number;
  /** No connection can be made. */
  refuse: number;
  /** The kernel takes nothing. */
  stick: number;
  /** One read of the client ends in the middle. */
  split: number;
  /** The user presses Ctrl-C in a program without a terminal. */
  signal: number;
  /** The user drops what waits. */
  cancel: number;
}

/** Nothing goes wrong. */
export const NO_FAULTS: Faults = {
  cut: 0,
  die: 0,
  refuse: 0,
  stick: 0,
  split: 0,
  signal: 0,
  cancel: 0,
};

/** Everything. */
export interface World {
  now: number;
  readonly clients: Client[];
  links: Link[];
  rooms: Room[];
  faults: Faults;
  /** What the server took as said, by client. */
  taken: string[][];
  /** A read has ended in the middle: what is shown cannot be right then. */
  isCut: boolean;
  /** What is wrong with this world, noticed while it came about. */
  problem: string | null;
}

/** Makes a world in which nothing has happened. */
export function newWorld(
  users: readonly { config: Config; plan: readonly string[] }[],
  faults: Faults,
): World {
  return {
    now: 0,
    clients: users.map(({ config, plan }): Client => ({
      state: begin(config)[0],
      plan,
      said: [],
      link: null,
      isWriting: false,
      exit: null,
      unsent: [],
      unconfirmed: [],
    })),
    links: [],
    rooms: [],
    faults,
    taken: users.map(() => []),
    isCut: false,
    problem: null,
  };
}

/** Copies a world, to change the copy. */
export function fork(world: World): World {
  return {
    ...world,
    clients: world.clients.map((client) => ({
      ...client,
      said: [...client.said],
      unsent: [...client.unsent],
      unconfirmed: [...client.unconfirmed],
    })),
    links: world.links.map((link) => ({
      ...link,
      up: [...link.up],
      down: [...link.down],
      inbox: [...link.inbox],
      passedBy: [...link.passedBy],
      wants: link.wants && { ...link.wants },
      talk: [...link.talk],
    })),
    rooms: world.rooms.map((room) => ({
      ...room,
      members: [...room.members],
      roll: room.roll && { ...room.roll },
    })),
    taken: world.taken.map((texts) => [...texts]),
  };
}

/** Returns a client's connection, if it has one. */
export function linkOf(world: World, client: Client): Link | undefined {
  return world.links.find(({ id }) => id === client.link);
}
