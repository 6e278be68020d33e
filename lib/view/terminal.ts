/**
 * The view of a person: a quiet, coloured transcript that scrolls, and a prompt
 * that says where they are.
 *
 * Each row begins with the time, when the minute is a new one, and a mark, so
 * that everything is told apart without colours too: `>` is what you said, `@`
 * what mentions you, `*` what parley says, `!` what went wrong, `…` what waits its
 * turn.
 *
 * @module
 */
import { bold, dim, red, rgb8 } from "@std/fmt/colors";
import { speaker } from "../protocol/answers.ts";
import type { News, Place } from "../protocol/events.ts";
import { columns } from "./columns.ts";
import { complete } from "./complete.ts";
import { prompt } from "./prompt.ts";
import { type Remark, sentence, type Surroundings } from "./sentences.ts";
import { visible } from "./visible.ts";

/**
 * Colours of the 256-colour palette that have a contrast of at least 3.5 (WCAG)
 * on black and on white, and are told apart from each other and from red.
 */
const NICK_COLORS = [
  ...[130, 100, 64, 28, 29, 30, 31, 32],
  ...[33, 62, 98, 134, 128, 163, 161, 166],
];

/** How many columns the time and the mark take. */
const GUTTER = 8;
const BELL = "\x07";
/** How many nicknames and rooms are remembered for completion. */
const REMEMBERED = 500;

/** How many names are laid out; nobody reads more. */
const SHOWN = 1000;

const MISHAPS: readonly News["type"][] = [
  "refused",
  "mistake",
  "failure",
  "unsent",
  "unread",
  "uncertain",
];

/** What a terminal shows, and what it knows for completion. */
export class TerminalView {
  readonly #around: Surroundings;
  readonly #columns: () => number;
  readonly #nicks = new Set<string>();
  #rooms: readonly string[] = [];
  #place: Place = { at: "connecting" };
  #minute = "";
  #day = "";

  /**
   * @param around What the sentences need to know.
   * @param columns How wide the window is now.
   */
  constructor(around: Surroundings, columns: () => number) {
    this.#around = around;
    this.#columns = columns;
  }

  /** The rows to begin with. */
  banner(version: string): string {
    const { address } = this.#around;
    return `${bold(`parley ${version}`)} ${
      dim(`connecting to ${visible(address)}; Ctrl-C leaves`)
    }\n`;
  }

  /** The prompt for a place, which is remembered. */
  prompt(place: Place): string {
    this.#place = place;
    const text = prompt(place);
    return text === "" ? "" : bold(text);
  }

  /** What the Tab key can make of a line. */
  complete(line: string): [string[], string] {
    const { at } = this.#place;
    const where = at === "naming" || at === "room" ? at : "lobby";
    return complete(line, { where, rooms: this.#rooms, nicks: this.#nicks });
  }

  /** The rows for a piece of news, each with its end. */
  show(news: News, at: Date): string {
    switch (news.type) {
      case "messages":
        return news.text.split("\n").filter((text) => text !== "")
          .map((text) => this.#message(text, at)).join("");
      case "said":
        return this.#row(
          `${bold(">")} ${bold(visible(news.nick))}: ${visible(news.text)}`,
          at,
        );
      case "typed": {
        const typed = visible(prompt(news.place) + news.text);
        return this.#row(`  ${dim(typed)}`, at);
      }
      case "held":
        return this.#row(`${dim("…")} ${dim(visible(news.text))}`, at);
      case "rooms":
        this.#rooms = completable(news.rooms);
        return this.#names(
          news.rooms,
          "no rooms yet; /join ROOM makes one",
          (count) => count === 1 ? "1 room:" : `${count} rooms:`,
          bold,
          at,
        );
      case "users":
        for (const nick of news.users) this.#remember(nick);
        return this.#names(
          news.users,
          "nobody is here",
          (count) => count === 1 ? "1 is here:" : `${count} are here:`,
          painted,
          at,
        );
      case "closed":
        return "";
      case "connected":
        if (news.goesOn) return this.#remark(news, at);
        return this.#remark(news, at) + this.#notice(
          "list the rooms or join one? Type /list or /join ROOM; /help tells more",
          at,
        );
      default:
        return this.#remark(news, at);
    }
  }

  #message(text: string, at: Date): string {
    const who = speaker(text);
    if (who === null) return this.#row(`  ${visible(text)}`, at);
    this.#remember(who);
    const start = text.indexOf(who);
    const before = visible(text.slice(0, start));
    const after = visible(text.slice(start + who.length));
    const shown = `${before}${painted(who)}${after}`;
    const me = this.#place.at === "room" ? this.#place.nick : null;
    if (me === null || me === who || !mentions(after, me)) {
      return this.#row(`  ${shown}`, at);
    }
    return this.#row(`${bold("@")} ${bold(shown)}${BELL}`, at);
  }

  #names(
    names: readonly string[],
    none: string,
    title: (count: number) => string,
    paint: (name: string) => string,
    at: Date,
  ): string {
    if (names.length === 0) return this.#notice(none, at);
    const shown = names.slice(0, SHOWN).map((name) => visible(name));
    const rows = columns(shown, this.#columns() - GUTTER, paint);
    const more = names.length - shown.length;
    return this.#notice(title(names.length), at) +
      rows.map((row) => " ".repeat(GUTTER) + row + "\n").join("") +
      (more > 0 ? this.#notice(`… and ${more} more`, at) : "");
  }

  #remark(news: Remark, at: Date): string {
    const text = sentence(news, this.#around);
    return MISHAPS.includes(news.type)
      ? this.#row(`${red("!")} ${red(text)}`, at)
      : this.#notice(text, at);
  }

  #notice(text: string, at: Date): string {
    return this.#row(`${dim("*")} ${dim(text)}`, at);
  }

  #row(text: string, at: Date): string {
    const day = DAY.format(at);
    const newDay = this.#day !== "" && this.#day !== day
      ? dim(`── ${day} ──`) + "\n"
      : "";
    this.#day = day;
    const minute = MINUTE.format(at);
    const time = minute === this.#minute ? "     " : dim(minute);
    this.#minute = minute;
    return `${newDay}${time} ${text}\n`;
  }

  #remember(nick: string): void {
    this.#nicks.delete(nick);
    for (const name of completable([nick])) this.#nicks.add(name);
    const [oldest] = this.#nicks;
    if (this.#nicks.size > REMEMBERED && oldest !== undefined) {
      this.#nicks.delete(oldest);
    }
  }
}

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "full" });
const MINUTE = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
});

/** Names that can be typed as they are shown. */
function completable(names: readonly string[]): string[] {
  return names.filter((name) => visible(name) === name).slice(0, REMEMBERED);
}

/** A nickname in its colour, which is the same in every session. */
function painted(nick: string): string {
  let hash = 0;
  for (const character of nick) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  }
  const color = NICK_COLORS[hash % NICK_COLORS.length] ?? 0;
  return rgb8(visible(nick), color);
}

/** Whether a text names somebody as a word of its own. */
function mentions(text: string, nick: string): boolean {
  const name = RegExp.escape(visible(nick));
  return new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, "iu")
    .test(text);
}
