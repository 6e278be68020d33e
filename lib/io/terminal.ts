/**
 * A person at a terminal: the line they edit stays at the bottom, everything
 * else scrolls by above it.
 *
 * Deno's node:readline is the line editor. It reads and writes nothing itself:
 * it is fed keys, and what it draws is collected, so that a turn of the loop
 * (erase the line, write the news, draw the line) is one write.
 *
 * @module
 */
import { EventEmitter } from "node:events";
import {
  createInterface,
  emitKeypressEvents,
  type Interface,
} from "node:readline";
import type { Event, News } from "../protocol/events.ts";
import { placeOf, type State } from "../protocol/state.ts";
import type { User } from "../user.ts";
import type { TerminalView } from "../view/terminal.ts";
import type { Output } from "./output.ts";
import { PASTE_OFF, PASTE_ON, PasteReader, toLine, toLines } from "./paste.ts";
import { Source } from "./select.ts";

const READ_BYTES = 64 * 1024;
/** The most news that waits for a line to become shorter. */
const WAITING_CHARS = 1024 * 1024;
const SIGHUP = 1;
const SIGINT = 2;

/** Ctrl-Space, Ctrl-\\ and Ctrl-]. */
// deno-lint-ignore no-control-regex
const UNKNOWN_KEYS = /^[\0\x1c\x1d]$/;

const up = (rows: number) => rows > 0 ? `\x1b[${rows}A` : "";
const ERASE_BELOW = "\x1b[J";
const PLAIN = "\x1b[0m";

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

/** How many columns the window has. */
export function columns(): number {
  return size().columns;
}

function size(): { columns: number; rows: number } {
  try {
    const { columns, rows } = Deno.consoleSize();
    return { columns: columns || 80, rows: rows || 24 };
  } catch {
    return { columns: 80, rows: 24 };
  }
}

/** A person at a terminal. */
export class Terminal implements User {
  readonly input: Source<Event> = new Source();
  readonly interrupts: readonly Source<Event>[];
  readonly #view: TerminalView;
  readonly #output: Output;
  readonly #interrupts = new Source<Event>();
  readonly #editor: Interface;
  readonly #editorKeys: EventEmitter;
  readonly #pastes = new PasteReader();
  readonly #keys: EventEmitter;
  #news = "";
  #prompt = "";
  #isDrawn = false;
  /** In which row of the edited line the cursor stands, as it was drawn. */
  #row = 0;
  #isMuted = false;
  #isOpen = true;

  /**
   * Takes the terminal over, until {@linkcode close}.
   *
   * @param view What to show.
   * @param output Standard output.
   * @param signals Where the system's requests to end come from.
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
    this.interrupts = [signals, this.#interrupts, output.status];
    this.#editorKeys = stream();
    this.#editor = createInterface({
      input: this.#editorKeys as unknown as NodeJS.ReadableStream,
      output: this.#canvas() as unknown as NodeJS.WritableStream,
      terminal: true,
      historySize: 1000,
      completer: (line: string) => view.complete(line),
    });
    this.#editor.on("line", (line: string) => this.#enter(line));
    this.#keys = stream();
    emitKeypressEvents(this.#keys as unknown as NodeJS.ReadableStream);
    this.#keys.on("keypress", (text, key) => this.#press(text, key ?? {}));
    this.#news = view.banner(version);
    this.#take();
    listen("SIGWINCH", () => this.#draw());
    listen("SIGCONT", () => this.#take());
    globalThis.addEventListener("unload", this.close);
    this.#read();
  }

  /** Whether what was shown is not written yet. */
  get isBusy(): boolean {
    return this.#output.isBusy;
  }

  /** Shows news above the line. */
  show(news: News): void {
    this.#news += this.#view.show(news, new Date());
  }

  /** Shows a row of a trace above the line, in a turn that it begins. */
  showTrace(row: string): void {
    this.#news += this.#view.trace(row);
    this.#interrupts.nudge();
  }

