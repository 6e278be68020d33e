/**
 * The view of a person: a quiet, coloured transcript that scrolls, and a prompt
 * that says where they are.
 *
 * Each row begins with the time, if the minute is a new one, and a mark that says
 * what it is, even without colour: `>` your own message, `@` a message that
 * mentions you, `*` a sentence of parley's, `!` an error, `…` a line that is
 * queued. Text that does not fit goes on in the row below, indented past the mark.
 *
 * @module
 */
import { bold, dim, red } from "@std/fmt/colors";
import type { News, Place } from "../protocol/events.ts";
import { visible } from "../text/visible.ts";
import { visibleName } from "../text/visible_name.ts";
import { hostPort } from "./address.ts";
import { columns } from "./columns.ts";
import { complete } from "./complete.ts";
import { helpColumn, helpRows } from "./help.ts";
import { mentions, readMessage } from "./message.ts";
import { nickColor } from "./nick_color.ts";
import { prompt } from "./prompt.ts";
import { layOut, type Span, type Style } from "./rows.ts";
import {
  type Context,
  isError,
  people,
  type Remark,
  sentence,
} from "./sentences.ts";

/** The number of columns that the time and the mark take. */
const GUTTER = 8;
const INDENT = " ".repeat(GUTTER);
/** The least number of columns for text, even in a narrower window. */
const MIN_TEXT = 2;

const BELL = "\x07";
/** The least time between two bells, in milliseconds. */
const BELL_MS = 5000;

/** The most nicknames and rooms that are remembered for completion. */
const MAX_KNOWN = 500;
/** The most names that are shown at once; nobody reads more. */
const MAX_SHOWN = 1000;

/** The options of the terminal view. */
export interface TerminalOptions {
  /** Set if a bell rings when somebody mentions the user (default: `true`). */
  readonly bell?: boolean;
}

/** The transcript at a terminal, and the names for completion. */
export class TerminalView {
  readonly #context: Context;
  readonly #columns: () => number;
  readonly #hasBell: boolean;
  readonly #nicks = new Set<string>();
  #rooms: readonly string[] = [];
  #place: Place = { at: "connecting" };
  #minute = "";
  #day = "";
  #belled = -Infinity;

  /**
   * Starts with an empty transcript.
   *
   * @param context The facts that the sentences need.
   * @param columns Returns the number of columns of the window.
   * @param options The options.
   */
  constructor(
    context: Context,
    columns: () => number,
    { bell = true }: TerminalOptions = {},
  ) {
    this.#context = context;
    this.#columns = columns;
    this.#hasBell = bell;
  }

  /** Returns the rows to begin with, an LF after each. */
  banner(version: string): string {
    const { host, port } = this.#context;
    const server = visible(hostPort(host, port));
    return layOut([
      { text: `parley ${version}`, style: bold },
      { text: ` connecting to ${server}; Ctrl-C leaves`, style: dim },
    ], this.#columns()).map((row) => `${row}\n`).join("");
  }

  /** Returns the prompt for a place, and remembers the place. */
  prompt(place: Place): string {
    this.#place = place;
    return prompt(place);
  }

  /** Styles a part of a prompt. */
  stylePrompt(text: string): string {
    return bold(text);
  }

  /** Returns how a line can be completed, for the Tab key. */
  complete(line: string): [string[], string] {
    const { at } = this.#place;
    const where = at === "naming" || at === "room" ? at : "lobby";
    return complete(line, { where, rooms: this.#rooms, nicks: this.#nicks });
  }

  /** Returns rows with the choices of {@linkcode complete}, made visible. */
  choices(choices: readonly string[], at: Date): string {
    const names = choices.map((choice) => choice.replace(/:? $/, ""));
    return this.#names(names, (name) => name, at);
  }

  /**
   * Returns the rows of a piece of news.
   *
   * @param news The news.
   * @param at The time when it came.
   * @returns The rows, an LF after each. They fit the window if the terminal
   * agrees on the widths of characters. If it does not, they still cannot forge
   * a time or a mark, as long as they are written with wrapping off (DECAWM).
   */
  show(news: News, at: Date): string {
    switch (news.type) {
      case "messages":
        return news.text.split("\n").filter((text) => text !== "")
          .map((text) => this.#message(text, at)).join("");
      case "message":
        return this.#message(news.text, at, news.isContinuation);
      case "said":
        return this.#row(bold(">"), [
          { text: visibleName(news.nick), style: bold },
          { text: `: ${visible(news.text)}` },
        ], at);
      case "command": {
        const text = prompt(news.place) + visible(news.text);
        return this.#row(" ", [{ text, style: dim }], at);
      }
      case "queued":
        return this.#row(
          dim("…"),
          [{ text: visible(news.text), style: dim }],
          at,
        );
      case "rooms":
        return this.#showRooms(news.rooms, at);
      case "users":
        return this.#showUsers(news.users, at);
      case "help":
        return this.#help(news.place, at);
      case "closed":
        return "";
      case "connected":
        return this.#remark(news, at) + (news.isAutomatic ? "" : this.#notice(
          "list the rooms or join one? Type /list or /join ROOM; /help for more",
          at,
        ));
      case "present":
        news.users.forEach((nick) => this.#remember(nick));
        return this.#remark(news, at);
      case "presence":
        if (news.change === "joined") this.#remember(news.nick);
        else this.#nicks.delete(news.nick);
        return this.#remark(news, at);
      default:
        return this.#remark(news, at);
    }
  }

