/**
 * Everything that can happen next in a world: each move by its name, with the
 * world that it leads to.
 */
import { wantsLine } from "../../../lib/protocol/reducer.ts";
import { drive } from "./client.ts";
import {
  accept,
  admit,
  arrive,
  canAdmit,
  canRead,
  expectRead,
  goOnWithRoll,
  isStopped,
  leave,
  read,
} from "./server.ts";
import {
  type Client,
  type Faults,
  fork,
  type Link,
  linkOf,
  TIME,
  type World,
} from "./world.ts";

/** Something that happens, and what comes of it. */
export interface Move {
  /** Its name: the same one always means the same in the same world. */
  readonly name: string;
  /** What makes it happen: a user, a fault, or the way of the world. */
  readonly by: By;
  /** Makes the next world. */
  readonly make: () => World;
}

/** What makes a move happen. */
export type By = "user" | "fault" | "world";

const encoder = new TextEncoder();

/** Lists what can happen next, what is due first. */
export function movesFrom(world: World): Move[] {
  const moves: Move[] = [];
  const add = (
    name: string,
    change: (next: World) => void,
    by: By = "world",
  ) => {
    const make = () => {
      const next = fork(world);
      change(next);
      return next;
    };
    moves.push({ name, by, make });
  };
  for (const i of world.links.keys()) addLinkMoves(world, i, add);
  for (const [i, room] of world.rooms.entries()) {
    if (room.roll === null || room.roll.nextAt > world.now) continue;
    add(
      `${room.name}: next item`,
      (next) => goOnWithRoll(next, at(next.rooms, i)),
    );
  }
  for (const i of world.clients.keys()) addClientMoves(world, i, add);
  const time = nextTime(world);
  if (time > world.now && time < Infinity) {
    add(`+${time - world.now} ms`, (next) => next.now = time);
  }
  return moves;
}

type Add = (
  name: string,
  change: (next: World) => void,
  by?: By,
) => void;

function addLinkMoves(world: World, i: number, add: Add): void {
  const link = at(world.links, i);
  const { id, up, down, owner } = link;
  const [chunk] = up;
  if (chunk !== undefined) {
    add(`${id} > ${chunk.text}`, (next) => {
      const link = at(next.links, i);
      arrive(next, link, link.up.shift()?.text ?? null);
    });
  }
  if (canRead(world, link)) {
    add(`${id} read`, (next) => read(next, at(next.links, i)));
  }
  if (canAdmit(world, link)) {
    add(`${id} admit ${link.wants?.nick}`, (next) => {
      const link = at(next.links, i);
      admit(next, link);
      if (link.inbox.length > 0) expectRead(next, link);
    });
  }
  if (link.brokenBy !== null && !isStopped(world, link)) {
    add(`${id} found broken`, (next) => leave(next, at(next.links, i), false));
  }
  const texts = down.map(({ text }) => text);
  const end = texts.indexOf(null);
  const count = end < 0 ? texts.length : end;
  // As much as has come is one read; or each for itself.
  for (const length of new Set([Math.min(1, count), count])) {
    if (length === 0) continue;
    const text = texts.slice(0, length).join("");
    add(`${id} < ${JSON.stringify(text)}`, (next) => {
      const link = at(next.links, i);
      link.down.splice(0, length);
      const bytes = encoder.encode(text);
      drive(next, at(next.clients, owner), { type: "bytes", bytes });
    });
  }
  if (end === 0) {
    add(`${id} < closed`, (next) => {
      lose(next, at(next.clients, owner), at(next.links, i), null);
    });
  }
  const [first = ""] = texts;
  if (first !== null && first.length > 1 && world.faults.split > 0) {
    add(`${id} < cut`, (next) => {
      next.faults = less(next.faults, "split");
      next.isCut = true;
      const link = at(next.links, i);
      const half = first.length >> 1;
      const by = at(link.down, 0).by;
      link.down[0] = { text: first.slice(half), by };
      const bytes = encoder.encode(first.slice(0, half));
      drive(next, at(next.clients, owner), { type: "bytes", bytes });
    }, "fault");
  }
}

/** The client notices that its connection is over. */
function lose(
  world: World,
  client: Client,
  link: Link,
  detail: string | null,
): void {
  link.isOpen = false;
  link.down = [];
  client.isWriting = false;
  drive(world, client, { type: "lost", detail });
  link.talk = [];
}

