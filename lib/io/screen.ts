/**
 * A terminal's screen: an edited line at the bottom, everything else scrolls by
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
  /** What stands before the line. */
  readonly prompt: string;
  /** The line. */
  readonly line: Line;
}

/** A line as it stands on the screen. */
interface Drawn extends Place {
  readonly layout: Layout;
  /** How many rows the window had. */
  readonly rows: number;
}

/** A terminal's screen. */
export class Screen {
  readonly #output: Output;
  readonly #style: (prompt: string) => string;
  readonly #cursor: CursorFinder;
  /** The rows to be written above the line. */
  #news = "";
  /** For how wide a window they were made. */
  #newsColumns = 0;
  #edited: Edited | null = null;
  #drawn: Drawn | null = null;
  #isStale = false;
  #isAsking = false;
  #wasResized = false;

  /**
   * @param output Where the terminal is.
   * @param style Puts a style on the prompt.
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

  /** Sets what is edited; `null` takes the line away. */
  set edited(edited: Edited | null) {
    const before = this.#edited;
    this.#edited = edited;
    this.#isStale ||= before?.prompt !== edited?.prompt ||
      before?.line !== edited?.line;
  }

  /** Takes what the terminal answered to a question. */
  answer(answer: Answer): void {
    this.#cursor.answer(answer);
  }

  /**
   * Brings the terminal up to date; while it is busy, nothing happens, and all
   * stays to be drawn.
   */
  draw(): void {
    if (this.isBusy) return;
    const size = windowSize();
    if (this.#drawn !== null && this.#isInDoubt(this.#drawn, size)) {
      this.#drawWhereItIs(this.#drawn, size);
      return;
    }
    this.#compose(size);
    this.#output.flush();
  }

  /** Fits the line to a window that may have changed its size. */
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

  /** Forgets where the line is drawn: the next time it is in another place. */
  forget(): void {
    this.#drawn = null;
    this.#isStale = true;
  }

  /** Shows what is left to show, and leaves the cursor in the row below it. */
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

  /** Adds to the output what erases the line, the news, and what draws it. */
  #compose(size: Size): void {
    this.#output.add(eraseLine(this.#drawn?.cursorRow ?? 0));
    const fits = this.#newsColumns <= size.columns;
    this.#output.add(drawRows(this.#news, fits));
    this.#output.add(this.#line(size));
    this.#news = "";
    this.#newsColumns = 0;
    this.#isStale = false;
  }

  /** Returns what draws the line where it is not drawn. */
  #line({ columns, rows }: Size): string {
    const edited = this.#edited;
    const known = this.#drawn?.layout.breaks;
    this.#drawn = null;
    if (edited === null) return "";
    // A row is left for what others say.
    const size = { columns, rows: Math.max(1, rows - 1) };
    const shown = layout(edited.prompt, edited.line, size, known);
    this.#drawn = { layout: shown, cursorRow: shown.cursorRow, columns, rows };
    return drawLine(shown, this.#style);
  }

  /**
   * Whether the terminal may have the line in other rows than it was drawn in.
   * Once its window is being resized the system's word on that may come late, and
   * news could be written over other news.
   */
  #isInDoubt({ columns, rows }: Drawn, size: Size): boolean {
    if (columns !== size.columns || rows !== size.rows) return true;
    return this.#news !== "" && this.#wasResized && !this.#cursor.isMute;
  }

  /** Brings the terminal up to date when it has told where the line is. */
  async #drawWhereItIs(drawn: Drawn, system: Size): Promise<void> {
    this.#isAsking = true;
    const place = await this.#cursor.find(drawn.layout, drawn, system.columns);
    this.#isAsking = false;
    const size = { columns: place.columns, rows: system.rows };
    const isSame = drawn.columns === size.columns && drawn.rows === size.rows;
    if (this.#isStale || !isSame) {
      if (this.#drawn !== null) this.#drawn = { ...drawn, ...place };
      this.#compose(size);
      this.#output.flush();
    }
    // Who waited for the terminal may go on.
    this.#output.status.notify();
  }
}
