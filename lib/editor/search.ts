/**
 * The search of the history for a text while it is typed.
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
  /** The text to find. Case matters if it has a capital. */
  readonly query: string;
  /** Whether it was found: the line is an entry that has it. */
  readonly isFound: boolean;
  /** The index of the entry that was edited when the search began. */
  readonly from: number;
}

/**
 * Begins a search.
 *
 * @param from The index of the edited entry; only older ones are searched.
 * @returns The search, for no text yet.
 */
export function beginSearch(from: number): Search {
  return { query: "", isFound: true, from };
}

/** Returns the prompt before the line during a search. */
export function searchPrompt({ query, isFound }: Search): string {
  return `${isFound ? "search" : "not found"} "${shown(query)}": `;
}

/**
 * Presses a key during a search.
 *
 * @param editor The editor.
 * @param search Its search.
 * @param key The key.
 * @returns The editor after it, or `null` if the key ends the search and is to do
 * what it does otherwise.
 */
export function searchKey(
  editor: Editor,
  search: Search,
  key: Key,
): Editor | null {
  const { query, from } = search;
  const { index } = editor.history;
  if (key.type === "text") {
    return searchFrom(editor, search, query + key.text, index);
  }
  switch (key.type === "key" ? key.name : "") {
    case "ctrl-r":
      return searchFrom(editor, search, query, index - 1);
    case "backspace": {
      const shorter = query.slice(0, borderBefore(query, query.length));
      return searchFrom(backTo(editor, from), search, shorter, from);
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

/** Searches an entry for a text, and then older ones. */
function searchFrom(
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

/** Returns the place of the query in a text; -1 if it is not there. */
function indexOf(text: string, query: string): number {
  if (query === "") return text.length;
  const isExact = query !== query.toLowerCase();
  return (isExact ? text : text.toLowerCase()).indexOf(query);
}
