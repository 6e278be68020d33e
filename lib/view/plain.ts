/**
 * The view of a script: data on standard output, one thing a line, and
 * everything said to the user on standard error.
 *
 * @module
 */
import { sentence, type Surroundings } from "./sentences.ts";
import type { View } from "./view.ts";
import { visible, visibleLines } from "./visible.ts";

/**
 * Makes the plain view.
 *
 * @param around What its sentences need to know.
 * @returns The view.
 */
export function plain(around: Surroundings): View {
  return (news) => {
    switch (news.type) {
      case "messages":
        return { out: asLines(visibleLines(news.text)) };
      case "rooms":
        return { out: news.rooms.map(asLine).join("") };
      case "users":
        return { out: news.users.map(asLine).join("") };
      case "closed":
      case "said":
      case "typed":
        return {};
      default:
        return { err: `parley: ${sentence(news, around)}\n` };
    }
  };
}

function asLine(text: string): string {
  return `${visible(text)}\n`;
}

function asLines(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
