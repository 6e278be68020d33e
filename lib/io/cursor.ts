/**
 * Where the cursor is in an edited line when the window may have another width.
 *
 * The system tells late: tmux breaks its rows anew at once, and says so up to 250
 * ms later. So the terminal itself is asked, and what it answers is true of all
 * that was written before.
 *
 * @module
 */
import {
  type Answer,
  type CursorAnswer,
  HOW_WIDE,
  WHERE,
  WHO,
} from "../editor/keys.ts";
import type { Layout } from "../editor/layout.ts";
import { rowAfterResize } from "../editor/resize.ts";
import { after } from "./after.ts";
import type { Output } from "./output.ts";

/** The wait for the first answer of a terminal, which may give none. */
const FIRST_ANSWER_MS = 2000;
/** The wait for a terminal that has answered before. */
const ANSWER_MS = 5000;

/** The place of the cursor in a line, in a window of some width. */
export interface Place {
  /** How many rows below the line's first one the cursor is. */
  readonly cursorRow: number;
  /** How wide the window is. */
  readonly columns: number;
}

/** Finds out from a terminal where its cursor is in a line. */
export class CursorFinder {
  readonly #output: Output;
  /** Whether the terminal answers; `null` before it was asked. */
  #answers: boolean | null = null;
  #terminal = "";
  /** How many answers are still to come to questions that are given up. */
  #late = 0;
  #onAnswer: ((cursor: CursorAnswer) => void) | null = null;

  /** @param output Where questions are asked. */
  constructor(output: Output) {
    this.#output = output;
  }

  /** Whether the terminal does not answer. */
  get isMute(): boolean {
    return this.#answers === false;
  }

  /** Takes what the terminal says. */
  answer(answer: Answer): void {
    if (answer.type === "terminal") {
      this.#terminal = answer.attributes;
      return;
    }
    this.#answers = true;
    if (this.#late > 0) this.#late--;
    else this.#onAnswer?.(answer);
  }

  /**
   * Finds the cursor in a line.
   *
   * @param layout The line as it was drawn.
   * @param drawn Where the cursor was then.
   * @param columns How wide the window is now, as the system has it, for a
   * terminal that does not answer.
   * @returns Where the cursor is.
   */
  async find(layout: Layout, drawn: Place, columns: number): Promise<Place> {
    const [cursor, last] = this.isMute ? [] : await this.#ask();
    if (cursor === undefined || last === undefined) {
      return { cursorRow: rowAfterResize(layout, columns, null), columns };
    }
    const width = last.column + 1;
    if (width === drawn.columns) return drawn;
    const column = Math.min(cursor.column, last.column);
    const answer = { column, terminal: this.#terminal };
    return { cursorRow: rowAfterResize(layout, width, answer), columns: width };
  }

  /** Asks where the cursor is, and then where it is in the last column. */
  async #ask(): Promise<CursorAnswer[]> {
    const isFirst = this.#answers === null;
    this.#output.add((isFirst ? WHO : "") + WHERE + HOW_WIDE);
    this.#output.flush();
    const answers: CursorAnswer[] = [];
    await new Promise<void>((resolve) => {
      this.#onAnswer = (cursor) => {
        if (answers.push(cursor) === 2) resolve();
      };
      after(isFirst ? FIRST_ANSWER_MS : ANSWER_MS).onabort = () => resolve();
    });
    this.#onAnswer = null;
    this.#late += 2 - answers.length;
    this.#answers = answers.length === 2;
    return answers;
  }
}
