/**
 * Arguments → operands and options, each option with its value.
 *
 * `parseArgs` of `@std/cli` would not do: it reads `-nbob` as four flags, takes
 * a `true` behind a flag for the flag's value, and cannot tell an option
 * without a value from one whose value is empty.
 *
 * @module
 */
import { type Option, OPTIONS } from "./options.ts";

/** An option of the command line. */
export interface OptionToken {
  /** The mark of an option. */
  readonly type: "option";
  /** The option as it was typed, without its value. */
  readonly typed: string;
  /** Its row in the table; `undefined` if there is no such option. */
  readonly row: Option | undefined;
  /** The text given as its value; `undefined` if there was none. */
  readonly value: string | undefined;
}

/** A word of the command line that is not an option. */
export interface OperandToken {
  /** The mark of an operand. */
  readonly type: "operand";
  /** The word. */
  readonly text: string;
}

/** A word of the command line, or an option and its value. */
export type Token = OptionToken | OperandToken;

/**
 * Separates options from operands, in the usual ways: `--name VALUE`,
 * `--name=VALUE`, `-n VALUE`, `-nVALUE`, `-n=VALUE`, flags together as in
 * `-lV`, and no options behind `--`. Neither names nor values are checked.
 *
 * @param args The arguments, without the program.
 * @returns The tokens, in order.
 *
 * @example
 * ```ts
 * import { tokenize } from "./tokenize.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const tokens = tokenize(["-lnbob", "localhost"]);
 * assertEquals(
 *   tokens.map((token) => token.type === "option" ? token.value : token.text),
 *   [undefined, "bob", "localhost"],
 * );
 * ```
 */
export function tokenize(args: readonly string[]): Token[] {
  const tokens: Token[] = [];
  // In reverse, as taking words from the end is quick, however many there are.
  const rest = args.toReversed();
  for (;;) {
    const word = rest.pop();
    if (word === undefined || word === "--") break;
    tokens.push(...read(word, rest));
  }
  return [...tokens, ...rest.reverse().map(operand)];
}

/** Reads a word, and perhaps the one behind it, which is its value. */
function read(word: string, rest: string[]): Token[] {
  if (!word.startsWith("-") || word === "-") return [operand(word)];
  const [typed, value] = cut(word);
  const dashes = typed.startsWith("--") ? 2 : 1;
  const row = OPTIONS.find(({ name }) => name === typed.slice(dashes));
  if (dashes === 2) {
    return [option(typed, row, value ?? valueBehind(row, rest))];
  }
  // One dash too few: `-nick` hardly means the nickname "ick".
  if (row !== undefined) return [option(typed, undefined, value)];
  return letters(word.slice(1), rest);
}

/** Cuts at the first `=`. */
function cut(word: string): [typed: string, value: string | undefined] {
  const at = word.indexOf("=");
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** Reads flags, one letter each, and at the end perhaps one with its value. */
function letters(text: string, rest: string[]): OptionToken[] {
  const flags: OptionToken[] = [];
  for (let at = 0; at < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
    at += letter.length;
    const row = OPTIONS.find(({ short }) => short === letter);
    if (row !== undefined && !("kind" in row) && text[at] !== "=") {
      flags.push(option(`-${letter}`, row, undefined));
      continue;
    }
    const value = at < text.length
      ? text.slice(text[at] === "=" ? at + 1 : at)
      : valueBehind(row, rest);
    return [...flags, option(`-${letter}`, row, value)];
  }
  return flags;
}

/** Takes the next word if the option needs a value and the word can be one. */
function valueBehind(
  row: Option | undefined,
  rest: string[],
): string | undefined {
  const next = rest.at(-1);
  const isValue = next !== undefined && !/^-(?!\.?\d|$)/.test(next);
  const takesValue = row !== undefined && "kind" in row;
  return takesValue && isValue ? rest.pop() : undefined;
}

function option(
  typed: string,
  row: Option | undefined,
  value: string | undefined,
): OptionToken {
  return { type: "option", typed, row, value };
}

function operand(text: string): OperandToken {
  return { type: "operand", text };
}
