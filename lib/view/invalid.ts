/**
 * A line that cannot be carried out → a few words about what is wrong with it and
 * what to do.
 *
 * @module
 */
import type {
  CommandRule,
  InvalidLine,
  NamedWord,
  StageName,
} from "../protocol/commands.ts";
import { graphemes } from "../text/graphemes.ts";
import { visible } from "../text/visible.ts";

/** The most graphemes of a line that are quoted: enough to recognise it. */
const MAX_QUOTED = 24;

/** The words for what each request names. */
export const NAMED: Readonly<Record<NamedWord, string>> = {
  join: "room",
  nick: "nickname",
};

/**
 * Returns the question for a room or a nickname. A name alone answers it.
 *
 * @param request `join` for a room, `nick` for a nickname.
 */
export function question(request: NamedWord): string {
  return `which ${NAMED[request]} do you want?`;
}

/**
 * Returns whether a line is answered with a {@linkcode question}: only a name is
 * missing, and the next line can be one.
 *
 * @param line The line.
 * @param script Whether it comes from a script, which no question helps.
 */
export function asksBack(
  { reason, stage }: InvalidLine,
  script: boolean,
): boolean {
  return reason === "no argument" && stage !== "room" && !script;
}

/**
 * Says what is wrong with a line and what to do.
 *
 * @param line The line.
 * @param script Whether it comes from a script.
 * @returns One sentence, or a question.
 *
 * @example
 * ```ts
 * import { invalidLine } from "./invalid.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   invalidLine({
 *     type: "invalid",
 *     reason: "unknown",
 *     typed: "/me",
 *     rule: null,
 *     stage: "room",
 *   }, false),
 *   "there is no command /me; //me sends it, /help lists commands",
 * );
 * ```
 */
export function invalidLine(line: InvalidLine, script: boolean): string {
  const { reason, rule, stage } = line;
  const typed = visible(shorten(line.typed));
  switch (reason) {
    case "unknown":
      return `there is no command ${typed}; ` +
        (stage === "room" ? `/${typed} sends it, ` : "") +
        "/help lists commands";
    case "misplaced":
      return rule?.word === "leave"
        ? "you are already in the lobby; /quit leaves parley"
        : `${typed} only works in ${misplaced(rule, stage)}`;
    case "no argument":
      if (asksBack(line, script)) return question(requestOf(line));
      return `${typed} needs a ` +
        (requestOf(line) === "join"
          ? "ROOM, as in /join games"
          : "NAME, as in /nick bob");
    case "needless argument":
      return `${typed} takes no argument; type it alone`;
    case "no command":
      return `cannot send "${typed}" ` +
        (stage === "lobby"
          ? "from the lobby; first /join ROOM"
          : "without a nickname; first /nick NAME");
    case "too long":
      return `that ${requestOf(line) === "join" ? "room name" : "nickname"} ` +
        "is too long; choose a shorter one";
    case "server command":
      return `the server would treat ${typed} as a command; ` +
        "put a word before it";
    case "not UTF-8":
      return `"${typed}" is not UTF-8; convert the input to UTF-8`;
  }
}

/** Names the stage in which a command works, and the command to get there. */
function misplaced(rule: CommandRule | null, stage: StageName): string {
  if (rule?.stages.includes("lobby")) return "the lobby; first /leave";
  return `a room; first ${stage === "lobby" ? "/join ROOM" : "/nick NAME"}`;
}

/** Returns the request that a line is, or would be with a name. */
function requestOf({ rule, typed }: InvalidLine): NamedWord {
  return rule?.word === "nick" || typed === "/nick" ? "nick" : "join";
}

/** Returns the beginning of a text that is long. */
function shorten(text: string): string {
  let start = "";
  let count = 0;
  for (const grapheme of graphemes(text)) {
    if (count++ === MAX_QUOTED) return `${start}…`;
    start += grapheme;
  }
  return text;
}
