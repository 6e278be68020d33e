/**
 * The class's own server, as a model: its words, and one read a round.
 *
 * A member of a room is read within 0.25 s for each of the others, and
 * everything that it has written meanwhile is one message.
 */
import { CLASS } from "../../../lib/server/rooms.ts";
import { type Link, type Room, TIME, type World } from "./world.ts";

/** Takes a connection in. */
export function accept(world: World, owner: number): Link {
  const id = 1 + Math.max(0, ...world.links.map(({ id }) => id));
  const link: Link = {
    id,
    owner,
    isOpen: true,
    isDead: false,
    brokenBy: null,
    up: [],
    down: [],
    inbox: [],
    readBy: null,
    passedBy: [],
    mayMerge: false,
    stage: "lobby",
    room: "",
    nick: "",
    wants: null,
    talk: [],
  };
  world.links.push(link);
  return link;
}

/** Notes that something has arrived, which will be read in time. */
export function arrive(world: World, link: Link, text: string | null): void {
  if (link.stage === "gone") return;
  link.inbox.push(text);
  const roll = world.rooms.find(({ name }) => name === link.room)?.roll;
  // Whoever calls the roll has had its turn.
  if (roll && link.stage === "room" && roll.to !== link.id) {
    link.passedBy.push(roll.to);
    if (roll.isSurprise) link.mayMerge = true;
  }
  if (link.readBy === null) expectRead(world, link);
}

/** Sets when a connection is read at the latest. */
export function expectRead(world: World, link: Link): void {
  const ms = link.stage === "room" ? roundOf(world, link) : TIME.thread;
  link.readBy = world.now + ms;
}

function roundOf(world: World, { stage, room: name }: Link): number {
  const room = world.rooms.find((room) => room.name === name);
  if (room === undefined) return TIME.thread;
  const others = room.members.length - (stage === "room" ? 1 : 0);
  return Math.max(TIME.thread, rollLeft(world, room) + TIME.look * others);
}

function rollLeft({ now }: World, { roll }: Room): number {
  return roll === null ? 0 : roll.nextAt - now + TIME.item * roll.texts.length;
}

/** Returns whether the server can read a connection now. */
export function canRead(world: World, link: Link): boolean {
  const isRoomBusy = link.stage === "room" &&
    (isStopped(world, link) || !isInTurn(world, link));
  return link.inbox.length > 0 && link.wants === null && !isRoomBusy;
}

/** Returns whether a room can decide about a nickname now. */
export function canAdmit(world: World, link: Link): boolean {
  return link.wants !== null && !isStopped(world, link);
}

/** Whether nobody waits who comes before it in this round. */
function isInTurn({ links }: World, { id }: Link): boolean {
  return links.every(({ passedBy }) => !passedBy.includes(id));
}

/** Returns whether the room calls the roll, and does nothing else. */
export function isStopped({ rooms }: World, link: Link): boolean {
  return rooms.some(({ name, roll }) => name === link.room && roll !== null);
}

/** Reads a connection once: everything that has arrived is one message. */
export function read(world: World, link: Link): void {
  const end = link.inbox.indexOf(null);
  const chunks = end < 0 ? link.inbox : link.inbox.slice(0, end);
  const text = chunks.join("");
  if (chunks.length > 1 && !link.mayMerge) {
    world.problem = `merged: ${JSON.stringify(text)}`;
  }
  link.mayMerge = false;
  link.inbox = end < 0 ? [] : link.inbox.slice(chunks.length);
  link.readBy = null;
  link.passedBy = [];
  const { stage } = link;
  for (const other of world.links) {
    const isSkipped = stage === "room" && other !== link &&
      other.stage === "room" && other.room === link.room &&
      other.inbox.length > 0;
    if (isSkipped) other.passedBy.push(link.id);
  }
  if (chunks.length === 0 || stage === "gone") return leave(world, link, true);
  const reading = CLASS.read(stage, text);
  if (reading.type === "text") take(world, link, reading.text, chunks);
  else leave(world, link, reading.type === "logout");
  if (link.inbox.length > 0) expectRead(world, link);
}

