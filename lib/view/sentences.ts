/**
 * News → a sentence for people. Every word that parley says to its user about a
 * conversation stands here, but for what only a terminal has: the first question
 * and the headings of lists. What the user typed or the server sent is made
 * visible on its way in.
 *
 * @module
 */
import {
  type CommandRule,
  COMMANDS,
  type Mistake,
  type Where,
} from "../protocol/commands.ts";
import type { Failure, News } from "../protocol/events.ts";
import { visible } from "./visible.ts";

/** What the sentences need to know beside the news. */
export interface Surroundings {
  /** The server, as `HOST:PORT`. */
  readonly address: string;
  /** Longest wait for a reply, in seconds. */
  readonly timeout: number;
  /** Whether the user is a script, so that bare words are no names. */
  readonly script: boolean;
}

/** News that is a sentence, and not data. */
export type Remark = Exclude<
  News,
  { type: "messages" | "said" | "typed" | "rooms" | "users" | "closed" }
>;

/**
 * Puts news into words.
 *
 * @param news What there is to tell.
 * @param around Where and with whom.
 * @returns One sentence, without colours and without anything at its end.
 */
export function sentence(news: Remark, around: Surroundings): string {
  switch (news.type) {
    case "connected":
      return `connected to ${visible(around.address)}`;
    case "rooms differ":
      return `the server announced ${
        rooms(news.count)
      }, but ${news.came} came` +
        (news.came < news.count ? " that can be told apart" : "");
    case "joined": {
      if (news.goesOn) return `joined ${visible(news.room)}`;
      const next = around.script
        ? "choose a nickname with /nick NAME"
        : question("naming");
      return `joined ${visible(news.room)}; ${next}`;
    }
    case "named":
      return `you are ${
        visible(news.nick)
      } now; what you type is said to the room`;
    case "refused":
      return refusal(news, around);
    case "waiting":
      return `waiting for the answer to /${news.request}`;
    case "retrying": {
      const why = news.why === null
        ? ""
        : `no connection: ${visible(news.why)}; `;
      const now = around.script ? "" : ", or now with Enter";
      return `${why}trying again in ${news.seconds} s${now}`;
    }
    case "haunted":
      return `the nickname "${visible(news.nick)}" is taken, as it seems by ` +
        "your old connection; trying again for a while";
    case "held":
      return `waits its turn: ${visible(news.text)}`;
    case "notice":
      return `the server says: ${visible(news.text)}`;
    case "split":
      return `that was too long for one message and goes as ${news.count}`;
    case "help":
      return `here you can type ${usable(news.where, around)}`;
    case "mistake": {
      const asks = news.mistake.why === "no argument" && !around.script;
      if (asks) return question(news.mistake.where);
      const line = news.line === null ? "" : `line ${news.line}: `;
      const { where } = news.mistake;
      return `${line}${mistake(news.mistake)}; ` +
        `here you can type ${usable(where, around)}`;
    }
    case "unsent":
      return `not sent: ${visible(news.text)}`;
    case "unread":
      return "not sent: what comes after that; it was not read any more";
    case "uncertain":
      return `this may not have arrived: ${visible(news.text)}`;
    case "failure":
      return failure(news.failure, around);
  }
}

/**
 * Why there is no chat, when the server cannot be reached.
 *
 * @param address The server, as `HOST:PORT`.
 * @param why What the system says about it.
 * @returns One sentence, with the way to practise without a server.
 */
export function unreachable(address: string, why: string): string {
  return `cannot connect to ${visible(address)}: ${visible(why)}; ` +
    "to practise without a server, run: parley demo";
}

/**
 * Why nothing can be shown any more.
 *
 * @param why What the system says about it.
 * @returns One sentence.
 */
export function unwritable(why: string): string {
  return `cannot write to standard output: ${visible(why)}`;
}

/**
 * Why the practice server does not start.
 *
 * @param address Where it was to listen, as `HOST:PORT`.
 * @param why What the system says about it.
 * @returns One sentence.
 */
export function unlistenable(address: string, why: string): string {
  return `cannot listen on ${visible(address)}: ${visible(why)}`;
}

/**
 * What an error of the program's own comes to.
 *
 * @param why What it says.
 * @returns One sentence.
 */
export function unexpected(why: string): string {
  return `this should not have happened: ${visible(why)}`;
}

function rooms(count: number): string {
  return count === 1 ? "1 room" : `${count} rooms`;
}

function refusal(
  { request, name, reason }: Extract<News, { type: "refused" }>,
  { script }: Surroundings,
): string {
  const what = request === "join" ? "room" : "nickname";
  const how = request === "join" ? "/join ROOM" : "/nick NAME";
  const shown = `the ${what} "${visible(name)}"`;
  const why = reason === "taken"
    ? `${shown} is taken`
    : `the server does not accept ${shown}`;
  return `${why}; ` +
    (script ? `choose another one with ${how}` : "type another one");
}

/** What a person is asked for, who can answer with a name alone. */
function question(where: Where): string {
  return `which ${where === "lobby" ? "room" : "nickname"} do you want?`;
}

const PLACES: Readonly<Record<Where, string>> = {
  lobby: "in the lobby",
  naming: "before you have a nickname",
  room: "in a room",
};

function mistake({ why, typed, where }: Mistake): string {
  const shown = visible(shorten(typed));
  const rule = COMMANDS.find(({ word }) => typed.toLowerCase().endsWith(word));
  switch (why) {
    case "unknown":
      return `there is no command ${shown}`;
    case "misplaced":
      return `${shown} does not work ${PLACES[where]}`;
    case "no argument":
      return `${shown} needs a ${rule?.argument === "NAME" ? "NAME" : "ROOM"}`;
    case "needless argument":
      return `nothing may follow ${shown}`;
    case "no command":
      return where === "lobby"
        ? `"${shown}" cannot be said in the lobby`
        : `"${shown}" cannot be said before you have a nickname`;
    case "too long":
      return `the name after ${shown} is too long for one message`;
    case "server command":
      return `the server would take ${shown} for a command`;
  }
}

/** Enough of a text to recognise it. */
function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= 60
    ? text
    : `${characters.slice(0, 60).join("")}…`;
}

/** The commands of a place as a phrase: `/list, /join ROOM or /logout`. */
function usable(where: Where, { script }: Surroundings): string {
  const commands = COMMANDS
    .filter((rule) => rule.where.includes(where) && rule.word !== "help")
    .map(usage);
  if (where === "room") commands.unshift("a message", "//text to say /text");
  if (where === "naming" && !script) commands.unshift("a nickname");
  return `${commands.slice(0, -1).join(", ")} or ${commands.at(-1)}`;
}

function usage({ word, argument }: CommandRule): string {
  const isName = argument === "ROOM" || argument === "NAME";
  return isName ? `/${word} ${argument}` : `/${word}`;
}

function failure(
  failure: Failure,
  { address, timeout }: Surroundings,
): string {
  switch (failure.why) {
    case "unreachable":
      return unreachable(address, failure.detail);
    case "lost":
      return failure.detail === null
        ? `the server at ${visible(address)} closed the connection`
        : `the connection to ${visible(address)} was lost: ` +
          visible(failure.detail);
    case "no answer":
      return `the server did not answer /${failure.request} ` +
        `within ${timeout} s`;
    case "stuck":
      return `the server took nothing for ${timeout} s`;
    case "deaf":
      return unwritable(failure.detail);
    case "refused": {
      const at = failure.line === null
        ? "the end of the script"
        : `line ${failure.line}`;
      return `${at}: a /${failure.request} that was refused must be ` +
        `followed by another /${failure.request}`;
    }
  }
}
