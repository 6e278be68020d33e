/**
 * An answer made of names, as it comes in: to `/list`, after a count, or to
 * `/who`, between the words of others.
 *
 * @module
 */

/** What has come so far. A value: it never changes. */
export interface Names {
  /** The pieces that are names; of an answer to `/list`, the count first. */
  readonly pieces: readonly string[];
  /** What the last piece was, when no delimiter has ended it. */
  readonly open: "name" | "talk" | null;
}

/** No names yet. */
export const NO_NAMES: Names = { pieces: [], open: null };

/** How an answer is to be taken. */
export interface Taking {
  /** Whether only delimiters end a piece. */
  readonly delimited: boolean;
  /** Whether a delimiter shows that only delimiters end a piece. */
  readonly learns: boolean;
  /** Whether a piece is something that somebody says, after these names. */
  isTalk(piece: string, names: readonly string[]): boolean;
  /** Whether no more pieces belong to the answer. */
  isFull(pieces: readonly string[]): boolean;
}

/** What was made of a text. */
export interface Taken {
  /** The names so far. */
  readonly names: Names;
  /** What somebody said meanwhile. */
  readonly talk: readonly string[];
  /** Whether only delimiters end a piece, as far as is known now. */
  readonly delimited: boolean;
  /** What comes after the answer. */
  readonly rest: string;
}

/**
 * Takes what the decoder gave out.
 *
 * @param names What came before.
 * @param text Pieces, an LF after each that a delimiter ended.
 * @param taking How to take it.
 * @returns What has come now.
 *
 * @example
 * ```ts
 * import { NO_NAMES, takeNames } from "./names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const taken = takeNames(NO_NAMES, "alice\nbob: hi\nbo", {
 *   delimited: true,
 *   learns: false,
 *   isTalk: (piece) => piece.includes(": "),
 *   isFull: () => false,
 * });
 * assertEquals(taken.names, { pieces: ["alice", "bo"], open: "name" });
 * assertEquals(taken.talk, ["bob: hi"]);
 * ```
 */
export function takeNames(names: Names, text: string, taking: Taking): Taken {
  let { delimited } = taking;
  let { open } = names;
  let pieces = [...names.pieces];
  const talk: string[] = [];
  const parts = text.split("\n");
  for (const [i, part] of parts.entries()) {
    if (part !== "") {
      const goesOn = delimited ? open : null;
      const piece = goesOn === "name" ? pieces.pop() + part : part;
      const isTalk = goesOn === "talk" || taking.isTalk(piece, pieces);
      (isTalk ? talk : pieces).push(piece);
      open = isTalk ? "talk" : "name";
    }
    if (i === parts.length - 1) break;
    // The first delimiter shows that segments have cut what came before it.
    if (taking.learns && !delimited) pieces = [pieces.join("")];
    delimited ||= taking.learns;
    open = null;
    if (taking.isFull(pieces)) {
      const rest = parts.slice(i + 1).join("\n");
      return { names: { pieces, open }, talk, delimited, rest };
    }
  }
  return { names: { pieces, open }, talk, delimited, rest: "" };
}
