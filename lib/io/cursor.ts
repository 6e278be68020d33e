/**
 * The place of the cursor in an edited line, in a window that may have a new width.
 *
 * The system reports a new width late: tmux reflows its rows at once, and says so
 * up to 250 ms later. So the terminal itself is asked. Its answer is true of
 * everything that was written before the question.
 *
 * @module
 */
import {
  type Answer,
  ASK_CURSOR,
  ASK_TERMINAL,
  ASK_WIDTH,
  type CursorAnswer,
} from "../editor/keys.ts";
import type { Layout } from "../editor/layout.ts";
import { rowAfterResize } from "../editor/resize.ts";
import { after } from "./after.ts";
import type { Output } from "./output.ts";

/** The wait for the first answer of a terminal, which may give none, in ms. */
const FIRST_ANSWER_MS = 2000;
/** The wait for an answer of a terminal that has answered before, in ms. */
const ANSWER_MS = 5000;

/** The place of the cursor in a line, in a window of some width. */
export interface Place {
  /** The row of the line that the cursor is in, from 0. */
  readonly cursorRow: number;
  /** The number of columns of the window. */
  readonly columns: number;
}

/** Finds out from a terminal where its cursor is in a line. */
export class CursorFinder {
  readonly #output: Output;
  /** Whether the terminal answers; `null` before it was asked. */
  #answers: boolean | null = null;
  #terminal = "";
  /** The number of answers still to come to questions that timed out. */
  #late = 0;
  #onAnswer: ((cursor: CursorAnswer) => void) | null = null;

  /**
   * Starts without a question.
   *
   * @param output The terminal's output.
   */
  constructor(output: Output) {
    this.#output = output;
  }

  /** Whether the terminal has left the last question without an answer. */
  get isMute(): boolean {
    return this.#answers === false;
  }

  /** Receives an answer of the terminal. */
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
   * @param drawn The place of the cursor then.
   * @param columns The number of columns of the window now according to the system,
   * for a terminal that does not answer.
   * @returns The place of the cursor now.
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

  /** Asks for the place of the cursor, and then for that of the last column. */
  async #ask(): Promise<CursorAnswer[]> {
    const isFirst = this.#answers === null;
    this.#output.add((isFirst ? ASK_TERMINAL : "") + ASK_CURSOR + ASK_WIDTH);
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
