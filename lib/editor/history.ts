/**
 * The lines that were sent, and the ones that are being edited.
 *
 * The unsent line is the newest entry. Entries that are edited while the history
 * is looked at keep their edits until something is sent.
 *
 * @module
 */
import { type Line, lineOf } from "./line.ts";

/** The number of lines that are remembered. */
const MAX_ENTRIES = 1000;

/** The lines that were sent, and the person's place among them. */
export interface History {
  /** The lines that were sent, the oldest first. */
  readonly entries: readonly string[];
  /** Which entry is edited; the number of entries: the unsent line. */
  readonly index: number;
  /** The edited entries that are not looked at now, by their indexes. */
  readonly drafts: ReadonlyMap<number, Line>;
}

/** A history without entries. */
export const EMPTY_HISTORY: History = {
  entries: [],
  index: 0,
  drafts: new Map(),
};

/** A history, and the line that is edited in it. */
export type Place = readonly [history: History, line: Line];

/**
 * Goes to an entry.
 *
 * @param place The history and the line; the line is kept for coming back.
 * @param index Which entry; the number of entries for the unsent line.
 * @returns The history there, and the entry's line as it was left.
 */
export function goTo([history, line]: Place, index: number): Place {
  const drafts = new Map(history.drafts).set(history.index, line);
  const text = history.entries[index] ?? "";
  const entry = drafts.get(index) ?? lineOf(text);
  drafts.delete(index);
  return [{ ...history, index, drafts }, entry];
}

/** The text of an entry as it is now. */
function textAt([history, line]: Place, index: number): string {
  if (index === history.index) return line.text;
  return history.drafts.get(index)?.text ?? history.entries[index] ?? "";
}

/**
 * Looks for an entry.
 *
 * @param place The history and the line.
 * @param from The first index to look at.
 * @param step -1 for older entries, 1 for newer ones.
 * @param isIt Says whether a text is what is looked for.
 * @returns Its index, or `null` if there is none.
 */
export function find(
  place: Place,
  from: number,
  step: 1 | -1,
  isIt: (text: string) => boolean,
): number | null {
  for (let i = from; i >= 0 && i <= place[0].entries.length; i += step) {
    if (isIt(textAt(place, i))) return i;
  }
  return null;
}

/**
 * Goes to the next older or newer entry that begins like this line and is another.
 *
 * @param place The history and the line.
 * @param step -1 for older entries, 1 for newer ones.
 * @param prefix What the entry begins with; the unsent line need not.
 * @returns Where that leads; the same place if there is no such entry.
 */
export function walk(place: Place, step: 1 | -1, prefix: string): Place {
  const [history, line] = place;
  const { index, entries } = history;
  const next = find(
    place,
    index + step,
    step,
    (text) => text.startsWith(prefix) && text !== line.text,
  );
  if (next !== null) return goTo(place, next);
  return step === 1 && index < entries.length
    ? goTo(place, entries.length)
    : place;
}

/**
 * Adds a line that was sent. Edits of older entries are given up; an unsent line
 * that was left for an older one becomes an entry, so that it is not lost.
 *
 * @param place The history and the line, which is sent.
 * @returns The history, at its end.
 */
export function remember(place: Place): History {
  const [history, line] = place;
  return added(history, [unsent(place), line.text]);
}

/**
 * Leaves an entry without sending it. The unsent line is kept as by
 * {@linkcode remember}, unless it is the one that is left.
 *
 * @param place The history and the line.
 * @returns The history, at its end.
 */
export function abandon(place: Place): History {
  const [history] = place;
  const isUnsent = history.index === history.entries.length;
  return added(history, isUnsent ? [] : [unsent(place)]);
}

function unsent(place: Place): string {
  return textAt(place, place[0].entries.length);
}

function added({ entries }: History, texts: readonly string[]): History {
  const all = texts.reduce(
    (all, text) =>
      text.trim() === "" || text === all.at(-1) ? all : [...all, text],
    entries,
  ).slice(-MAX_ENTRIES);
  return { entries: all, index: all.length, drafts: new Map() };
}
