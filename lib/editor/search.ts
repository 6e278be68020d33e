/**
 * Searching the history for a text while it is typed.
 *
 * @module
 */
import { borderBefore } from "../text/borders.ts";
import { find, goTo } from "./history.ts";
import type { Key } from "./keys.ts";
import { moveTo } from "./line.ts";
import { shown } from "./shown.ts";
import type { Editor } from "./step.ts";

/** A search under way. */
export interface Search {
  /** The text that is looked for. Case matters if it has a capital. */
  readonly query: string;
  /** Whether the line is an entry that has it. */
  readonly isFound: boolean;
  /** The entry that was edited when the search began. */
  readonly from: number;
}

/**
 * Begins a search.
 *
 * @param from The entry that is edited; what is found is older.
 */
export function beginSearch(from: number): Search {
  return { query: "", isFound: true, from };
}

/** Returns what stands before the line during a search. */
export function searchPrompt({ query, isFound }: Search): string {
  return `${isFound ? "search" : "not found"} "${shown(query)}": `;
}

/**
 * Gives a key to a search.
 *
 * @param editor The editor.
 * @param search Its search.
 * @param key The key.
 * @returns The editor after it, or `null` if the key ends the search and is still
 * to be carried out.
 */
export function searchKey(
  editor: Editor,
  search: Search,
  key: Key,
): Editor | null {
  const { query, from } = search;
  const { index } = editor.history;
  if (key.type === "text") return look(editor, search, query + key.text, index);
  switch (key.type === "key" ? key.name : "") {
    case "ctrl-r":
      return look(editor, search, query, index - 1);
    case "backspace": {
      const shorter = query.slice(0, borderBefore(query, query.length));
      return look(backTo(editor, from), search, shorter, from);
    }
    case "escape":
      return { ...editor, search: null };
    case "ctrl-c":
    case "ctrl-g":
      return { ...backTo(editor, from), search: null };
    default:
      return null;
  }
}

/** Looks for a text from an entry on, and then in older ones. */
function look(
  editor: Editor,
  search: Search,
  query: string,
  start: number,
): Editor {
  const { history, line } = editor;
  if (query === "" && start === search.from) {
    return { ...editor, search: beginSearch(search.from) };
  }
  const index = find(
    [history, line],
    Math.min(start, search.from - 1),
    -1,
    (text) => indexOf(text, query) !== -1,
  );
  if (index === null) {
    return { ...editor, search: { ...search, query, isFound: false } };
  }
  const found = editorAt(editor, index);
  return {
    ...found,
    line: moveTo(found.line, indexOf(found.line.text, query)),
    search: { ...search, query, isFound: true },
  };
}

function backTo(editor: Editor, index: number): Editor {
  return index === editor.history.index ? editor : editorAt(editor, index);
}

function editorAt(editor: Editor, index: number): Editor {
  const [history, line] = goTo([editor.history, editor.line], index);
  return { ...editor, history, line };
}

function indexOf(text: string, query: string): number {
  if (query === "") return text.length;
  const isExact = query !== query.toLowerCase();
  return (isExact ? text : text.toLowerCase()).indexOf(query);
}
