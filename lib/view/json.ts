/**
 * The view of a program: one JSON object a line, with exact text.
 *
 * @module
 */
import type { News } from "../protocol/events.ts";
import { speaker } from "../protocol/answers.ts";
import { sentence, type Surroundings } from "./sentences.ts";
import type { View } from "./view.ts";
import { visibleJson } from "./visible.ts";

/**
 * Makes the JSON view. Errors are told on standard error as well.
 *
 * @param around What its sentences need to know, and the server's address.
 * @returns The view.
 */
export function json(
  around: Surroundings & { host: string; port: number },
): View {
  return (news, at) => {
    const out = objects(news, around)
      .map((object) => `${visibleJson({ at: at.toISOString(), ...object })}\n`)
      .join("");
    return isError(news)
      ? { out, err: `parley: ${sentence(news, around)}\n` }
      : { out };
  };
}

type ErrorNews = Extract<
  News,
  { type: "failure" | "mistake" | "unsent" | "unread" | "uncertain" }
>;

function isError(news: News): news is ErrorNews {
  const types = ["failure", "mistake", "unsent", "unread", "uncertain"];
  return types.includes(news.type);
}

function objects(
  news: News,
  around: Surroundings & { host: string; port: number },
): object[] {
  if (isError(news)) return [{ type: "error", text: sentence(news, around) }];
  switch (news.type) {
    case "connected":
      return [{ type: news.type, host: around.host, port: around.port }];
    case "rooms":
    case "users":
    case "named":
    case "closed":
    case "notice":
      return [news];
    case "joined":
      return [{ type: news.type, room: news.room }];
    case "refused": {
      const { type, request, reason } = news;
      return [{ type, request, reason, text: sentence(news, around) }];
    }
    case "messages":
      return news.text.split("\n").filter((text) => text !== "")
        .map((text) => ({ type: "message", text, from: speaker(text) }));
    case "said":
    case "typed":
      return [];
    case "waiting":
    case "retrying":
    case "haunted":
    case "held":
    case "rooms differ":
    case "split":
    case "help":
      return [{ type: "notice", text: sentence(news, around) }];
  }
}
