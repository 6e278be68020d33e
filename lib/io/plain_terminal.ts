/**
 * A person at a terminal that is only appended to, as a teleprinter is: for screen
 * readers, Emacs shells and terminals without escape codes.
 *
 * @module
 */
import type { Event, News } from "../protocol/events.ts";
import { placeOf, type State } from "../protocol/state.ts";
import type { User } from "../user.ts";
import type { TerminalView } from "../view/terminal.ts";
import { lines } from "./lines.ts";
import type { Output } from "./output.ts";
import { select, Source } from "./select.ts";

/** News of lines that were typed, which the terminal itself has shown. */
const ECHOED: readonly News["type"][] = ["said", "command"];

/** A person at a terminal that edits lines itself. The cursor is never moved. */
export class PlainTerminal implements User {
  readonly input: Source<Event>;
  readonly interrupts: readonly Source<Event>[];
  readonly #view: TerminalView;
  readonly #output: Output;
  #news: string;
  #prompt = "";
  /** Whether the row of the cursor begins with the prompt. */
  #isPrompting = false;

  /**
   * Begins with the banner.
   *
   * @param view The view, which puts news into rows.
   * @param output Standard output.
   * @param signals The source of signals.
   * @param version The program's version, for the banner.
   */
  constructor(
    view: TerminalView,
    output: Output,
    signals: Source<Event>,
    version: string,
  ) {
    this.#view = view;
    this.#output = output;
    this.#news = view.banner(version);
    this.interrupts = [signals, output.status];
    const typed = lines();
    this.input = new Source(() => this.#nextLine(typed));
  }

  /** Whether output is still being written. */
  get isBusy(): boolean {
    return this.#output.isBusy;
  }

  /** Shows news in rows of their own. */
  show(news: News): void {
    if (ECHOED.includes(news.type)) return;
    this.#news += this.#view.show(news, new Date());
  }

  /** Shows a row of a trace, in a turn that it begins. */
  showTrace(row: string): void {
    this.#news += this.#view.trace(row);
    this.#output.status.notify();
  }

  /** Writes the news, and the prompt below it. */
  refresh(state: State): void {
    const prompt = this.#view.prompt(placeOf(state));
    const isPrompted = this.#isPrompting && prompt === this.#prompt;
    if (this.#news === "" && isPrompted) return;
    this.#leaveRow();
    this.#output.add(this.#news);
    this.#news = "";
    this.#prompt = prompt;
    if (prompt !== "" && !isAwaiting(state)) {
      this.#output.add(prompt);
      this.#isPrompting = true;
    }
    this.#output.flush();
  }

  /** Leaves the cursor at the beginning of a row. */
  close(): void {
    if (this.#output.isBusy) return;
    this.#leaveRow();
    this.#output.flushNow();
  }

  async #nextLine(typed: Source<Event>): Promise<Event> {
    let event: Event | undefined;
    while (event === undefined) event = await select([typed]);
    if (event.type !== "line") return event;
    this.#isPrompting = false;
    return { ...event, line: { ...event.line, number: null } };
  }

  /** Ends the row of the prompt. */
  #leaveRow(): void {
    if (this.#isPrompting) this.#output.add("\n");
    this.#isPrompting = false;
  }
}

/** Returns whether news is about to come, which the prompt is to stand below. */
function isAwaiting(state: State): boolean {
  return state.phase === "connecting" || state.phase === "leaving" ||
    (state.phase === "online" && state.session.pending !== null);
}
