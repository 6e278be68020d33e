/**
 * Which key does what: those of GNU readline, as far as a chat needs them.
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

/** Does something to the line alone. */
const edit = (change: (line: Line) => Line): Command => (editor) => [
  { ...editor, line: change(editor.line) },
];

/** Moves the cursor to a place. */
const move = (place: (line: Line) => number): Command =>
  edit((line) => moveTo(line, place(line)));

/** Erases what is between the cursor and a place. */
const erase = (place: (line: Line) => number): Command =>
  edit((line) => {
    const [from = 0, to = 0] = [line.cursor, place(line)].sort((a, b) => a - b);
    return replace(line, from, to, "", "erasing");
  });

/** Asks for something where the line is empty, or else does something. */
const onEmpty = (outcome: Outcome, otherwise: Command): Command =>
(
  editor,
  complete,
) => editor.line.text === "" ? [editor, outcome] : otherwise(editor, complete);

const nothing: Command = (editor) => [editor];

/** Goes to an older or newer entry that begins as the line does so far. */
const walkBy = (step: 1 | -1, isAny: boolean): Command => (editor) => {
  const { last, line } = editor;
  const before = last?.did === "walk"
    ? last.prefix
    : line.text.slice(0, line.cursor);
  const prefix = isAny ? "" : before;
  const place = walk([editor.history, line], step, prefix);
  return [{ ...editor, ...placed(place), last: { did: "walk", prefix } }];
};

/** Gives the line away, each of its lines by itself, and begins a new one. */
const enter: Command = (editor) => {
  const lines = editor.line.text.split("\n");
  // A text that was pasted with its last line end has no empty line behind it.
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  const history = remember([editor.history, editor.line]);
  return [{ ...editor, history, line: lineOf() }, { type: "lines", lines }];
};

/** Empties the line, for which undo is a remedy, and leaves the history. */
const clear: Command = (editor) => {
  const line = replace(editor.line, 0, editor.line.text.length, "");
  return [{ ...editor, line, history: abandon([editor.history, editor.line]) }];
};

/** Completes the word before the cursor, as far as there is one way. */
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

/** A place in the history as a part of the editor. */
function placed([history, line]: Place): Pick<Editor, "history" | "line"> {
  return { history, line };
}
