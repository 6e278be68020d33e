/**
 * A chat message → its parts, made visible: the speaker and the text.
 *
 * @module
 */
import { speaker } from "../protocol/answers.ts";
import { isPrintable } from "../text/ascii.ts";
import { visible } from "../text/visible.ts";
import { visibleName } from "../text/visible_name.ts";

/** A chat message. Joined, the last three are what is shown. */
export interface Message {
  /** The speaker, exactly as the server wrote it; `null` where nobody is named. */
  readonly from: string | null;
  /** The text before the name. */
  readonly before: string;
  /** The name, or an empty text. */
  readonly name: string;
  /** The text after the name. */
  readonly after: string;
}

/** The mark of a text that continues the message before it. */
const CONTINUATION = "… ";

/**
 * Splits a message into its parts.
 *
 * @param text The message. An LF in it is shown as `^J`, so that what follows does
 * not look like another message.
 * @param isContinuation Whether it continues the message before it. Then it is
 * shown with `… ` before it, and a name at its beginning is not the speaker.
 * @returns The parts.
 *
 * @example
 * ```ts
 * import { readMessage } from "./message.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readMessage("<al\u200dice> hi\x07"), {
 *   from: "al\u200dice",
 *   before: "<",
 *   name: "al<U+200D>ice",
 *   after: "> hi^G",
 * });
 * ```
 */
export function readMessage(text: string, isContinuation = false): Message {
  const from = isContinuation ? null : speaker(text);
  if (from === null) {
    const before = isContinuation ? CONTINUATION : "";
    return { from, before, name: "", after: visible(text) };
  }
  const start = text.indexOf(from);
  return {
    from,
    before: visible(text.slice(0, start)),
    name: visibleName(from),
    after: visible(text.slice(start + from.length)),
  };
}

/**
 * Makes a message visible.
 *
 * @param text The message.
 * @param isContinuation Whether it continues the message before it.
 * @returns One line, without its end.
 */
export function visibleMessage(text: string, isContinuation = false): string {
  if (!isContinuation && !text.includes("\n") && isPrintable(text)) return text;
  const { before, name, after } = readMessage(text, isContinuation);
  return before + name + after;
}

/**
 * Returns whether a text names somebody, as a word of its own.
 *
 * @param text The text of a message, made visible.
 * @param nick The nickname, exact.
 *
 * @example
 * ```ts
 * import { mentions } from "./message.ts";
 * import { assert } from "@std/assert";
 *
 * assert(mentions("hi Bob!", "bob") && !mentions("bobsled", "bob"));
 * ```
 */
export function mentions(text: string, nick: string): boolean {
  const name = RegExp.escape(visibleName(nick));
  return new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, "iu")
    .test(text);
}
