/**
 * A bot as the user of a chat.
 *
 * @module
 */
import { chat } from "../chat.ts";
import { Source } from "../io/select.ts";
import { DEFAULTS } from "../protocol/config.ts";
import type { Event, News } from "../protocol/events.ts";
import type { User } from "../user.ts";
import { answerOf, type Bot, greeting } from "./bots.ts";

/**
 * The time before a bot types a line, in milliseconds. A round of a small room is
 * shorter, so no two lines reach the server in one read.
 */
const THINKING_MS = 1000;

/** The address of a server. */
export interface Endpoint {
  /** An IP address, IPv6 without brackets. */
  readonly hostname: string;
  /** A TCP port. */
  readonly port: number;
}

/** A bot that chats in one room after the other. */
export class BotUser implements User {
  /** The lines that it types. */
  input: Source<Event> = new Source<Event>();
  /** The sources of interrupts: none. */
  readonly interrupts = [];
  /** Whether output is still being written: never. */
  readonly isBusy = false;
  /** Its name and its words. */
  readonly bot: Bot;
  readonly #server: Endpoint;
  #room: string | null = null;
  /** The room where it is or which it is entering. */
  #entered: string | null = null;
  #isThere = false;
  #isChatting = false;
  #isMoving = false;
  #hasLeft = false;
  #spoken = 0;
  /** The lines that it is about to type, in order. */
  #lines: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #done = Promise.resolve();

  /**
   * Starts without a room.
   *
   * @param bot Its name and its words.
   * @param server The server to chat on.
   */
  constructor(bot: Bot, server: Endpoint) {
    this.bot = bot;
    this.#server = server;
  }

  /** The room where it is, or which it is entering, even if it goes elsewhere. */
  get entered(): string | null {
    return this.#entered;
  }

  /** Goes to a room, leaving the one where it is. */
  goTo(room: string): void {
    if (room === this.#room) return;
    this.#room = room;
    this.#isThere = false;
    this.#lines = [];
    this.#isMoving = true;
    if (this.#isChatting) this.#type("/logout");
    else this.#done = this.#chat();
  }

  /** Notes that the bot is in the room now, and greets the people there. */
  arrive(people: Iterable<string>): void {
    this.#isThere = this.#entered === this.#room;
    for (const person of people) this.greet(person);
  }

  /** Greets somebody, if the bot is in the room and greets people. */
  greet(nick: string): void {
    if (this.bot.greets && this.#isThere) this.#type(greeting(nick));
  }

  /** Says something on its own, if the bot is in the room. */
  chatter(): void {
    if (!this.#isThere) return;
    const { smallTalk } = this.bot;
    this.#type(smallTalk[this.#spoken++ % smallTalk.length] ?? "");
  }

  /** Stops typing, and waits until the server has closed its connection. */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    clearTimeout(this.#timer);
    await this.#done;
  }

  /** Answers messages that name the bot. */
  show(news: News): void {
    if (news.type === "refused") this.#stayAway();
    if (news.type !== "messages" && news.type !== "message") return;
    for (const message of news.text.split("\n")) {
      const answer = answerOf(this.bot, message);
      if (answer !== null) this.#type(answer);
    }
  }

  /** Does nothing: a bot has no screen. */
  refresh(): void {}

  /** Chats in one room after the other, a connection each. */
  async #chat(): Promise<void> {
    this.#isChatting = true;
    const { hostname: host, port } = this.#server;
    do {
      this.#isMoving = false;
      this.#entered = this.#room;
      // What it was about to type was for the room before.
      this.#lines = [];
      this.input = new Source();
      const { nick } = this.bot;
      const config = { ...DEFAULTS, script: false, room: this.#room, nick };
      await chat(config, { host, port, timeout: config.timeout }, this);
    } while (this.#isMoving && !this.#hasLeft);
    this.#isChatting = false;
  }

  /** Leaves a room where a person has its name. */
  #stayAway(): void {
    this.#room = null;
    this.#isThere = false;
    this.#type("/logout");
  }

  /** Types a line, some time after the lines before it. */
  #type(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length === 1) this.#think();
  }

  /** Types the lines, each after a pause. */
  #think(): void {
    clearTimeout(this.#timer);
    if (this.#hasLeft) return;
    this.#timer = setTimeout(() => {
      const text = this.#lines.shift();
      if (text === undefined) return;
      this.input.push({
        type: "line",
        line: { text, number: null, origin: "typed" },
      });
      if (this.#lines.length > 0) this.#think();
    }, THINKING_MS);
  }
}
