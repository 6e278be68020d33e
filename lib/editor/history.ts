/**
 * The lines that were sent, and the ones that are being edited.
 *
 * The unsent line is the newest entry. Entries that are edited keep their edits
 * until something is sent.
 *
 * @module
 */
import { type Line, lineOf } from "./line.ts";

/** The most lines that are remembered. */
const MAX_ENTRIES = 1000;

/** The lines that were sent, and the person's place among them. */
export interface History {
  /** The lines that were sent, the oldest first. */
  readonly entries: readonly string[];
  /** The index of the edited entry; the number of entries for the unsent line. */
  readonly index: number;
  /** The other entries that were edited, by their indexes. */
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
 * @param index The index of the entry; the number of entries for the unsent line.
 * @returns The history there, and the entry's line as it was left.
 */
export function goTo([history, line]: Place, index: number): Place {
  const drafts = new Map(history.drafts).set(history.index, line);
  const text = history.entries[index] ?? "";
  const entry = drafts.get(index) ?? lineOf(text);
  drafts.delete(index);
  return [{ ...history, index, drafts }, entry];
}

/** Returns the text of an entry, with its edits. */
function textAt([history, line]: Place, index: number): string {
  if (index === history.index) return line.text;
  return history.drafts.get(index)?.text ?? history.entries[index] ?? "";
}

/**
 * Searches for an entry.
 *
 * @param place The history and the line.
 * @param from The first index to try.
 * @param step -1 for older entries, 1 for newer ones.
 * @param matches Returns whether the text of an entry is the one.
 * @returns Its index, or `null` if there is none.
 */
export function find(
  place: Place,
  from: number,
  step: 1 | -1,
  matches: (text: string) => boolean,
): number | null {
  for (let i = from; i >= 0 && i <= place[0].entries.length; i += step) {
    if (matches(textAt(place, i))) return i;
  }
  return null;
}

/**
 * Goes to the next older or newer entry with a beginning and another text.
 *
 * @param place The history and the line.
 * @param step -1 for older entries, 1 for newer ones.
 * @param prefix The beginning of the entry; the unsent line need not have it.
 * @returns The history there, and the entry's line; the same place if there is no
 * such entry.
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
 * Adds a line that was sent. Edits of older entries are dropped; an unsent line
 * that was left for an older one becomes an entry, so that it is not lost.
 *
 * @param place The history, and the line that was sent.
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
