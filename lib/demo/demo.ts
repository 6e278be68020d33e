/**
 * The demo: a practice server and two bots in this process, and a user among
 * them.
 *
 * @module
 */
import { chat, type User } from "../chat.ts";
import { Source } from "../io/select.ts";
import type { Happening, News } from "../protocol/events.ts";
import { DEFAULTS } from "../protocol/reducer.ts";
import { answerOf, type Bot, BOT_ROOM, BOTS, greeting } from "./bots.ts";
import { listen, type Server } from "../server/listen.ts";
import type { ServerNews } from "../server/news.ts";

/** How long a bot thinks before it answers, in milliseconds. */
const THOUGHT_MS = 700;
/** How long the bots are silent between two things they say on their own. */
const SILENCE_MS = 6000;

/** A server with two bots in a room of it. */
export interface Demo {
  /** Where the server listens. */
  readonly address: { readonly hostname: string; readonly port: number };
  /** Sends the bots away and closes the server. */
  close(): Promise<void>;
}

/**
 * Starts the demo on a free loopback port.
 *
 * @returns The demo, once the bots are in their room.
 */
export async function startDemo(): Promise<Demo> {
  const users = BOTS.map((bot) => new BotUser(bot));
  const visitors = new Set<string>();
  const tell = (news: ServerNews) => {
    const isVisitor = (news.type === "joined" || news.type === "left") &&
      news.room === BOT_ROOM && BOTS.every(({ nick }) => nick !== news.nick);
    if (!isVisitor) return;
    if (news.type === "left") visitors.delete(news.nick);
    else {
      visitors.add(news.nick);
      for (const user of users) user.meet(news.nick);
    }
  };
  const server = listen({
    host: "127.0.0.1",
    port: 0,
    wire: "raw",
    gap: 20,
    echo: false,
    maxClients: 100,
  }, tell);
  const chats = users.map((user) => user.chat(server));
  await Promise.all(users.map((user) => user.isIn));

  let turn = 0;
  const timer = setInterval(() => {
    if (visitors.size > 0) users[turn++ % users.length]?.chatter();
  }, SILENCE_MS);
  return {
    address: server.address,
    async close() {
      clearInterval(timer);
      for (const user of users) user.leave();
      await server.close();
      await Promise.all(chats);
    },
  };
}

/** A bot in front of the same chat that people use. */
class BotUser implements User {
  readonly keyboard = new Source<Happening>();
  readonly fate = [];
  readonly isBusy = false;
  /** Kept when the bot is in its room. */
  readonly isIn: Promise<void>;
  readonly #bot: Bot;
  readonly #thoughts = new Set<ReturnType<typeof setTimeout>>();
  #enter = () => {};
  #said = 0;
  #hasLeft = false;

  constructor(bot: Bot) {
    this.#bot = bot;
    this.isIn = new Promise((resolve) => this.#enter = resolve);
  }

  chat(server: Server): Promise<number> {
    const { nick } = this.#bot;
    const config = { ...DEFAULTS, script: false, room: BOT_ROOM, nick };
    const { hostname: host, port } = server.address;
    return chat(config, { host, port, timeout: config.timeout }, this);
  }

  show(news: News): void {
    if (news.type === "named") this.#enter();
    if (news.type !== "messages") return;
    for (const message of news.text.split("\n")) {
      const answer = answerOf(this.#bot, message);
      if (answer !== null) this.#think(answer);
    }
  }

  refresh(): void {}

  meet(nick: string): void {
    if (this.#bot.greets) this.#think(greeting(nick));
  }

  chatter(): void {
    const { smallTalk } = this.#bot;
    this.#say(smallTalk[this.#said++ % smallTalk.length] ?? "");
  }

  leave(): void {
    this.#hasLeft = true;
    for (const thought of this.#thoughts) clearTimeout(thought);
  }

  #think(text: string): void {
    if (this.#hasLeft) return;
    const thought = setTimeout(() => {
      this.#thoughts.delete(thought);
      this.#say(text);
    }, THOUGHT_MS);
    this.#thoughts.add(thought);
  }

  #say(text: string): void {
    this.keyboard.put({ type: "line", line: { text, number: null } });
  }
}