  /** Draws what has changed in this turn. */
  refresh(state: State): void {
    const prompt = this.#view.prompt(placeOf(state));
    const isNew = prompt !== this.#prompt;
    this.#prompt = prompt;
    if (this.#isTooTall && prompt !== "") return;
    if (isNew || this.#news !== "" || !this.#isDrawn) this.#draw();
  }

  /**
   * Whether the line fills the window: nothing can be put above it then, so the
   * news waits, as far as there is room for it.
   */
  get #isTooTall(): boolean {
    const { line } = this.#editor;
    if (!this.#isDrawn || line.length < 80) return false;
    const { columns, rows } = size();
    return line.length / columns >= rows - 2 &&
      this.#news.length < WAITING_CHARS;
  }

  /** Gives the terminal back as it was. */
  readonly close = (): void => {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    globalThis.removeEventListener("unload", this.close);
    // A terminal that takes nothing any more would stop whoever sets it, too.
    // Deno sets it as it was at its own end.
    if (this.#output.isBusy) return;
    if (this.#isDrawn && this.#editor.line === "") {
      this.#output.add(`\r${up(this.#row)}${ERASE_BELOW}`);
    } else if (this.#isDrawn) {
      this.#editor.write(null as never, { ctrl: true, name: "e" });
      this.#output.add("\r\n");
    }
    this.#output.add(PLAIN + PASTE_OFF);
    this.#output.flushNow();
    setRaw(false);
  };

  #take(): void {
    if (!this.#isOpen) return;
    setRaw(true);
    this.#output.add(PASTE_ON);
    this.#draw();
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(READ_BYTES);
    const decoder = new TextDecoder();
    try {
      for (;;) {
        const size = await Deno.stdin.read(buffer);
        if (size === null) break;
        const bytes = buffer.subarray(0, size);
        this.#type(decoder.decode(bytes, { stream: true }));
      }
    } catch {
      // The terminal is gone, as at its end.
    }
    this.#interrupts.put({ type: "signal", number: SIGHUP });
  }

  #type(text: string): void {
    for (const input of this.#pastes.take(text)) {
      if (input.type === "paste") this.#editor.write(toLine(input.text));
      else this.#keys.emit("data", new TextEncoder().encode(input.text));
    }
    if (this.#isDrawn) this.#row = this.#editor.getCursorPos().rows;
    this.#output.flush();
  }

  #press(text: string | undefined, key: Key): void {
    const isEmpty = this.#editor.line === "";
    if (key.ctrl && key.name === "c") {
      if (isEmpty) this.#interrupts.put({ type: "signal", number: SIGINT });
      else this.#clearLine();
    } else if (key.ctrl && key.name === "d" && isEmpty) {
      this.input.put({ type: "eof" });
    } else if (key.ctrl && key.name === "z") {
      // Suspending needs the terminal's own signal keys, and with them Ctrl-C
      // would reach every program of the command line, not this line alone.
    } else if (text !== undefined && UNKNOWN_KEYS.test(text)) {
      // The editor would put them into the line.
    } else if (key.name === "return" || key.name === "enter") {
      if (this.#isDrawn) this.#row = this.#editor.getCursorPos().rows;
      this.#withoutDrawing(() => this.#editorKeys.emit("keypress", text, key));
    } else this.#editorKeys.emit("keypress", text, key);
  }

  #clearLine(): void {
    this.#editor.write(null as never, { ctrl: true, name: "e" });
    this.#editor.write(null as never, { ctrl: true, name: "u" });
    Object.assign(this.#editor, { historyIndex: -1 });
  }

  /** Takes the entered line away: the view shows what becomes of it. */
  #enter(line: string): void {
    this.#output.add(`\r${up(this.#row)}${ERASE_BELOW}`);
    this.#isDrawn = false;
    this.#row = 0;
    for (const text of toLines(line)) {
      this.input.put({
        type: "line",
        line: { text, number: null, origin: "typed" },
      });
    }
    this.input.nudge();
  }

  #withoutDrawing(action: () => void): void {
    this.#isMuted = true;
    action();
    this.#isMuted = false;
    if (!this.#isDrawn) this.input.nudge();
  }

  /** Erases the line, writes the news, and draws the line under it. */
  #draw(): void {
    if (!this.#isOpen) return;
    // In a window that has become wider the line may take fewer rows than it
    // did; to go up further would erase what stands above it.
    const row = this.#isDrawn
      ? Math.min(this.#row, this.#editor.getCursorPos().rows)
      : 0;
    this.#output.add(
      `\r${up(row)}${ERASE_BELOW}${this.#news.replaceAll("\n", "\r\n")}`,
    );
    this.#news = "";
    this.#isDrawn = this.#prompt !== "";
    if (this.#isDrawn) {
      // Else the editor would go up as many rows as its cursor stood below.
      Object.assign(this.#editor, { prevRows: 0 });
      this.#editor.setPrompt(this.#prompt);
      this.#editor.prompt(true);
      this.#row = this.#editor.getCursorPos().rows;
    }
    this.#output.flush();
  }

  /** Where the editor draws. */
  #canvas(): EventEmitter {
    const canvas = stream();
    Object.defineProperty(canvas, "columns", { get: columns });
    return Object.assign(canvas, {
      isTTY: true,
      write: (text: string) => {
        if (this.#isDrawn && !this.#isMuted) this.#output.add(text);
        return true;
      },
    });
  }
}

/** As much of a stream as the editor asks of one. */
function stream(): EventEmitter {
  const none = () => {};
  return Object.assign(new EventEmitter(), { resume: none, pause: none });
}

function setRaw(on: boolean): void {
  try {
    Deno.stdin.setRaw(on);
  } catch {
    // The terminal is gone.
  }
}

function listen(signal: Deno.Signal, action: () => void): void {
  try {
    Deno.addSignalListener(signal, action);
  } catch {
    // Windows lacks it.
  }
}
