/**
 * News → a sentence for people. Every sentence that parley says to its user
 * about a conversation is here or in `invalid.ts`; only those of a terminal alone
 * (the first question, the headings of lists) are in `terminal.ts`. Everything
 * that the user typed or the server sent is made visible on its way in.
 *
 * @module
 */
import type { Failure, News } from "../protocol/events.ts";
import { visible } from "../text/visible.ts";
import { visibleName } from "../text/visible_name.ts";
import { hostPort } from "./address.ts";
import { asksBack, invalidLine, NAMED, question } from "./invalid.ts";

/** The facts that the sentences need besides the news. */
export interface Context {
  /** The server's name or IP address, IPv6 without brackets. */
  readonly host: string;
  /** The server's port. */
  readonly port: number;
  /** The longest wait for a reply, in seconds. */
  readonly timeout: number;
  /** Set if the user is a script, which no question helps. */
  readonly script: boolean;
}

/** News that is told in a sentence, rather than as data. */
export type Remark = Exclude<
  News,
  {
    type:
      | "message"
      | "messages"
      | "said"
      | "command"
      | "rooms"
      | "users"
      | "help"
      | "closed";
  }
>;

/** The most people in a room that a sentence names. */
const MAX_NAMED = 30;

/**
 * Returns whether news is about something that went wrong. A question in answer
 * to a line of the user is not.
 *
 * @param news The news.
 * @param context The facts that the sentences need.
 */
export function isError(news: News, context: Context): boolean {
  switch (news.type) {
    case "refused":
    case "unsent":
    case "unconfirmed":
    case "omitted":
    case "input discarded":
    case "failure":
      return true;
    case "invalid line":
      return !asksBack(news.invalid, context.script);
    default:
      return false;
  }
}

/**
 * Puts news into words.
 *
 * @param news The news.
 * @param context The facts that the sentences need.
 * @returns One sentence, without colours and without anything at its end.
 */
export function sentence(news: Remark, context: Context): string {
  const { script } = context;
  switch (news.type) {
    case "connected":
      return `connected to ${address(context)}`;
    case "count mismatch":
      return countMismatch(news);
    case "joined": {
      const next = script
        ? "choose a nickname with /nick NAME"
        : question("nick");
      return `joined ${visibleName(news.room)}` +
        (news.isAutomatic ? "" : `; ${next}`);
    }
    case "named":
      return `you are now ${visibleName(news.nick)}` +
        (script || news.isReturn
          ? ""
          : "; type a message to send it to the room");
    case "left":
      return "back in the lobby" +
        (script ? "" : "; /list lists the rooms, /join ROOM joins one");
    case "leaving":
      return `leaving within ${news.seconds} s, once the server has read ` +
        `it all${script ? "" : "; Ctrl-C leaves now"}`;
    case "present":
      return present(news.users);
    case "presence":
      return presence(news);
    case "refused":
      return refusal(news, script);
    case "waiting":
      return `waiting for the answer to /${news.request}`;
    case "retrying":
      return (news.detail === null
        ? ""
        : `no connection: ${visible(news.detail)}; `) +
        `trying again in ${news.seconds} s` +
        (script ? "" : "; Enter tries now");
    case "nick in use":
      return `your old connection may still hold "${
        visibleName(news.nick)
      }"; retrying` + (script ? "" : " (or use /nick NAME)");
    case "queued":
      return `queued: ${visible(news.text)}`;
    case "notice":
      return `the server says: ${visible(news.text)}`;
    case "split":
      return `message too long; sent in ${news.count} parts`;
    case "invalid line": {
      const at = news.line === null ? "" : `line ${news.line}: `;
      return at + invalidLine(news.invalid, script);
    }
    case "unsent":
      return `not sent: ${visible(news.text)}`;
    case "unconfirmed":
      return (script ? "not confirmed: " : "may not have arrived: ") +
        visible(news.text);
    case "omitted":
      return omitted(news, script);
    case "input discarded":
      return "not sent: the rest of the input, which was not read";
    case "failure":
      return failure(news.failure, context);
  }
}

