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
  /** The lines that it says on its own, in order. */
  readonly smallTalk: readonly string[];
}

/** The room where the bots wait for somebody to come. */
export const BOT_ROOM = "pond";

/** The two bots. They take turns, the first one first. */
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

/** The answers of a bot, by patterns of what was said to it. The first one counts. */
const ANSWERS: readonly [RegExp, (nick: string) => string][] = [
  [/\b(hi|hello|hey)\b/i, (nick) => `${nick}: hello!`],
  [/\b(bye|ciao)\b/i, (nick) => `${nick}: see you; /logout leaves`],
  [/\bthanks?\b/i, (nick) => `${nick}: you are welcome`],
  [/\?/, (nick) => `${nick}: I would have to ask the fish`],
  [/^/, (nick) => `${nick}: you called?`],
];

/**
 * Returns a bot's greeting.
 *
 * @param nick The nickname to greet.
 * @returns One line.
 */
export function greeting(nick: string): string {
  return `${nick}: welcome! Say something, or ask one of us by name`;
}

/**
 * Returns a bot's answer to a message.
 *
 * @param bot The bot that received it.
 * @param message The message, with its speaker.
 * @returns One line, or `null` if a bot spoke or the message does not name this
 * one.
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

function isBot(nick: string): boolean {
  return BOTS.some((bot) => bot.nick === nick);
}
