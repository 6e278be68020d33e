// deno-lint-ignore-file no-control-regex -- control characters are what it reads
/**
 * The input from a terminal → keys, pastes and answers.
 *
 * A key is a character, or a sequence that begins with Escape (ECMA-48; xterm
 * control sequences). Reads may cut a sequence anywhere, so its beginning is kept
 * until the rest comes. The Escape key sends the same byte alone, and only time
 * tells the two apart: the caller has to call {@linkcode KeyReader.flush} when
 * nothing has followed for a while.
 *
 * @module
 */

/** A key, or a text that was typed or pasted. */
export type Key =
  /** One or more typed characters, as many as came in one read. */
  | { readonly type: "text"; readonly text: string }
  /** A whole pasted text. */
  | { readonly type: "paste"; readonly text: string }
  /** A key with a name, such as `enter`, `ctrl-a`, `alt-b`, `ctrl-left`. */
  | { readonly type: "key"; readonly name: string };

/** The answer to {@linkcode ASK_CURSOR}: the place of the cursor. */
export interface CursorAnswer {
  /** The type of answer. */
  readonly type: "cursor";
  /** The row in the window, from 0. */
  readonly row: number;
  /** The column, from 0. */
  readonly column: number;
}

/** The answer to {@linkcode ASK_TERMINAL}. */
export interface TerminalAnswer {
  /** The type of answer. */
  readonly type: "terminal";
  /** The terminal's secondary device attributes, such as `>84;0;0`. */
  readonly attributes: string;
}

/** An answer of the terminal. */
export type Answer = CursorAnswer | TerminalAnswer;

/** Any input from a terminal. */
export type TerminalInput = Key | Answer;

/** Makes a terminal mark pasted text ("bracketed paste mode"). */
export const PASTE_ON = "\x1b[?2004h";
/** Makes it stop doing so. */
export const PASTE_OFF = "\x1b[?2004l";
/** Asks a terminal for the place of its cursor (DSR 6). */
export const ASK_CURSOR = "\x1b[6n";
/** Asks for the place of the last column, so the width (DECSC, CUF, DSR, DECRC). */
export const ASK_WIDTH = `\x1b7\x1b[9999C${ASK_CURSOR}\x1b8`;
/** Asks a terminal for its type (secondary device attributes). */
export const ASK_TERMINAL = "\x1b[>c";

/** The most rows and columns that a window can have (ioctl_tty(2)). */
const MAX_SIZE = 0xffff;
const PASTE_END = "\x1b[201~";
/** The bits of xterm's modifiers; Shift, which makes no difference, is 1. */
const ALT = 2;
const CTRL = 4;