/**
 * Says why the server cannot be reached.
 *
 * @param context The facts that the sentences need.
 * @param detail The system's reason.
 * @returns One sentence; for a person, with a way to practise without a server.
 */
export function unreachable(context: Context, detail: string): string {
  return `cannot connect to ${address(context)}: ${visible(detail)}` +
    (context.script ? "" : "; try: parley demo");
}

/**
 * Says why nothing can be shown any more.
 *
 * @param detail The system's reason.
 * @returns One sentence.
 */
export function unwritable(detail: string): string {
  return `cannot write to standard output: ${visible(detail)}`;
}

/**
 * Says why the practice server cannot start.
 *
 * @param address The address to listen on, as `HOST:PORT`.
 * @param detail The system's reason.
 * @returns One sentence.
 */
export function unlistenable(address: string, detail: string): string {
  return `cannot listen on ${visible(address)}: ${visible(detail)}`;
}

/**
 * Reports a bug in the program.
 *
 * @param detail The error's message.
 * @returns One sentence.
 */
export function unexpected(detail: string): string {
  return `internal error: ${visible(detail)}`;
}

/**
 * Returns a number of people in words.
 *
 * @param count The number.
 * @returns `1 person` or `3 people`.
 */
export function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

/** Returns the server as `HOST:PORT`, made visible. */
function address({ host, port }: Context): string {
  return visible(hostPort(host, port));
}

function things(count: number, thing: string): string {
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}

function countMismatch(
  { announced, received }: Extract<News, { type: "count mismatch" }>,
): string {
  const names = things(received, "name");
  return `the server announced ${things(announced, "room")}, but ` +
    (received < announced
      ? `only ${names} could be told apart`
      : `sent ${names}`);
}

function omitted(
  { what, count }: Extract<News, { type: "omitted" }>,
  script: boolean,
): string {
  const [were, are] = count === 1 ? ["was", "is"] : ["were", "are"];
  const unconfirmed = script ? `${are} not confirmed` : "may not have arrived";
  return `${things(count, "earlier line")} ` +
    (what === "unsent" ? `${were} not sent` : unconfirmed);
}

function present(users: readonly string[]): string {
  if (users.length === 1) return "nobody else is here";
  const named = users.slice(0, MAX_NAMED).map(visibleName).join(", ");
  const more = users.length - MAX_NAMED;
  return `${people(users.length)} here: ${named}` +
    (more > 0 ? ` and ${more} more` : "");
}

function presence(
  { nick, change, people: here }: Extract<News, { type: "presence" }>,
): string {
  const who = visibleName(nick);
  const what = change === "disconnected" ? `was ${change}` : change;
  if (here === null) return `${who} ${what}`;
  const others = here === 1 ? "nobody else is here" : `${people(here)} here`;
  return `${who} ${what}; ${others}`;
}

function refusal(
  { request, name, reason }: Extract<News, { type: "refused" }>,
  script: boolean,
): string {
  const what = `the ${NAMED[request]} "${visibleName(name)}"`;
  const how = request === "join" ? "/join ROOM" : "/nick NAME";
  return (reason === "taken"
    ? `${what} is taken`
    : `the server rejected ${what}`) +
    (script ? `; try another with ${how}` : "; type another one");
}

function failure(failure: Failure, context: Context): string {
  switch (failure.reason) {
    case "unreachable":
      return unreachable(context, failure.detail);
    case "lost":
      return failure.detail === null
        ? `the server at ${address(context)} closed the connection`
        : `the connection to ${address(context)} was lost: ` +
          visible(failure.detail);
    case "no answer":
      return failure.isSilent
        ? `the server did not answer /${failure.request} within ` +
          `${context.timeout} s; try --eol lf`
        : `the server's answer to /${failure.request} makes no sense; ` +
          "is the port right?";
    case "stuck":
      return `the server accepted no data for ${context.timeout} s`;
    case "input":
      return `cannot read standard input: ${visible(failure.detail)}`;
    case "output":
      return unwritable(failure.detail);
    case "refused": {
      const at = failure.line === null
        ? "end of input"
        : `line ${failure.line}`;
      return `${at}: expected another /${failure.request} ` +
        "after the refused one";
    }
  }
}
