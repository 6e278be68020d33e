/**
 * The view for programs: one JSON object per line, with exact text.
 *
 * @module
 */
import { speaker } from "../protocol/answers.ts";
import type { News } from "../protocol/events.ts";
import { visibleJson } from "../text/visible.ts";
import { helpLines, helpRows } from "./help.ts";
import { type Context, isError, type Remark, sentence } from "./sentences.ts";
import type { View } from "./view.ts";

/** One line of output, without its time. */
interface Entry {
  readonly type: string;
  readonly text?: string;
  readonly [field: string]: unknown;
}

/**
 * Makes the JSON view. Errors go to standard error as well, as sentences.
 *
 * @param context The facts that the sentences need.
 * @returns The view.
 */
export function json(context: Context): View {
  return (news, at) => {
    const time = { at: at.toISOString() };
    const all = entries(news, context);
    const out = all.map((one) => `${visibleJson({ ...time, ...one })}\n`).join(
      "",
    );
    const err = all.filter(({ type }) => type === "error")
      .map(({ text }) => `parley: ${text}\n`).join("");
    return err === "" ? { out } : { out, err };
  };
}

/** Translates news into the objects of `--json`. */
function entries(news: News, context: Context): Entry[] {
  switch (news.type) {
    case "connected":
      return [{ type: news.type, host: context.host, port: context.port }];
    case "rooms":
      return [{ type: news.type, rooms: news.rooms }];
    case "joined":
      return [{ type: news.type, room: news.room }];
    case "named":
      return [{ type: news.type, nick: news.nick }];
    case "present":
    case "users":
      return [{ type: "users", users: news.users }];
    case "presence": {
      const { type, nick, change, people } = news;
      return [{ type, nick, change, people }];
    }
    case "refused": {
      const { type, request, reason } = news;
      return [{ type, request, reason, text: sentence(news, context) }];
    }
    case "messages":
      return news.text.split("\n").filter((text) => text !== "")
        .map((text) => message(text));
    case "message":
      return [message(news.text, news.isContinuation)];
    case "notice":
      return [{ type: news.type, from: "server", text: news.text }];
    case "help": {
      const rows = helpRows(news.place, context.script);
      return [notice(helpLines(rows).join("\n"))];
    }
    case "closed":
      return [{ type: news.type, reason: news.reason }];
    case "said":
    case "command":
      return [];
    default:
      return [remark(news, context)];
  }
}

function message(text: string, continues = false): Entry {
  return continues
    ? { type: "message", text, from: null, continues }
    : { type: "message", text, from: speaker(text) };
}

function notice(text: string): Entry {
  return { type: "notice", from: "parley", text };
}

function remark(news: Remark, context: Context): Entry {
  const text = sentence(news, context);
  return isError(news, context)
    ? { type: "error", ...cause(news), text }
    : notice(text);
}

/** Returns the code for what went wrong, and the exact line that is in doubt. */
function cause(news: Remark): { why?: string; line?: string | null } {
  switch (news.type) {
    case "failure":
      return { why: news.failure.reason };
    case "invalid line":
      return { why: "mistake" };
    case "unsent":
    case "unconfirmed":
      return { why: news.type, line: news.text };
    case "omitted":
      return { why: news.what, line: null };
    case "input discarded":
      return { why: "unsent", line: null };
    default:
      return {};
  }
}
