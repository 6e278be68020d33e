/**
 * The demo: a practice server and two bots in this process, and a user among
 * them.
 *
 * @module
 */
import { requireNet } from "../io/permission.ts";
import { listen } from "../server/listen.ts";
import type { ServerNews } from "../server/news.ts";
import { BOT_ROOM, BOTS } from "./bots.ts";
import { BotUser, type Endpoint } from "./bot_user.ts";

/** The address that the server listens on. */
const HOST = "127.0.0.1";

/** The time between two lines of small talk, in milliseconds. */
const SILENCE_MS = 6000;

/** A server with two bots, which keep people company. */
export interface Demo {
  /** The server's address. */
  readonly address: Endpoint;
  /** Sends the bots away and closes the server. */
  close(): Promise<void>;
}

/**
 * Starts the demo on a free loopback port.
 *
 * @returns The demo, once there is a room to be listed.
 * @throws {Deno.errors.NotCapable} Without `--allow-net`: one port is not enough.
 */
export async function startDemo(): Promise<Demo> {
  requireNet(HOST, 0);
  const { promise: hasRoom, resolve } = Promise.withResolvers<void>();
  const company = new Company();
  const server = listen({
    host: HOST,
    port: 0,
    wire: "class",
    gap: 0,
    echo: false,
    maxClients: 100,
  }, (news) => {
    company.onNews(news);
    if (news.type === "joined") resolve();
  });
  const users = BOTS.map((bot) => new BotUser(bot, server.address));
  company.begin(users);
  await hasRoom;
  const timer = setInterval(() => company.chatter(), SILENCE_MS);
  return {
    address: server.address,
    async close() {
      clearInterval(timer);
      const left = users.map((user) => user.leave());
      await server.close();
      await Promise.all(left);
    },
  };
}

/** The bots, which go where people are. */
class Company {
  #bots: readonly BotUser[] = [];
  #room = BOT_ROOM;
  /** The people in each room; the room that was entered last is the last one. */
  readonly #people = new Map<string, Set<string>>();
  #turn = 0;

  begin(bots: readonly BotUser[]): void {
    this.#bots = bots;
    for (const bot of bots) bot.goTo(this.#room);
  }

  onNews(news: ServerNews): void {
    if (news.type !== "joined" && news.type !== "left") return;
    if (news.type === "left") return this.#onLeft(news);
    const bot = this.#bots.find(({ bot, entered }) =>
      bot.nick === news.nick && entered === news.room
    );
    if (bot === undefined) return this.#onJoined(news);
    bot.arrive(this.#people.get(news.room) ?? []);
  }

  /** Lets the bots speak in turn, if somebody is there to listen. */
  chatter(): void {
    if (!this.#people.has(this.#room)) return;
    this.#bots[this.#turn++ % this.#bots.length]?.chatter();
  }

  #onJoined({ nick, room }: { nick: string; room: string }): void {
    const people = this.#people.get(room) ?? new Set();
    // Set anew, the room is the last one.
    this.#people.delete(room);
    this.#people.set(room, people.add(nick));
    if (room === this.#room) { for (const bot of this.#bots) bot.greet(nick); }
    else this.#follow(room);
  }

  #onLeft({ nick, room }: { nick: string; room: string }): void {
    const people = this.#people.get(room);
    people?.delete(nick);
    if (people?.size === 0) this.#people.delete(room);
    const last = [...this.#people.keys()].at(-1);
    if (last !== undefined && !this.#people.has(this.#room)) this.#follow(last);
  }

  #follow(room: string): void {
    this.#room = room;
    for (const bot of this.#bots) bot.goTo(room);
  }
}
