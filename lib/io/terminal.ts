/**
 * A person at a terminal, whose keys are read and whose line is drawn.
 *
 * @module
 */
import { WRAP_ON } from "../editor/drawing.ts";
import {
  EMPTY_EDITOR,
  type Outcome,
  press,
  promptOf,
} from "../editor/editor.ts";
import {
  type Key,
  KeyReader,
  PASTE_OFF,
  PASTE_ON,
  type TerminalInput,
} from "../editor/keys.ts";
import type { Event, News } from "../protocol/events.ts";
import { waitingLines } from "../protocol/report.ts";
import { placeOf, type State } from "../protocol/state.ts";
import type { User } from "../user.ts";
import type { TerminalView } from "../view/terminal.ts";
import { after } from "./after.ts";
import type { Output } from "./output.ts";
import { Screen } from "./screen.ts";
import { Source } from "./select.ts";
import { onSignal, SIGHUP, SIGINT } from "./signals.ts";

const READ_BYTES = 64 * 1024;
/** The longest time from Escape to the rest of a sequence, in milliseconds. */
const ESCAPE_MS = 50;
const PLAIN = "\x1b[0m";

/** A person at a terminal. */
export class Terminal implements User {
  readonly input: Source<Event> = new Source();
  readonly interrupts: readonly Source<Event>[];
  readonly #view: TerminalView;
  readonly #output: Output;
  readonly #screen: Screen;
  readonly #interrupts = new Source<Event>();
  readonly #keys = new KeyReader();
  #editor = EMPTY_EDITOR;
  #prompt = "";
  /** Whether lines were entered in this turn, whose news is not shown yet. */
  #isEntered = false;
  /** The latest state, which says whether lines wait to be sent. */
  #state: State | null = null;
  /** The number of reads so far. */
  #reads = 0;
  #isOpen = true;

  /**
   * Takes the terminal over, until {@linkcode close}.
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
    this.#screen = new Screen(output, view.stylePrompt);
    this.interrupts = [signals, this.#interrupts, output.status];
    this.#screen.add(view.banner(version));
    this.#enterRawMode();
    onSignal("SIGWINCH", () => this.#screen.resize());
    onSignal("SIGCONT", () => this.#resume());
    globalThis.addEventListener("unload", this.close);
    this.#read();
  }

  /** Whether rows are still being written. */
  get isBusy(): boolean {
    return this.#screen.isBusy;
  }

  /** Shows news above the line. */
  show(news: News): void {
    this.#screen.add(this.#view.show(news, new Date()));
  }

  /** Shows a row of a trace above the line, and begins a turn to draw it. */
  showTrace(row: string): void {
    this.#screen.add(this.#view.trace(row));
    this.#interrupts.notify();
  }

  /** Draws what has changed in this turn. */
  refresh(state: State): void {
    this.#state = state;
    const prompt = this.#view.prompt(placeOf(state));
    if (prompt !== this.#prompt || this.#isEntered) {
      this.#prompt = prompt;
      this.#isEntered = false;
      this.#updateLine();
    }
    if (this.#screen.isStale) this.#screen.draw();
  }

  /** Restores the terminal. */
  readonly close = (): void => {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    globalThis.removeEventListener("unload", this.close);
    // Setting the mode of a blocked terminal would block us, too. Deno restores it
    // when it exits.
    if (this.#output.isBusy) return;
    if (!this.#output.isCutOff) this.#screen.close();
    this.#output.add(WRAP_ON + PLAIN + PASTE_OFF);
    this.#output.flushNow();
    setRaw(false);
  };

  #enterRawMode(): void {
    if (!this.#isOpen) return;
    setRaw(true);
    this.#output.add(PASTE_ON);
    this.#screen.draw();
  }

  /** Takes the terminal over again, after another program had it. */
  #resume(): void {
    this.#screen.forget();
    this.#enterRawMode();
  }

  /** Reads keys until the terminal is gone. */
  async #read(): Promise<void> {
    const buffer = new Uint8Array(READ_BYTES);
    const decoder = new TextDecoder();
    for (;;) {
      // A terminal that cannot be read is gone.
      const size = await Deno.stdin.read(buffer).catch(() => null);
      if (size === null) break;
      const bytes = buffer.subarray(0, size);
      this.#take(this.#keys.push(decoder.decode(bytes, { stream: true })));
      this.#awaitRest();
    }
    this.#interrupts.push({ type: "signal", number: SIGHUP });
  }

  /** Takes an Escape for the key of that name if nothing follows in time. */
  #awaitRest(): void {
    const reads = ++this.#reads;
    if (!this.#keys.isWaiting) return;
    after(ESCAPE_MS).onabort = () => {
      if (this.#reads === reads) this.#take(this.#keys.flush());
    };
  }

  /** Carries out keys, and draws the line. */
  #take(keys: readonly TerminalInput[]): void {
    for (const key of keys) {
      if (key.type === "cursor" || key.type === "terminal") {
        this.#screen.answer(key);
      } else this.#press(key);
    }
    this.#updateLine();
    // The news of an entered line is shown before the next line.
    if (this.#screen.isStale && !this.#isEntered) this.#screen.draw();
  }

  #press(key: Key): void {
    const complete = (text: string) => this.#view.complete(text);
    const [editor, outcome] = press(this.#editor, key, complete);
    this.#editor = editor;
    if (outcome !== undefined) this.#carryOut(outcome);
  }

  #carryOut(outcome: Outcome): void {
    switch (outcome.type) {
      case "lines":
        outcome.lines.forEach((text) => this.#enter(text));
        break;
      case "choices":
        this.#screen.add(this.#view.choices(outcome.choices, new Date()));
        break;
      case "clear":
        this.#screen.clear();
        break;
      case "cancel":
        if (this.#hasWaiting) this.#interrupts.push({ type: "cancel" });
        break;
      case "interrupt":
        this.#interrupts.push(
          this.#hasWaiting
            ? { type: "cancel" }
            : { type: "signal", number: SIGINT },
        );
        break;
      case "end":
        this.input.push({ type: "eof" });
        break;
    }
  }

  #enter(text: string): void {
    const line = { text, number: null, origin: "typed" } as const;
    this.input.push({ type: "line", line });
    this.#isEntered = true;
  }

  /** Whether lines wait to be sent, which the first Ctrl-C drops. */
  get #hasWaiting(): boolean {
    return this.#state !== null && waitingLines(this.#state).length > 0;
  }

  /** Updates the edited line of the screen. */
  #updateLine(): void {
    const { line } = this.#editor;
    const prompt = promptOf(this.#editor, this.#prompt);
    this.#screen.edited = this.#prompt === "" ? null : { prompt, line };
  }
}

function setRaw(on: boolean): void {
  try {
    Deno.stdin.setRaw(on);
  } catch {
    // The terminal is gone.
  }
}
