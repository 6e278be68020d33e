/**
 * Keys and pastes, told apart in what a terminal sends.
 *
 * A terminal in bracketed-paste mode puts what is pasted between two markers
 * (xterm control sequences, "Bracketed Paste Mode").
 *
 * @module
 */

import { visible } from "../text/visible.ts";

/** Makes a terminal mark what is pasted. */
export const PASTE_ON = "\x1b[?2004h";
/** Makes it stop that. */
export const PASTE_OFF = "\x1b[?2004l";

const BEGIN = "\x1b[200~";
const END = "\x1b[201~";

/** What stands for the end of a line in a pasted text. */
const LINE_END = "␊";

/** A run of keys, or of pasted text. */
export interface Input {
  /** Which of the two it is. */
  readonly type: "keys" | "paste";
  /** The text, without markers. */
  readonly text: string;
}

/** Tells keys from pastes, wherever reads cut them. */
export class PasteReader {
  #isPasting = false;
  #held = "";

  /**
   * Takes what was read.
   *
   * @param text What came from the terminal.
   * @returns What it is. A beginning that may be a marker's waits for its rest.
   *
   * @example
   * ```ts
   * import { PasteReader } from "./paste.ts";
   * import { assertEquals } from "@std/assert";
   *
   * const reader = new PasteReader();
   * assertEquals(reader.take("a\x1b[20"), [{ type: "keys", text: "a" }]);
   * assertEquals(reader.take("0~b\x1b[201~c"), [
   *   { type: "paste", text: "b" },
   *   { type: "keys", text: "c" },
   * ]);
   * ```
   */
  take(text: string): Input[] {
    const inputs: Input[] = [];
    // A paste whose end was lost must not take Ctrl-C away.
    if (text === "\x03") this.#isPasting = false;
    let rest = this.#held + text;
    for (;;) {
      const marker = this.#isPasting ? END : BEGIN;
      const type = this.#isPasting ? "paste" : "keys";
      const at = rest.indexOf(marker);
      const end = at === -1 ? rest.length - begunLength(rest, marker) : at;
      if (end > 0) inputs.push({ type, text: rest.slice(0, end) });
      if (at === -1) {
        this.#held = rest.slice(end);
        return inputs;
      }
      rest = rest.slice(at + marker.length);
      this.#isPasting = !this.#isPasting;
    }
  }
}

/** How many characters at the end of a text may begin a marker. */
function begunLength(text: string, marker: string): number {
  for (let length = marker.length - 1; length > 0; length--) {
    if (text.endsWith(marker.slice(0, length))) return length;
  }
  return 0;
}

/**
 * Puts a pasted text into a line: each control character becomes its picture
 * (Unicode's Control Pictures), and what else cannot be seen becomes visible, so
 * that nothing in a paste acts as a key or on the terminal.
 *
 * @param text What was pasted.
 * @returns The text as one line.
 *
 * @example
 * ```ts
 * import { toLine } from "./paste.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(toLine("one\r\ntwo\x1b\u202e"), "one␊two␛<U+202E>");
 * ```
 */
export function toLine(text: string): string {
  return visible(
    text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(
      // deno-lint-ignore no-control-regex
      /[\0-\x1f]/g,
      (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)),
    ),
  );
}

/**
 * Takes a line apart that was pasted as several.
 *
 * @param line The line.
 * @returns Its parts, with their tabs.
 *
 * @example
 * ```ts
 * import { toLines } from "./paste.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(toLines("one␊␉two␊"), ["one", "\ttwo", ""]);
 * ```
 */
export function toLines(line: string): string[] {
  return line.replaceAll("␉", "\t").split(LINE_END);
}