function take(
  world: World,
  link: Link,
  text: string,
  chunks: readonly (string | null)[],
): void {
  if (link.stage === "room") return takeInRoom(world, link, text, chunks);
  if (link.stage === "lobby") {
    if (text === "/list") {
      const names = world.rooms.map(({ name }) => name);
      for (const item of [String(names.length), ...names]) {
        send(world, link, item);
      }
      return;
    }
    const room = CLASS.name("/join", text);
    if (room === null) return send(world, link, "1");
    link.stage = "naming";
    link.room = room;
    return send(world, link, "0");
  }
  const nick = CLASS.name("/nick", text);
  if (nick === null) return send(world, link, "1");
  link.wants = { nick, by: world.now + roundOf(world, link) };
}

/** Decides about a nickname, as a room does once a round. */
export function admit(world: World, link: Link): void {
  const nick = link.wants?.nick ?? "";
  link.wants = null;
  const known = world.rooms.find(({ name }) => name === link.room);
  const room: Room = known ??
    { name: link.room, members: [], roll: null, joinedAt: 0 };
  if (known === undefined) world.rooms.push(room);
  if (membersOf(world, room).some((member) => member.nick === nick)) {
    link.stage = "renaming";
    return send(world, link, "2");
  }
  room.members.push(link.id);
  room.joinedAt = world.now;
  link.stage = "room";
  link.nick = nick;
  send(world, link, "0");
  if (known === undefined) return sendAll(world, [link], CLASS.welcome);
  const texts = CLASS.joined(nick, room.members.length);
  sendAll(world, membersOf(world, room), texts);
}

function takeInRoom(
  world: World,
  link: Link,
  text: string,
  chunks: readonly (string | null)[],
): void {
  const room = world.rooms.find(({ name }) => name === link.room);
  if (room === undefined) return;
  const members = membersOf(world, room);
  if (text === "/who") {
    const texts = [...CLASS.users(members.map(({ nick }) => nick))];
    const isSurprise = world.now >= room.joinedAt + TIME.roll;
    room.roll = { to: link.id, texts, nextAt: world.now, isSurprise };
    for (const member of members) {
      if (isSurprise && member.inbox.length > 0) member.mayMerge = true;
      if (member.readBy !== null) member.readBy += TIME.item * texts.length;
    }
    for (const { room: name, wants } of world.links) {
      if (wants !== null && name === room.name) {
        wants.by += TIME.item * texts.length;
      }
    }
    return;
  }
  world.taken[link.owner]?.push(...chunks.flatMap((chunk) => chunk ?? []));
  const others = members.filter((member) => member !== link);
  for (const other of others) {
    const [said = ""] = CLASS.message(link.nick, text);
    other.talk.push(said);
    send(world, other, said);
  }
}

/** Sends the next item of an answer to `/who`, or ends the answer. */
export function goOnWithRoll(world: World, room: Room): void {
  if (room.roll === null) return;
  const [text, ...texts] = room.roll.texts;
  if (text === undefined) {
    room.roll = null;
    return;
  }
  const { to } = room.roll;
  room.roll = { ...room.roll, texts, nextAt: world.now + TIME.item };
  const link = world.links.find(({ id }) => id === to);
  if (link !== undefined) send(world, link, text);
}

/** Finds a connection broken, or takes leave of it. */
export function leave(world: World, link: Link, isOrderly: boolean): void {
  const { stage, nick } = link;
  link.stage = "gone";
  link.inbox = [];
  link.readBy = null;
  link.brokenBy = null;
  link.wants = null;
  link.passedBy = [];
  if (isOrderly) send(world, link, null);
  if (stage !== "room") return;
  const room = world.rooms.find(({ name }) => name === link.room);
  if (room === undefined) return;
  room.members = room.members.filter((id) => id !== link.id);
  if (room.roll?.to === link.id) room.roll = null;
  const texts = isOrderly ? CLASS.left(nick) : CLASS.lost(nick);
  sendAll(world, membersOf(world, room), texts);
}

function membersOf({ links }: World, { members }: Room): Link[] {
  return members.flatMap((id) => links.filter((link) => link.id === id));
}

function sendAll(
  world: World,
  links: readonly Link[],
  texts: readonly string[],
): void {
  for (const link of links) {
    for (const text of texts) send(world, link, text);
  }
}

function send({ now }: World, link: Link, text: string | null): void {
  if (!link.isOpen || link.isDead) return;
  const ms = link.down.length === 0 ? TIME.latency : TIME.nagle;
  link.down.push({ text, by: now + ms });
}
