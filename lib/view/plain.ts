/**
 * The view of a script: data on standard output, one thing per line, and what
 * parley itself says on standard error.
 *
 * @module
 */
import { isPrintable } from "../text/ascii.ts";
import { visibleLines } from "../text/visible.ts";
import { visibleName } from "../text/visible_name.ts";
import { helpLines, helpRows } from "./help.ts";
import { visibleMessage } from "./message.ts";
import { type Context, isError, sentence } from "./sentences.ts";
import type { View } from "./view.ts";

/** The options of the plain view. */
export interface PlainOptions {
  /** Standard error says only what goes wrong. */
  readonly quiet?: boolean;
}

/**
 * Makes the plain view.
 *
 * @param context What its sentences need to know.
 * @param options How much it tells.
 * @returns The view.
 */
export function plain(
  context: Context,
  { quiet = false }: PlainOptions = {},
): View {
  const remarks = (texts: readonly string[]) =>
    texts.map((text) => `parley: ${text}\n`).join("");
  return (news) => {
    switch (news.type) {
      case "messages":
        return { out: messages(news.text) };
      case "message":
        return { out: `${visibleMessage(news.text, news.isContinuation)}\n` };
      case "rooms":
        return { out: names(news.rooms) };
      case "users":
        return { out: names(news.users) };
      case "help":
        return {
          err: remarks(helpLines(helpRows(news.place, context.script))),
        };
      case "closed":
      case "said":
      case "command":
        return {};
      default:
        return quiet && !isError(news, context)
          ? {}
          : { err: remarks([sentence(news, context)]) };
    }
  };
}

/** A line whose first word, which may be a name, is not plain ASCII. */
const STRANGE_WORD = /^\S*[^\s\x21-\x7e]/m;

/** Messages, an LF after each. Names are looked at only where they need it. */
function messages(text: string): string {
  const visible = isPrintable(text)
    ? text
    : STRANGE_WORD.test(text)
    ? text.split("\n").map((line) => visibleMessage(line)).join("\n")
    : visibleLines(text);
  return visible.endsWith("\n") ? visible : `${visible}\n`;
}

function names(names: readonly string[]): string {
  return names.map((name) => `${visibleName(name)}\n`).join("");
}
