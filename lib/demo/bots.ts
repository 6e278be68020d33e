/**
 * What the bots of the demo say. Pure: no sockets, no clock.
 *
 * @module
 */
import { speaker } from "../protocol/answers.ts";

/** A bot's name, and what it has to say. */
export interface Bot {
  /** Its nickname. */
  readonly nick: string;
  /** Whether it greets whoever comes. */
  readonly greets: boolean;
  /** What it says on its own, one line after another. */
  readonly smallTalk: readonly string[];
}

/** The room where the bots are. */
export const BOT_ROOM = "pond";

/** The two bots. */
export const BOTS: readonly Bot[] = [
  {
    nick: "otter",
    greets: true,
    smallTalk: [
      "the water is fine today",
      "try /who, and you see who is here",
      "heron: did anything swim by?",
      "say my name, and I answer",
    ],
  },
  {
    nick: "heron",
    greets: false,
    smallTalk: [
      "I have been standing here all morning",
      "a line too long for one message is cut between words",
      "otter: only a rubber duck",
      "type /logout when you have seen enough",
    ],
  },
];

const ANSWERS: readonly [RegExp, (nick: string) => string][] = [
  [/\b(hi|hello|hey)\b/i, (nick) => `${nick}: hello!`],
  [/\b(bye|ciao)\b/i, (nick) => `${nick}: see you; /logout lets you go`],
  [/\bthanks?\b/i, (nick) => `${nick}: you are welcome`],
  [/\?/, (nick) => `${nick}: I would have to ask the fish`],
  [/^/, (nick) => `${nick}: you called?`],
];

/**
 * A bot's welcome.
 *
 * @param nick Who came.
 * @returns What it says to them.
 */
export function greeting(nick: string): string {
  return `${nick}: welcome! Say something, or ask one of us by name`;
}

/**
 * A bot's answer to a message.
 *
 * @param bot The bot.
 * @param message What it heard.
 * @returns What it says, or `null` when nobody but a bot spoke, or not to it.
 *
 * @example
 * ```ts
 * import { answerOf, BOTS } from "./bots.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [otter] = BOTS;
 * if (otter) {
 *   assertEquals(answerOf(otter, "bob: hi otter"), "bob: hello!");
 *   assertEquals(answerOf(otter, "bob: hi all"), null);
 *   assertEquals(answerOf(otter, "heron: hi otter"), null);
 * }
 * ```
 */
export function answerOf(bot: Bot, message: string): string | null {
  const nick = speaker(message);
  if (nick === null || BOTS.some((bot) => bot.nick === nick)) return null;
  const said = message.slice(message.indexOf(nick) + nick.length);
  if (!said.toLowerCase().includes(bot.nick)) return null;
  return ANSWERS.find(([asks]) => asks.test(said))?.[1](nick) ?? null;
}
