/**
 * The command of each key, as in GNU readline as far as a chat needs it.
 *
 * @module
 */
import { commonBeginning } from "./completion.ts";
import { cut, pasteCut, pasteOlderCut } from "./cuts.ts";
import { abandon, type Place, remember, walk } from "./history.ts";
import {
  left,
  type Line,
  lineOf,
  moveTo,
  replace,
  right,
  transpose,
  undo,
} from "./line.ts";
import { beginSearch } from "./search.ts";
import type { Command, Editor, Outcome } from "./step.ts";
import { blankStart, wordEnd, wordStart } from "./words.ts";

const home = () => 0;
const end = ({ text }: Line) => text.length;
const previousWord = ({ text, cursor }: Line) => wordStart(text, cursor);
const nextWord = ({ text, cursor }: Line) => wordEnd(text, cursor);
const previousBlank = ({ text, cursor }: Line) => blankStart(text, cursor);

/** Makes a command that changes the line alone. */
const edit = (change: (line: Line) => Line): Command => (editor) => [
  { ...editor, line: change(editor.line) },
];

/** Makes a command that moves the cursor to a place. */
const move = (place: (line: Line) => number): Command =>
  edit((line) => moveTo(line, place(line)));

/** Makes a command that erases the text between the cursor and a place. */
const erase = (place: (line: Line) => number): Command =>
  edit((line) => {
    const to = place(line);
    const [from, end] = to < line.cursor
      ? [to, line.cursor]
      : [line.cursor, to];
    return replace(line, from, end, "", "erasing");
  });

/** Makes a command that has an outcome on an empty line, and else runs another. */
function onEmpty(outcome: Outcome, otherwise: Command): Command {
  return (editor, complete) =>
    editor.line.text === "" ? [editor, outcome] : otherwise(editor, complete);
}

const nothing: Command = (editor) => [editor];

/**
 * Makes a command that goes to an older or newer entry of the history: to any,
 * or to one that begins with the text before the cursor.
 */
const walkBy = (step: 1 | -1, isAny: boolean): Command => (editor) => {
  const { last, line } = editor;
  const before = last?.did === "walk"
    ? last.prefix
    : line.text.slice(0, line.cursor);
  const prefix = isAny ? "" : before;
  const place = walk([editor.history, line], step, prefix);
  return [{ ...editor, ...placed(place), last: { did: "walk", prefix } }];
};

/** Enters the line, as several if it has line ends, and begins a new one. */
const enter: Command = (editor) => {
  const lines = editor.line.text.split("\n");
  // A paste that ends with a line end has no empty line behind it.
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  const history = remember([editor.history, editor.line]);
  return [{ ...editor, history, line: lineOf() }, { type: "lines", lines }];
};

/** Empties the line, which can be undone, and leaves the history. */
const clear: Command = (editor) => {
  const line = replace(editor.line, 0, editor.line.text.length, "");
  return [{ ...editor, line, history: abandon([editor.history, editor.line]) }];
};

/** Completes the word before the cursor, as far as all choices agree. */
const tab: Command = (editor, complete) => {
  const { line, last } = editor;
  const [choices, word] = complete(line.text.slice(0, line.cursor));
  const [only, ...others] = choices;
  if (only === undefined) return [editor];
  const common = commonBeginning(choices);
  if (others.length > 0 && common.length <= word.length) {
    const listed = { ...editor, last: { did: "list" } } as const;
    return last?.did === "list"
      ? [listed]
      : [listed, { type: "choices", choices }];
  }
  const from = line.cursor - word.length;
  return [{ ...editor, line: replace(line, from, line.cursor, common) }];
};

const search: Command = (editor) => [
  { ...editor, search: beginSearch(editor.history.index) },
];

/** The command of each key. */
export const BINDINGS: ReadonlyMap<string, Command> = new Map([
  ...keys(["left", "ctrl-b"], move(left)),
  ...keys(["right", "ctrl-f"], move(right)),
  ...keys(["home", "ctrl-a"], move(home)),
  ...keys(["end", "ctrl-e"], move(end)),
  ...keys(["ctrl-left", "alt-left", "alt-b"], move(previousWord)),
  ...keys(["ctrl-right", "alt-right", "alt-f"], move(nextWord)),
  ...keys(["backspace"], erase(left)),
  ...keys(["delete"], erase(right)),
  ...keys(["ctrl-d"], onEmpty({ type: "end" }, erase(right))),
  ...keys(["ctrl-k"], cut(end)),
  ...keys(["ctrl-u"], cut(home)),
  ...keys(["ctrl-w"], cut(previousBlank)),
  ...keys(["alt-backspace"], cut(previousWord)),
  ...keys(["alt-d", "alt-delete", "ctrl-delete"], cut(nextWord)),
  ...keys(["ctrl-y"], pasteCut),
  ...keys(["alt-y"], pasteOlderCut),
  ...keys(["ctrl-t"], edit(transpose)),
  ...keys(["ctrl-_"], edit(undo)),
  ...keys(["up"], walkBy(-1, false)),
  ...keys(["down"], walkBy(1, false)),
  ...keys(["ctrl-p"], walkBy(-1, true)),
  ...keys(["ctrl-n"], walkBy(1, true)),
  ...keys(["ctrl-r"], search),
  ...keys(["tab"], tab),
  ...keys(["enter"], enter),
  ...keys(["ctrl-c"], onEmpty({ type: "interrupt" }, clear)),
  ...keys(["escape"], onEmpty({ type: "cancel" }, nothing)),
  ...keys(["ctrl-l"], (editor) => [editor, { type: "clear" }]),
]);

function keys(names: readonly string[], command: Command): [string, Command][] {
  return names.map((name) => [name, command]);
}

/** Returns the fields of the editor that have a place in the history. */
function placed([history, line]: Place): Pick<Editor, "history" | "line"> {
  return { history, line };
}
