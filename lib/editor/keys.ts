// deno-lint-ignore-file no-control-regex -- control characters are what it reads
/**
 * What a terminal sends → keys, pastes and answers.
 *
 * A key is a character, or a sequence that begins with Escape (ECMA-48; xterm
 * control sequences). Reads may cut a sequence anywhere, so its beginning waits
 * for the rest. The Escape key sends the same byte alone: only time tells it
 * from a beginning, so whoever reads calls {@linkcode KeyReader.flush} when
 * nothing has followed for a while.
 *
 * @module
 */

/** Something that a person typed. */
export type Key =
  /** Characters that are typed; many of them when they come in one read. */
  | { readonly type: "text"; readonly text: string }
  /** A text that was pasted, whole. */
  | { readonly type: "paste"; readonly text: string }
  /** A key with a name, such as `enter`, `ctrl-a`, `alt-b`, `ctrl-left`. */
  | { readonly type: "key"; readonly name: string };

/** The answer to {@linkcode WHERE}: the cursor's place, counted from 0. */
export interface CursorAnswer {
  /** Tells it from a {@linkcode Key}. */
  readonly type: "cursor";
  /** The row in the window. */
  readonly row: number;
  /** The column. */
  readonly column: number;
}

/** The answer to {@linkcode WHO}. */
export interface TerminalAnswer {
  /** Tells it from a {@linkcode Key}. */
  readonly type: "terminal";
  /** The terminal's device attributes, such as `>84;0;0`. */
  readonly attributes: string;
}

/** An answer of the terminal. */
export type Answer = CursorAnswer | TerminalAnswer;

/** Anything that a terminal sends. */
export type Sent = Key | Answer;

/** Makes a terminal mark what is pasted ("Bracketed Paste Mode"). */
export const PASTE_ON = "\x1b[?2004h";
/** Makes it stop that. */
export const PASTE_OFF = "\x1b[?2004l";
/** Asks a terminal where its cursor is (DSR 6). */
export const WHERE = "\x1b[6n";
/** Asks it the same of the last column: how wide it is (DECSC, CUF, DSR, DECRC). */
export const HOW_WIDE = `\x1b7\x1b[9999C${WHERE}\x1b8`;
/** Asks a terminal what it is (secondary device attributes). */
export const WHO = "\x1b[>c";

/** The most rows and columns that a window can have (ioctl_tty(2)). */
const MAX_SIZE = 0xffff;
const PASTE_END = "\x1b[201~";