/** Characters other than control characters and DEL. */
const TEXT = /[^\0-\x1f\x7f]+/y;
/** A control sequence: `ESC [ parameters final`; also `ESC [ [ A`, the Linux console's F1. */
const CSI = /\x1b\[(?:\[.|([0-?]*)[ -/]*([@-~]))/y;
/** `ESC O final`: a cursor key in application mode, or F1 to F4. */
const SS3 = /\x1bO(\d*)([ -~])/y;
/** A control string: `ESC P …`, `ESC ] …` and their like, ended by ST or BEL. */
const STRING = /\x1b[P\]^_X][^\x07\x1b]*(?:\x07|\x1b\\)/y;
/** The beginning of one of them. */
const BEGUN =
  /\x1b\x1b?(?:\[\[?|\[[0-?]*[ -/]*|O\d*|[P\]^_X][^\x07\x1b]*\x1b?)?$/y;
/** The valid beginning of an invalid sequence. */
const BROKEN = /\x1b\[[0-?]*[ -/]*/y;

/** The names of the control characters that have keys of their own. */
const CONTROLS: Readonly<Record<string, string>> = {
  "\b": "backspace",
  "\t": "tab",
  "\n": "enter",
  "\r": "enter",
  "\x1b": "escape",
  "\x7f": "backspace",
};

/** Keys by the last character of their sequence. */
const FINALS: Readonly<Record<string, string>> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  F: "end",
  H: "home",
};

/** The same behind `ESC O`: also of the keypad, and of rxvt with Ctrl. */
const SS3_FINALS: Readonly<Record<string, string>> = {
  ...FINALS,
  M: "enter",
  a: "ctrl-up",
  b: "ctrl-down",
  c: "ctrl-right",
  d: "ctrl-left",
};

/** Keys by the number before the last character, `~`. */
const NUMBERS: Readonly<Record<string, string>> = {
  1: "home",
  3: "delete",
  4: "end",
  7: "home",
  8: "end",
};

/**
 * A reader of keys, wherever reads cut them.
 *
 * @example
 * ```ts
 * import { KeyReader } from "./keys.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const reader = new KeyReader();
 * assertEquals(reader.push("hi\x1b[1;5"), [{ type: "text", text: "hi" }]);
 * assertEquals(reader.isWaiting, true);
 * assertEquals(reader.push("D"), [{ type: "key", name: "ctrl-left" }]);
 * ```
 */
export class KeyReader {
  /** The input that was not returned yet: the beginning of a sequence. */
  #rest = "";
  /** The text of a paste so far; `null` outside of one. */
  #paste: string | null = null;

  /** Whether a sequence has begun that may be the Escape key alone. */
  get isWaiting(): boolean {
    return this.#rest !== "" && this.#paste === null;
  }

  /**
   * Adds the text of one read.
   *
   * @param text The input from the terminal, decoded.
   * @returns The keys, pastes and answers that are complete now.
   */
  push(text: string): TerminalInput[] {
    // A paste whose end was lost must not disable Ctrl-C.
    if (text === "\x03") this.#paste = null;
    this.#rest += text;
    return this.#read();
  }

  /**
   * Assumes that nothing follows.
   *
   * @returns The keys that were incomplete: Escape, or Alt with a character that
   * could have begun a sequence. Any other beginning is dropped.
   */
  flush(): TerminalInput[] {
    const { isWaiting } = this;
    const rest = this.#rest;
    if (!isWaiting) return [];
    this.#rest = "";
    if (rest === "\x1b") return [named("escape")];
    const begun = rest[1] ?? "";
    if (begun === "[" && rest.length > 2) return [];
    this.#rest = rest.slice(2);
    return [named(`alt-${nameOf(begun)}`), ...this.#read(), ...this.flush()];
  }

  #read(): TerminalInput[] {
    const keys: TerminalInput[] = [];
    for (;;) {
      const key = this.#paste === null ? this.#key() : this.#pasted();
      if (key === "incomplete") return keys;
      if (key !== null) keys.push(key);
    }
  }

  /** Takes the next key; `null` for one without a name. */
  #key(): TerminalInput | null | "incomplete" {
    if (this.#rest === "" || this.#match(BEGUN)) return "incomplete";
    const [text] = this.#takeMatch(TEXT) ?? [];
    if (text !== undefined) return { type: "text", text };
    const sequence = this.#sequence();
    if (sequence !== undefined) return sequence;
    if (this.#takeMatch(BROKEN)) return null;
    return this.#character();
  }

  /** Takes a sequence, if one comes next; `null` for one without a name. */
  #sequence(): TerminalInput | null | undefined {
    const csi = this.#takeMatch(CSI);
    if (csi) return this.#csi(csi[1] ?? "", csi[2] ?? "");
    const ss3 = this.#takeMatch(SS3);
    if (ss3) return modified(SS3_FINALS[ss3[2] ?? ""], ss3[1]);
    return this.#takeMatch(STRING) === null ? undefined : null;
  }

  #csi(parameters: string, final: string): TerminalInput | null {
    const [first = "", second] = parameters.split(";");
    if (final === "~" && first === "200") this.#paste = "";
    if (final === "R" && second !== undefined) {
      return cursorAt(Number(first), Number(second));
    }
    if (final === "c" && first.startsWith(">")) {
      return { type: "terminal", attributes: parameters };
    }
    return modified(final === "~" ? NUMBERS[first] : FINALS[final], second);
  }

  /** Takes a control character, or Alt's Escape and the key behind it. */
  #character(): Key {
    const character = this.#take(1);
    if (character !== "\x1b") return named(nameOf(character));
    const next = this.#key();
    if (next === "incomplete" || next?.type !== "text") return alt(next);
    const [first = ""] = next.text;
    this.#rest = next.text.slice(first.length) + this.#rest;
    return named(`alt-${first}`);
  }

  /** Takes the paste, if its end has come. */
  #pasted(): Key | "incomplete" {
    const before = this.#paste ?? "";
    const whole = before + this.#rest;
    // The end may stand across the border of two reads.
    const from = Math.max(0, before.length - PASTE_END.length);
    const end = whole.indexOf(PASTE_END, from);
    this.#paste = end === -1 ? whole : null;
    this.#rest = end === -1 ? "" : whole.slice(end + PASTE_END.length);
    return end === -1
      ? "incomplete"
      : { type: "paste", text: whole.slice(0, end) };
  }

  /** Matches the beginning of the rest. */
  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = 0;
    return pattern.exec(this.#rest);
  }

  /** Matches the beginning of the rest, and removes it. */
  #takeMatch(pattern: RegExp): RegExpExecArray | null {
    const match = this.#match(pattern);
    if (match !== null) this.#take(match[0].length);
    return match;
  }

  /** Removes and returns the beginning of the rest. */
  #take(length: number): string {
    const taken = this.#rest.slice(0, length);
    this.#rest = this.#rest.slice(length);
    return taken;
  }
}

/** Reads a place counted from 1; `null` for one that no terminal can have. */
function cursorAt(row: number, column: number): CursorAnswer | null {
  const isPossible = [row, column].every((n) => n >= 1 && n <= MAX_SIZE);
  return isPossible
    ? { type: "cursor", row: row - 1, column: column - 1 }
    : null;
}

function named(name: string): Key {
  return { type: "key", name };
}

/** Returns a key with Alt; Escape itself if no key with a name stands behind it. */
function alt(key: TerminalInput | "incomplete" | null): Key {
  return key !== null && key !== "incomplete" && key.type === "key"
    ? named(`alt-${key.name}`)
    : named("escape");
}

/** Returns the name of a character: `ctrl-a` for U+0001 and so on, or itself. */
function nameOf(character: string): string {
  const code = character.charCodeAt(0);
  return CONTROLS[character] ??
    (code < 0x20
      ? `ctrl-${String.fromCharCode(code + 0x40).toLowerCase()}`
      : character);
}

/** Returns a key with xterm's modifiers: 1 plus a bit each for Shift, Alt, Ctrl. */
function modified(name: string | undefined, modifiers = ""): Key | null {
  if (name === undefined) return null;
  const bits = Math.max(0, Number(modifiers || 1) - 1);
  const ctrl = bits & CTRL ? "ctrl-" : "";
  const alt = bits & ALT ? "alt-" : "";
  return named(`${ctrl}${alt}${name}`);
}
