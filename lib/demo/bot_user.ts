/**
 * A bot in front of the chat that people use.
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
 * How long a bot thinks before it types a line. A round of a small room takes
 * less, so two lines never reach the server in one read.
 */
const THOUGHT_MS = 1000;

/** Where a server is. */
export interface Endpoint {
  /** An IP address, IPv6 without brackets. */
  readonly hostname: string;
  /** A TCP port. */
  readonly port: number;
}

/** A bot that chats in one room after the other. */
export class BotUser implements User {
  /** What it types. */
  input: Source<Event> = new Source<Event>();
  /** Nothing interrupts a bot. */
  readonly interrupts = [];
  /** It takes in anything at once. */
  readonly isBusy = false;
  /** Its name and its words. */
  readonly bot: Bot;
  readonly #server: Endpoint;
  #room: string | null = null;
  #isThere = false;
  #isChatting = false;
  #isMoving = false;
  #hasLeft = false;
  #spoken = 0;
  /** What it is about to type, in order. */
  #lines: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #done = Promise.resolve();

  /**
   * It is nowhere at first.
   *
   * @param bot Its name and its words.
   * @param server Where it chats.
   */
  constructor(bot: Bot, server: Endpoint) {
    this.bot = bot;
    this.#server = server;
  }

  /** Where it is, or on its way to. */
  get room(): string | null {
    return this.#room;
  }

  /** Goes to a room, from wherever it is. */
  goTo(room: string): void {
    if (room === this.#room) return;
    this.#room = room;
    this.#isThere = false;
    this.#lines = [];
    this.#isMoving = true;
    if (this.#isChatting) this.#type("/logout");
    else this.#done = this.#chat();
  }

  /** Finds itself in the room, and people with it. */
  arrive(people: Iterable<string>): void {
    this.#isThere = true;
    for (const person of people) this.greet(person);
  }

  /** Greets somebody who came, if it is there and that kind of bot. */
  greet(nick: string): void {
    if (this.bot.greets && this.#isThere) this.#type(greeting(nick));
  }

  /** Says something on its own, if it is there. */
  chatter(): void {
    if (!this.#isThere) return;
    const { smallTalk } = this.bot;
    this.#type(smallTalk[this.#spoken++ % smallTalk.length] ?? "");
  }

  /** Stops where it is. Resolves once the server has closed its connection. */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    clearTimeout(this.#timer);
    await this.#done;
  }

  show(news: News): void {
    if (news.type === "refused") this.#stayAway();
    if (news.type !== "messages" && news.type !== "message") return;
    for (const message of news.text.split("\n")) {
      const answer = answerOf(this.bot, message);
      if (answer !== null) this.#type(answer);
    }
  }

  refresh(): void {}

  async #chat(): Promise<void> {
    this.#isChatting = true;
    const { hostname: host, port } = this.#server;
    do {
      this.#isMoving = false;
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

  /** Types a line after those before it, each after a thought. */
  #type(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length === 1) this.#think();
  }

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
    }, THOUGHT_MS);
  }
}
