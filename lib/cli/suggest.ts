/**
 * A mistyped word → the word that was likely meant.
 *
 * @module
 */
import { COMMAND_WORDS, OPTIONS } from "./options.ts";
import { called } from "./usage_error.ts";

/** The commands as they would be typed, by their words. */
const COMMANDS = COMMAND_WORDS.map((word) => [word, called(word)] as const);

/** The options as they would be typed, by their names with and without `no-`. */
const OPTION_WORDS = OPTIONS.flatMap(({ name }) => [
  [name, `--${name}`] as const,
  [name.replace(/^no-/, ""), `--${name}`] as const,
]);

/** The fewest letters that are taken for a part of a longer word. */
const PART_LENGTH = 3;

/**
 * Guesses what an unknown option or argument was meant to be.
 *
 * @param typed The word as it was typed, with its dashes.
 * @returns An option or a command as it would be typed; `null` if none is near.
 *
 * @example
 * ```ts
 * import { meantWord } from "./suggest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(meantWord("--roon"), "--room");
 * assertEquals(meantWord("--color"), "--no-color");
 * assertEquals(meantWord("sevre"), "parley serve");
 * assertEquals(meantWord("--loud"), null);
 * ```
 */
export function meantWord(typed: string): string | null {
  const word = typed.replace(/^-+/, "");
  // There are a command and an option `help`.
  const meant: ReadonlyMap<string, string> = typed.startsWith("-")
    ? new Map([...COMMANDS, ...OPTION_WORDS])
    : new Map([...OPTION_WORDS, ...COMMANDS]);
  const words = [...meant.keys()];
  return meant.get(nearest(word, words) ?? related(word, words) ?? "") ?? null;
}

/**
 * Guesses what a host that does not resolve was meant to be.
 *
 * @param host The host as it was typed, without its port.
 * @returns A command as it would be typed, or `localhost`; `null` if none is near,
 * or the host is an address or a name with a dot.
 *
 * @example
 * ```ts
 * import { meantHost } from "./suggest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(meantHost("dmeo"), "parley demo");
 * assertEquals(meantHost("locahost"), "localhost");
 * assertEquals(meantHost("dmeo.example.org"), null);
 * ```
 */
export function meantHost(host: string): string | null {
  if (/[.:]/.test(host)) return null;
  const word = nearest(host, [...COMMAND_WORDS, "localhost"]);
  if (word === null || word === host) return null;
  return word === "localhost" ? word : called(word);
}

/**
 * Puts a guess into words, for the end of a sentence.
 *
 * @param meant The word that was likely meant, as it would be typed; or `null`.
 * @returns ` (did you mean …?)`, or an empty text without a guess.
 *
 * @example
 * ```ts
 * import { didYouMean } from "./suggest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(didYouMean("--room"), " (did you mean --room?)");
 * assertEquals(didYouMean(null), "");
 * ```
 */
export function didYouMean(meant: string | null): string {
  return meant === null ? "" : ` (did you mean ${meant}?)`;
}

/**
 * Finds the one word that takes the fewest changes, at most one for every three
 * letters; `null` if there is none or two are equally near.
 */
function nearest<Word extends string>(
  typed: string,
  words: readonly Word[],
): Word | null {
  const [first, second] = words
    .map((word) => ({ word, changes: changes(typed.toLowerCase(), word) }))
    .filter(({ word, changes }) => changes <= Math.max(1, word.length / 3))
    .sort((a, b) => a.changes - b.changes);
  if (first === undefined || first.changes === second?.changes) return null;
  return first.word;
}

/** Finds the one word that is a part of the typed one, or the reverse. */
function related(typed: string, words: readonly string[]): string | null {
  if (typed.length < PART_LENGTH) return null;
  const [first = null, second] = words
    .filter((word) => word.includes(typed) || typed.includes(word));
  return second === undefined ? first : null;
}

/**
 * Counts the letters to insert, delete, replace or swap with the next to turn
 * one word into another (the optimal string alignment distance).
 */
function changes(from: string, to: string): number {
  // A much longer word is never near, and would take long to compare.
  if (from.length > 2 * to.length) return Infinity;
  const at = (row: readonly number[] | undefined, j: number) =>
    row?.[j] ?? Infinity;
  const rows = [Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        at(rows[i - 1], j) + 1,
        at(row, j - 1) + 1,
        at(rows[i - 1], j - 1) + (isSame ? 0 : 1),
        isSwap ? at(rows[i - 2], j - 2) + 1 : Infinity,
      );
    }
    rows.push(row);
  }
  return at(rows.at(-1), to.length);
}
