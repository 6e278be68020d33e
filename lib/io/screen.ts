/**
 * A terminal's screen: an edited line at the bottom, and a transcript that scrolls
 * above it.
 *
 * @module
 */
import { drawLine, drawRows, eraseLine, leaveLine } from "../editor/drawing.ts";
import type { Answer } from "../editor/keys.ts";
import { type Layout, layout, type Size } from "../editor/layout.ts";
import type { Line } from "../editor/line.ts";
import { CursorFinder, type Place } from "./cursor.ts";
import type { Output } from "./output.ts";
import { windowSize } from "./window.ts";

/** An edited line and its prompt. */
export interface Edited {
  /** The text before the line. */
  readonly prompt: string;
  /** The line. */
  readonly line: Line;
}

/** A line as it stands on the screen. */
interface Drawn extends Place {
  readonly layout: Layout;
  /** The number of rows that the window had. */
  readonly rows: number;
}

/** A terminal's screen. */
export class Screen {
  readonly #output: Output;
  readonly #style: (prompt: string) => string;
  readonly #cursor: CursorFinder;
  /** The rows to be written above the line. */
  #news = "";
  /** The number of columns of the window that they were made for. */
  #newsColumns = 0;
  #edited: Edited | null = null;
  #drawn: Drawn | null = null;
  #isStale = false;
  #isAsking = false;
  #wasResized = false;

  /**
   * Starts without a line.
   *
   * @param output The terminal's output.
   * @param style Styles the prompt.
   */
  constructor(output: Output, style: (prompt: string) => string) {
    this.#output = output;
    this.#style = style;
    this.#cursor = new CursorFinder(output);
  }

  /** Whether nothing can be drawn now. */
  get isBusy(): boolean {
    return this.#output.isBusy || this.#isAsking;
  }

  /** Whether there is something to {@linkcode draw}. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** Adds rows, each with its LF, above the line. */
  add(rows: string): void {
    this.#news += rows;
    this.#newsColumns = Math.max(this.#newsColumns, windowSize().columns);
    this.#isStale = true;
  }

  /** The edited line to show below the rows; `null` for none. */
  set edited(edited: Edited | null) {
    const before = this.#edited;
    this.#edited = edited;
    this.#isStale ||= before?.prompt !== edited?.prompt ||
      before?.line !== edited?.line;
  }

  /** Receives an answer of the terminal. */
  answer(answer: Answer): void {
    this.#cursor.answer(answer);
  }

  /**
   * Brings the terminal up to date. While it is busy, nothing happens, and
   * everything is still to be drawn.
   */
  draw(): void {
    if (this.isBusy) return;
    const size = windowSize();
    if (this.#drawn !== null && this.#isInDoubt(this.#drawn, size)) {
      this.#drawAfterAsking(this.#drawn, size);
      return;
    }
    this.#compose(size);
    this.#output.flush();
  }

  /** Adapts the line to a window that may have changed its size. */
  resize(): void {
    this.#wasResized = true;
    const size = windowSize();
    const { columns, rows } = this.#drawn ?? size;
    if (columns !== size.columns || rows !== size.rows) this.draw();
  }

  /** Empties the window. */
  clear(): void {
    this.#output.add("\x1b[H\x1b[2J");
    this.forget();
  }

  /** Forgets where the line is drawn; the next time, it is drawn anew. */
  forget(): void {
    this.#drawn = null;
    this.#isStale = true;
  }

  /** Shows the remaining rows, and leaves the cursor in the row below them. */
  close(): void {
    if (this.#isStale) this.#compose(windowSize());
    const drawn = this.#drawn;
    if (drawn === null) return;
    const isEmpty = !this.#edited?.line.text;
    this.#output.add(
      isEmpty ? eraseLine(drawn.cursorRow) : leaveLine(drawn.layout),
    );
    this.#drawn = null;
  }

  /**
   * Adds to the output: codes that erase the line, the first `length` UTF-16 code
   * units of the news, the line.
   */
  #compose(size: Size, length = this.#news.length): void {
    this.#output.add(eraseLine(this.#drawn?.cursorRow ?? 0));
    const fits = this.#newsColumns <= size.columns;
    this.#output.add(drawRows(this.#news.slice(0, length), fits));
    this.#output.add(this.#line(size));
    this.#news = this.#news.slice(length);
    this.#isStale = this.#news !== "";
    if (!this.#isStale) this.#newsColumns = 0;
  }

  /** Returns the codes that draw the line in an empty row, and notes its place. */
  #line({ columns, rows }: Size): string {
    const edited = this.#edited;
    const known = this.#drawn?.layout.breaks;
    this.#drawn = null;
    if (edited === null) return "";
    // One row is left for the transcript.
    const size = { columns, rows: Math.max(1, rows - 1) };
    const shown = layout(edited.prompt, edited.line, size, known);
    this.#drawn = { layout: shown, cursorRow: shown.cursorRow, columns, rows };
    return drawLine(shown, this.#style);
  }

  /**
   * Returns whether the terminal may have moved the line to other rows. Once the
   * window has been resized, the system may report the next size late, and rows
   * could be written over others.
   */
  #isInDoubt({ columns, rows }: Drawn, size: Size): boolean {
    if (columns !== size.columns || rows !== size.rows) return true;
    return this.#news !== "" && this.#wasResized && !this.#cursor.isMute;
  }

  /** Brings the terminal up to date once it has said where the line is. */
  async #drawAfterAsking(drawn: Drawn, system: Size): Promise<void> {
    this.#isAsking = true;
    // News that comes meanwhile may come into a window of another width.
    const { length } = this.#news;
    const place = await this.#cursor.find(drawn.layout, drawn, system.columns);
    this.#isAsking = false;
    const size = { columns: place.columns, rows: system.rows };
    const isSame = drawn.columns === size.columns && drawn.rows === size.rows;
    if (this.#isStale || !isSame) {
      if (this.#drawn !== null) this.#drawn = { ...drawn, ...place };
      this.#compose(size, length);
      this.#output.flush();
    }
    // The main loop may have waited for the terminal.
    this.#output.status.notify();
  }
}
