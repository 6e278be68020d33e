/**
 * The practice server's news → lines of its log.
 *
 * @module
 */
import type { ServerNews } from "../server/news.ts";
import { hostPort } from "./address.ts";
import { visible } from "../text/visible.ts";

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
      return `${hostPort(news.host, news.port)} dropped: reading too slowly`;
    case "idle":
      return `${
        hostPort(news.host, news.port)
      } dropped: silent in the lobby of a full server`;
    case "rejected":
      return `${hostPort(news.host, news.port)} rejected: too many clients`;
    case "forgotten":
      return `${
        hostPort(news.host, news.port)
      } forgotten: not UTF-8, or a command without a name`;
    case "joined":
      return `${visible(news.nick)} joined ${visible(news.room)}`;
    case "left":
      return `${visible(news.nick)} left ${visible(news.room)}`;
  }
}
