/**
 * Typing on an editor, for tests.
 */
import type { Completer } from "../../lib/editor/completion.ts";
import {
  type Editor,
  EMPTY_EDITOR,
  type Outcome,
  press,
} from "../../lib/editor/editor.ts";
import {
  type Key,
  KeyReader,
  type TerminalInput,
} from "../../lib/editor/keys.ts";

/** What keys send, by names that can stand in a text between `<` and `>`. */
const SENT: Readonly<Record<string, string>> = {
  "Enter": "\r",
  "Tab": "\t",
  "Esc": "\x1b",
  "BS": "\x7f",
  "Del": "\x1b[3~",
  "Left": "\x1b[D",
  "Right": "\x1b[C",
  "Up": "\x1b[A",
  "Down": "\x1b[B",
  "Home": "\x1b[H",
  "End": "\x1b[F",
  "C-Left": "\x1b[1;5D",
  "C-Right": "\x1b[1;5C",
  "M-BS": "\x1b\x7f",
  "C-_": "\x1f",
  "Paste": "\x1b[200~",
  "/Paste": "\x1b[201~",
};

/**
 * What a terminal sends for keys.
 *
 * @param keys Text, and keys such as `<Up>`, `<C-a>`, `<M-b>`.
 */
export function bytes(keys: string): string {
  return keys.replace(
    /<(C-([a-z])|M-([a-z])|[A-Z/][\w-]*)>/g,
    (_, name, ctrl, meta) => {
      if (ctrl) return String.fromCharCode(ctrl.charCodeAt(0) & 0x1f);
      if (meta) return `\x1b${meta}`;
      const sent = SENT[name];
      if (sent === undefined) throw new Error(`no such key: ${name}`);
      return sent;
    },
  );
}

/** What is in what a terminal sends, when nothing is to come. */
export function read(sent: string): TerminalInput[] {
  const reader = new KeyReader();
  return [...reader.push(sent), ...reader.flush()];
}

/** The keys that {@linkcode bytes} are read as. */
export function keysOf(keys: string): Key[] {
  return read(bytes(keys)).filter((sent): sent is Key =>
    sent.type !== "cursor" && sent.type !== "terminal"
  );
}

/** An editor after some keys, and what they asked for. */
export interface Typed {
  readonly editor: Editor;
  readonly outcomes: readonly Outcome[];
}

/** Presses keys one after the other. */
export function type(
  keys: readonly Key[],
  complete: Completer = () => [[], ""],
  start: Editor = EMPTY_EDITOR,
): Typed {
  let editor = start;
  const outcomes: Outcome[] = [];
  for (const key of keys) {
    const [after, outcome] = press(editor, key, complete);
    editor = after;
    if (outcome !== undefined) outcomes.push(outcome);
  }
  return { editor, outcomes };
}

/** A line with a bar where the cursor is. */
export function lineAfter(keys: string, complete?: Completer): string {
  const { text, cursor } = type(keysOf(keys), complete).editor.line;
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}
