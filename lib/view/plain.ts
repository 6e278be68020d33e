/**
 * The view for scripts: data on standard output, one item per line, and parley's
 * own sentences on standard error.
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
  /** Set if standard error has only errors. */
  readonly quiet?: boolean;
}

/**
 * Makes the plain view.
 *
 * @param context The facts that the sentences need.
 * @param options The options.
 * @returns The view.
 */
export function plain(
  context: Context,
  { quiet = false }: PlainOptions = {},
): View {
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

/** Puts parley's name before each sentence, and an LF after it. */
function remarks(texts: readonly string[]): string {
  return texts.map((text) => `parley: ${text}\n`).join("");
}

/** A line whose first word, which may be a name, is not plain ASCII. */
const STRANGE_WORD = /^\S*[^\s\x21-\x7e]/m;

/** Makes messages visible, an LF after each. */
function messages(text: string): string {
  const lines = withVisibleNames(text);
  return lines.endsWith("\n") ? lines : `${lines}\n`;
}

/** Makes lines visible; looks for names, which takes longer, only if it must. */
function withVisibleNames(text: string): string {
  if (isPrintable(text)) return text;
  if (!STRANGE_WORD.test(text)) return visibleLines(text);
  return text.split("\n").map((line) => visibleMessage(line)).join("\n");
}

function names(names: readonly string[]): string {
  return names.map((name) => `${visibleName(name)}\n`).join("");
}
