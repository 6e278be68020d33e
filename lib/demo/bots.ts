/**
 * The bots of the demo and their words. Pure: no sockets, no clock.
 *
 * @module
 */
import { speaker } from "../protocol/answers.ts";

/** A bot: its name and its words. */
export interface Bot {
  /** Its nickname. */
  readonly nick: string;
  /** Set if it greets people. */
  readonly greets: boolean;
  /** Lines that it says on its own, in order. */
  readonly smallTalk: readonly string[];
}

/** The room where the bots wait for somebody to come. */
export const BOT_ROOM = "pond";

/** The two bots. They speak by turns, the first one first. */
export const BOTS: readonly Bot[] = [
  {
    nick: "otter",
    greets: true,
    smallTalk: [
      "the pond was lovely this morning",
      "try /who to see who is here",
      "heron: did anything swim by today?",
      "say my name and I will answer",
    ],
  },
  {
    nick: "heron",
    greets: false,
    smallTalk: [
      "I have been standing on one leg all day",
      "a line that is too long for one message is sent in parts",
      "otter: only a rubber duck",
      "type /logout when you have seen enough",
    ],
  },
];

const ANSWERS: readonly [RegExp, (nick: string) => string][] = [
  [/\b(hi|hello|hey)\b/i, (nick) => `${nick}: hello!`],
  [/\b(bye|ciao)\b/i, (nick) => `${nick}: see you; /logout leaves`],
  [/\bthanks?\b/i, (nick) => `${nick}: you are welcome`],
  [/\?/, (nick) => `${nick}: I would have to ask the fish`],
  [/^/, (nick) => `${nick}: you called?`],
];

/**
 * Greets somebody.
 *
 * @param nick Who it is.
 * @returns What a bot says to them.
 */
export function greeting(nick: string): string {
  return `${nick}: welcome! Say something, or ask one of us by name`;
}

/**
 * Answers a message.
 *
 * @param bot The bot that received it.
 * @param message The message, with its speaker.
 * @returns What the bot says, or `null` when a bot spoke, or nobody named it.
 *
 * @example
 * ```ts
 * import { answerOf, BOTS } from "./bots.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [otter] = BOTS;
 * if (otter) {
 *   assertEquals(answerOf(otter, "bob> hi otter"), "bob: hello!");
 *   assertEquals(answerOf(otter, "bob> hi all"), null);
 *   assertEquals(answerOf(otter, "heron> hi otter"), null);
 * }
 * ```
 */
export function answerOf(bot: Bot, message: string): string | null {
  const nick = speaker(message);
  if (nick === null || isBot(nick)) return null;
  const said = message.slice(message.indexOf(nick) + nick.length);
  if (!said.toLowerCase().includes(bot.nick)) return null;
  return ANSWERS.find(([asks]) => asks.test(said))?.[1](nick) ?? null;
}

/**
 * Tells bots from people.
 *
 * @param nick A nickname.
 * @returns Whether it is a bot's.
 */
export function isBot(nick: string): boolean {
  return BOTS.some((bot) => bot.nick === nick);
}
