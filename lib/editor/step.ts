/**
 * The editor as a value, and the result of a key.
 *
 * @module
 */
import type { Completer } from "./completion.ts";
import { EMPTY_HISTORY, type History } from "./history.ts";
import { type Line, lineOf } from "./line.ts";
import type { Search } from "./search.ts";

/** The edited line, and everything that keys can bring back. */
export interface Editor {
  /** The line that is edited. */
  readonly line: Line;
  /** The lines that were sent, and the drafts. */
  readonly history: History;
  /** The texts that were cut, the latest first. */
  readonly cuts: readonly string[];
  /** The search of the history; `null` while there is none. */
  readonly search: Search | null;
  /** The work of the last key, for keys that continue it; or `null`. */
  readonly last: Last | null;
}

/** The work of a key that the next one may continue. */
export type Last =
  /** Walked through the entries of the history that begin like this. */
  | { readonly did: "walk"; readonly prefix: string }
  /** Cut something, to which more can be added. */
  | { readonly did: "cut" }
  /** Inserted what was cut so many cuts ago. */
  | { readonly did: "paste"; readonly ago: number }
  /** Listed the choices that there are. */
  | { readonly did: "list" };

/** A request of a key to the holder of the editor. */
export type Outcome =
  /** Take these lines: they were entered. */
  | { readonly type: "lines"; readonly lines: readonly string[] }
  /** Show what the word before the cursor can become. */
  | { readonly type: "choices"; readonly choices: readonly string[] }
  /** Clear the screen. */
  | { readonly type: "clear" }
  /** Ctrl-C was pressed on an empty line. */
  | { readonly type: "interrupt" }
  /** Escape was pressed on an empty line. */
  | { readonly type: "cancel" }
  /** Ctrl-D was pressed on an empty line. */
  | { readonly type: "end" };

/** The editor after a key, and what else the key asks for. */
export type Step = readonly [editor: Editor, outcome?: Outcome | undefined];

/** The work of a key. */
export type Command = (editor: Editor, complete: Completer) => Step;

/** An editor with an empty line and no history. */
export const EMPTY_EDITOR: Editor = {
  line: lineOf(),
  history: EMPTY_HISTORY,
  cuts: [],
  search: null,
  last: null,
};
