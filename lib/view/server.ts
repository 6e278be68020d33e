/**
 * The practice server's news → lines of its log.
 *
 * @module
 */
import type { ServerNews } from "../server/news.ts";
import { hostPort } from "./address.ts";
import { visible } from "./visible.ts";

/**
 * Puts one piece of server news into words.
 *
 * @param news What happened.
 * @returns One line, without its end.
 */
export function serverLine(news: ServerNews): string {
  switch (news.type) {
    case "connected":
    case "disconnected":
      return `${hostPort(news.host, news.port)} ${news.type}`;
    case "dropped":
      return `${hostPort(news.host, news.port)} dropped: it does not read`;
    case "turned away":
      return `${
        hostPort(news.host, news.port)
      } turned away: no room for another client`;
    case "came":
      return `${visible(news.nick)} came to ${visible(news.room)}`;
    case "went":
      return `${visible(news.nick)} left ${visible(news.room)}`;
  }
}