function addClientMoves(world: World, i: number, add: Add): void {
  const client = at(world.clients, i);
  const { state, plan, exit } = client;
  if (exit !== null) return;
  const link = linkOf(world, client);
  const me = (next: World) => at(next.clients, i);
  const mine = (next: World) => linkOf(next, me(next));
  const { faults } = world;
  if (state.phase === "connecting") {
    add(`${i} connected`, (next) => {
      me(next).link = accept(next, i).id;
      drive(next, me(next), { type: "connected" });
    });
  }
  if (client.isWriting) {
    add(`${i} sent`, (next) => {
      me(next).isWriting = false;
      drive(next, me(next), { type: "sent" });
    });
  }
  if (state.wakeAt !== null && state.wakeAt <= world.now) {
    add(`${i} tick`, (next) => drive(next, me(next), { type: "tick" }));
  }
  if (wantsLine(state)) {
    const [text] = plan;
    add(`${i} types ${text ?? "the end"}`, (next) => {
      const client = me(next);
      client.plan = plan.slice(1);
      if (text === undefined) return drive(next, client, { type: "eof" });
      if (!text.startsWith("/")) client.said.push(text);
      const line = { text, number: 1, origin: "typed" } as const;
      drive(next, client, { type: "line", line });
    }, "user");
  }
  const fault = (
    name: keyof Faults,
    what: string,
    change: (next: World) => void,
  ) => {
    if (faults[name] === 0) return;
    add(`${i} ${what}`, (next) => {
      next.faults = less(next.faults, name);
      change(next);
    }, "fault");
  };
  if (state.phase === "connecting") {
    fault("refuse", "unreachable", (next) => {
      drive(next, me(next), { type: "unreachable", detail: "refused" });
    });
  }
  if (link?.isOpen && !link.isDead) {
    for (const isGhost of [false, true]) {
      for (const arrives of link.up.length > 0 ? [false, true] : [true]) {
        const name = `cut${isGhost ? ", a ghost" : ""}` +
          (arrives ? "" : ", what was sent is lost");
        fault("cut", name, (next) => {
          const link = mine(next);
          if (link === undefined) return;
          cut(next, link, isGhost, arrives);
          lose(next, me(next), link, "reset");
        });
      }
    }
    fault("die", "dies", (next) => {
      const link = mine(next);
      if (link === undefined) return;
      cut(next, link, true, false);
      link.down = [];
    });
  }
  if (client.isWriting) {
    fault("stick", "is stuck", (next) => {
      me(next).isWriting = false;
    });
  }
  fault("signal", "signal", (next) => {
    drive(next, me(next), { type: "signal", number: 2 });
  });
  fault("cancel", "cancel", (next) => {
    drive(next, me(next), { type: "cancel" });
  });
}

/** Breaks a connection: what was sent arrives or does not. */
function cut(
  world: World,
  link: Link,
  isGhost: boolean,
  arrives: boolean,
): void {
  if (!arrives) link.up = [];
  else if (isGhost) {
    for (const { text } of link.up.splice(0)) arrive(world, link, text);
  }
  link.isDead = true;
  if (link.stage === "gone") return;
  if (isGhost) link.brokenBy = world.now + TIME.ghost;
  else link.up.push({ text: null, by: world.now + TIME.latency });
}

function less(faults: Faults, name: keyof Faults): Faults {
  return { ...faults, [name]: faults[name] - 1 };
}

/** Returns when something is due at the latest; nothing may be late. */
function nextTime(world: World): number {
  const { clients, links, rooms } = world;
  const ofClients = clients.map(({ isWriting, exit, state }) => {
    if (exit !== null) return Infinity;
    const isAtOnce = isWriting || state.phase === "connecting";
    return isAtOnce ? -Infinity : state.wakeAt ?? Infinity;
  });
  const ofLinks = links.flatMap((link) => [
    link.up[0]?.by,
    link.down[0]?.by,
    link.wants === null ? link.readBy : link.wants.by,
    isStopped(world, link) ? null : link.brokenBy,
  ]);
  const ofRooms = rooms.map(({ roll }) => roll?.nextAt);
  const others = [...ofLinks, ...ofRooms].map((at) => at ?? Infinity);
  return Math.min(...ofClients, ...others);
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
}