  /**
   * Returns a row of a trace, which has its own time, as rows of the transcript.
   *
   * @param row The row, printable.
   * @returns The rows, an LF after each.
   */
  trace(row: string): string {
    return layOut([{ text: row, style: dim }], this.#textWidth)
      .join(`\n${INDENT}`) + "\n";
  }

  #message(text: string, at: Date, isContinuation = false): string {
    const { from, before, name, after } = readMessage(text, isContinuation);
    if (from !== null) this.#remember(from);
    const isMention = from !== null && this.#isMention(from, after);
    const style: Style = isMention ? bold : (text) => text;
    const color = nickColor(name);
    const row = this.#row(isMention ? bold("@") : " ", [
      { text: before, style },
      { text: name, style: (text) => style(color(text)) },
      { text: after, style },
    ], at);
    return isMention && this.#rings(at) ? row.slice(0, -1) + BELL + "\n" : row;
  }

  /** Returns whether a message of somebody else mentions the user. */
  #isMention(from: string, text: string): boolean {
    const me = this.#place.at === "room" ? this.#place.nick : null;
    return me !== null && me !== from && mentions(text, me);
  }

  /** Returns whether the bell may ring now, and then notes that it does. */
  #rings(at: Date): boolean {
    const time = at.getTime();
    // The clock may have been set back.
    if (!this.#hasBell || Math.abs(time - this.#belled) < BELL_MS) return false;
    this.#belled = time;
    return true;
  }

  #showRooms(rooms: readonly string[], at: Date): string {
    this.#rooms = typeable(rooms);
    if (rooms.length === 0) {
      return this.#notice("no rooms yet; /join ROOM creates one", at);
    }
    const title = rooms.length === 1 ? "1 room:" : `${rooms.length} rooms:`;
    return this.#notice(title, at) + this.#names(rooms, bold, at);
  }

  #showUsers(users: readonly string[], at: Date): string {
    users.forEach((nick) => this.#remember(nick));
    if (users.length === 0) return this.#notice("nobody is here", at);
    return this.#notice(`${people(users.length)} here:`, at) +
      this.#names(users, (name) => nickColor(name)(name), at);
  }

  #names(names: readonly string[], style: Style, at: Date): string {
    const width = this.#textWidth;
    const shown = names.slice(0, MAX_SHOWN).map(visibleName)
      .flatMap((name) => layOut([{ text: name }], width));
    const more = names.length - MAX_SHOWN;
    return columns(shown, width, style).map((row) => `${INDENT}${row}\n`)
      .join("") + (more > 0 ? this.#notice(`… and ${more} more`, at) : "");
  }

  #help(place: Place, at: Date): string {
    const rows = helpRows(place, this.#context.script);
    const column = helpColumn(rows);
    const width = Math.max(this.#textWidth - column, MIN_TEXT);
    return this.#notice("here you can type:", at) +
      rows.map(([typed, help]) => {
        const texts = layOut([{ text: help, style: dim }], width);
        const below = `\n${INDENT}${" ".repeat(column)}`;
        const blanks = " ".repeat(column - typed.length);
        return `${INDENT}${typed}${blanks}${texts.join(below)}\n`;
      }).join("");
  }

  #remark(news: Remark, at: Date): string {
    const text = sentence(news, this.#context);
    return isError(news, this.#context)
      ? this.#row(red("!"), [{ text, style: red }], at)
      : this.#notice(text, at);
  }

  #notice(text: string, at: Date): string {
    return this.#row(dim("*"), [{ text, style: dim }], at);
  }

  #row(mark: string, spans: readonly Span[], at: Date): string {
    const rows = layOut(spans, this.#textWidth).join(`\n${INDENT}`);
    return `${this.#time(at)} ${mark} ${rows}\n`;
  }

  /** Returns the time if the minute is a new one, below the day if that is new. */
  #time(at: Date): string {
    const day = at.toDateString();
    const newDay = this.#day !== "" && this.#day !== day
      ? dim(`── ${fullDay(at)} ──`) + "\n"
      : "";
    this.#day = day;
    const minute = at.toTimeString().slice(0, 5);
    const time = minute === this.#minute ? "     " : dim(minute);
    this.#minute = minute;
    return newDay + time;
  }

  get #textWidth(): number {
    return Math.max(this.#columns() - GUTTER, MIN_TEXT);
  }

  #remember(nick: string): void {
    this.#nicks.delete(nick);
    for (const name of typeable([nick])) this.#nicks.add(name);
    const [oldest = ""] = this.#nicks;
    if (this.#nicks.size > MAX_KNOWN) this.#nicks.delete(oldest);
  }
}

/** Returns the day in words. Loading what it needs takes 13 ms; few chat past midnight. */
function fullDay(at: Date): string {
  return at.toLocaleDateString("en-GB", { dateStyle: "full" });
}

/** Returns the names that can be typed as they are shown. */
function typeable(names: readonly string[]): string[] {
  return names.filter((name) => visibleName(name) === name).slice(0, MAX_KNOWN);
}
