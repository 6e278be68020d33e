/**
 * The line editor: (editor, key) → editor, outcome.
 *
 * An editor is an immutable value. It knows neither a screen nor a clock:
 * `lib/io` reads the keys and draws the rows that `layout` makes of the line.
 *
 * @module
 */
import { BINDINGS } from "./bindings.ts";
import type { Completer } from "./completion.ts";
import type { Key } from "./keys.ts";
import { type Change, insert } from "./line.ts";
import { searchKey, searchPrompt } from "./search.ts";
import type { Command, Editor, Step } from "./step.ts";

export { type Editor, EMPTY_EDITOR, type Outcome, type Step } from "./step.ts";

/**
 * Presses a key.
 *
 * @param editor The editor.
 * @param key The key, typed text or pasted text. A key without a binding does
 * nothing.
 * @param complete Returns how a text can be completed, for the Tab key.
 * @returns The editor after the key, and what else the key asks for.
 *
 * @example
 * ```ts
 * import { EMPTY_EDITOR, press } from "./editor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const complete = () => [[], ""] as const;
 * const [editor] = press(EMPTY_EDITOR, { type: "text", text: "hi" }, complete);
 * assertEquals(editor.line.text, "hi");
 * const [, outcome] = press(editor, { type: "key", name: "enter" }, complete);
 * assertEquals(outcome, { type: "lines", lines: ["hi"] });
 * ```
 */
export function press(editor: Editor, key: Key, complete: Completer): Step {
  const { search } = editor;
  const searched = search && searchKey(editor, search, key);
  if (searched !== null) return [searched];
  const [after, outcome] = commandOf(key)(
    { ...editor, search: null },
    complete,
  );
  const last = after.last === editor.last ? null : after.last;
  return [{ ...after, last }, outcome];
}

function commandOf(key: Key): Command {
  switch (key.type) {
    case "text":
      return (editor) => [inserted(editor, key.text, "typing")];
    case "paste":
      // A paste has the line ends of where it comes from.
      return (editor) => [inserted(editor, key.text.replace(/\r\n?/g, "\n"))];
    case "key":
      return bindingOf(key.name);
  }
}

/**
 * Finds the command of a key. A key with Alt or Ctrl that has no command of its own
 * does what the key alone does.
 */
function bindingOf(name: string): Command {
  const binding = BINDINGS.get(name);
  if (binding !== undefined) return binding;
  const [, rest] = /^(?:alt|ctrl)-(.{2,})$/.exec(name) ?? [];
  return rest === undefined ? (editor) => [editor] : bindingOf(rest);
}

function inserted(editor: Editor, text: string, change?: Change): Editor {
  return { ...editor, line: insert(editor.line, text, change) };
}

/**
 * Returns the prompt before the edited line.
 *
 * @param editor The editor.
 * @param prompt The prompt unless the history is searched.
 */
export function promptOf({ search }: Editor, prompt: string): string {
  return search === null ? prompt : searchPrompt(search);
}
