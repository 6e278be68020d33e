/**
 * The commands that cut parts of a line and paste them ("kill" and "yank" in GNU
 * readline).
 *
 * @module
 */
import { insert, type Line, replace, undo } from "./line.ts";
import type { Command, Editor } from "./step.ts";

/** The number of cuts that are remembered. */
const MAX_CUTS = 20;

/**
 * Makes a command that cuts the text between the cursor and another place.
 *
 * @param place Returns the place, in UTF-16 code units.
 * @returns The command. Several in a row add to one cut.
 */
export function cut(place: (line: Line) => number): Command {
  return (editor) => {
    const { line, last } = editor;
    const to = place(line);
    const from = Math.min(to, line.cursor);
    const text = line.text.slice(from, Math.max(to, line.cursor));
    if (text === "") return [editor];
    const [latest = "", ...older] = editor.cuts;
    const cuts = last?.did !== "cut"
      ? [text, ...editor.cuts]
      : [from < line.cursor ? text + latest : latest + text, ...older];
    return [{
      ...editor,
      line: replace(line, from, from + text.length, ""),
      cuts: cuts.slice(0, MAX_CUTS),
      last: { did: "cut" },
    }];
  };
}

/** Inserts the latest cut. */
export const pasteCut: Command = (editor) => [inserted(editor, 0)];

/** Puts an older cut in the place of the one just inserted. */
export const pasteOlderCut: Command = (editor) => {
  const { last, line, cuts } = editor;
  if (last?.did !== "paste") return [editor];
  const ago = (last.ago + 1) % cuts.length;
  return [inserted({ ...editor, line: undo(line) }, ago)];
};

/** Inserts the cut that was made so many cuts before the latest. */
function inserted(editor: Editor, ago: number): Editor {
  const text = editor.cuts[ago];
  if (text === undefined) return editor;
  const line = insert(editor.line, text);
  return { ...editor, line, last: { did: "paste", ago } };
}