/** Characters without a control character, DEL or the Escape of a sequence. */
const TEXT = /[^\0-\x1f\x7f]+/y;
/** `ESC [ parameters final`, and `ESC [ [ A` of the Linux console's F1. */
const CSI = /\x1b\[(?:\[.|([0-?]*)[ -/]*([@-~]))/y;
/** `ESC O final`, of cursor keys in application mode and of F1 to F4. */
const SS3 = /\x1bO(\d*)([ -~])/y;
/** `ESC P …`, `ESC ] …` and their like: strings, ended by ST or BEL. */
const STRING = /\x1b[P\]^_X][^\x07\x1b]*(?:\x07|\x1b\\)/y;
/** What may go on as one of them. */
const BEGUN =
  /\x1b\x1b?(?:\[\[?|\[[0-?]*[ -/]*|O\d*|[P\]^_X][^\x07\x1b]*\x1b?)?$/y;
/** A sequence that went wrong, up to where it did. */
const BROKEN = /\x1b\[[0-?]*[ -/]*/y;

/** The names of control characters that have keys of their own. */
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

/** The same behind `ESC O`: also the keypad's, and rxvt's with Ctrl. */
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
 * Reads keys, wherever reads cut them.
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
  /** What has come and is not told yet: the beginning of a sequence. */
  #rest = "";
  /** What has come of a paste; `null` outside of one. */
  #paste: string | null = null;

  /** Whether a sequence has begun that may be the Escape key alone. */
  get isWaiting(): boolean {
    return this.#rest !== "" && this.#paste === null;
  }

  /**
   * Takes what was read.
   *
   * @param text What came from the terminal, decoded.
   * @returns The keys that are complete with it.
   */
  push(text: string): Sent[] {
    // A paste whose end was lost must not take Ctrl-C away.
    if (text === "\x03") this.#paste = null;
    this.#rest += text;
    return this.#read();
  }

  /**
   * Takes it that nothing follows.
   *
   * @returns The keys that were waiting: Escape, or Alt with a character that
   * could have begun a sequence. Any other beginning is dropped.
   */
  flush(): Sent[] {
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

  #read(): Sent[] {
    const keys: Sent[] = [];
    for (;;) {
      const key = this.#paste === null ? this.#key() : this.#pasted();
      if (key === "incomplete") return keys;
      if (key !== null) keys.push(key);
    }
  }

  /** The next key; `null` for one that has no name. */
  #key(): Sent | null | "incomplete" {
    if (this.#rest === "" || this.#takes(BEGUN, false)) return "incomplete";
    const [text] = this.#takes(TEXT) ?? [];
    if (text !== undefined) return { type: "text", text };
    const sequence = this.#sequence();
    if (sequence !== undefined) return sequence;
    if (this.#takes(BROKEN)) return null;
    return this.#character();
  }

  /** A sequence, if one comes next. */
  #sequence(): Sent | null | undefined {
    const csi = this.#takes(CSI);
    if (csi) return this.#csi(csi[1] ?? "", csi[2] ?? "");
    const ss3 = this.#takes(SS3);
    if (ss3) return modified(SS3_FINALS[ss3[2] ?? ""], ss3[1]);
    return this.#takes(STRING) === null ? undefined : null;
  }

  #csi(parameters: string, final: string): Sent | null {
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

  /** A control character, or what follows Alt's Escape. */
  #character(): Key {
    const character = this.#take(1);
    if (character !== "\x1b") return named(nameOf(character));
    const next = this.#key();
    if (next === "incomplete" || next?.type !== "text") return alt(next);
    const [first = ""] = next.text;
    this.#rest = next.text.slice(first.length) + this.#rest;
    return named(`alt-${first}`);
  }

  /** The paste, if its end has come. */
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

  /** Matches the beginning of what is left, and takes it away. */
  #takes(pattern: RegExp, isTaken = true): RegExpExecArray | null {
    pattern.lastIndex = 0;
    const match = pattern.exec(this.#rest);
    if (match !== null && isTaken) this.#take(match[0].length);
    return match;
  }

  #take(length: number): string {
    const taken = this.#rest.slice(0, length);
    this.#rest = this.#rest.slice(length);
    return taken;
  }
}

/** Where the cursor is, counted from 1; `null` for what no terminal says. */
function cursorAt(row: number, column: number): CursorAnswer | null {
  const isPossible = [row, column].every((n) => n >= 1 && n <= MAX_SIZE);
  return isPossible
    ? { type: "cursor", row: row - 1, column: column - 1 }
    : null;
}

function named(name: string): Key {
  return { type: "key", name };
}

/** A key behind Alt's Escape, which is Escape itself where that means nothing. */
function alt(key: Sent | "incomplete" | null): Key {
  return key !== null && key !== "incomplete" && key.type === "key"
    ? named(`alt-${key.name}`)
    : named("escape");
}

/** `ctrl-a` for U+0001, and so on to `ctrl-_`; others are their own name. */
function nameOf(character: string): string {
  const code = character.charCodeAt(0);
  return CONTROLS[character] ??
    (code < 0x20
      ? `ctrl-${String.fromCharCode(code + 0x40).toLowerCase()}`
      : character);
}

/** A key with xterm's modifiers: 1 and a bit each for Shift, Alt, Ctrl. */
function modified(name: string | undefined, modifiers = ""): Key | null {
  if (name === undefined) return null;
  const bits = Math.max(0, Number(modifiers || 1) - 1);
  const ctrl = bits & 4 ? "ctrl-" : "";
  const alt = bits & 2 ? "alt-" : "";
  return named(`${ctrl}${alt}${name}`);
}
