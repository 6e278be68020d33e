/**
 * Arguments → operands and options, each option with its value.
 *
 * `parseArgs` of `@std/cli` would not do: it reads `-nbob` as four flags, takes
 * a `true` behind a flag for the flag's value, and cannot tell an option
 * without a value from one whose value is empty.
 *
 * @module
 */
import { type Row, ROWS } from "./options.ts";

/** An option of the command line. */
export interface OptionToken {
  /** Tells it from an operand. */
  readonly type: "option";
  /** The option as it was typed, without its value. */
  readonly typed: string;
  /** Its row in the table; `undefined` when there is no such option. */
  readonly row: Row | undefined;
  /** What was given as its value; `undefined` when nothing was. */
  readonly value: string | undefined;
}

/** A word of the command line that is not an option. */
export interface OperandToken {
  /** Tells it from an option. */
  readonly type: "operand";
  /** The word. */
  readonly text: string;
}

/**
 * Tells options from operands, in the usual ways: `--name VALUE`,
 * `--name=VALUE`, `-n VALUE`, `-nVALUE`, `-n=VALUE`, flags together as in
 * `-lV`, and no options behind `--`. Nothing is checked.
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
export function tokenize(
  args: readonly string[],
): (OptionToken | OperandToken)[] {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  return [
    ...optionsAndOperands(args.slice(0, end)),
    ...args.slice(end + 1).map(operand),
  ];
}

function* optionsAndOperands(
  words: string[],
): Generator<OptionToken | OperandToken> {
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, dashes, name = "", value] =
      /^(--?)([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const row = ROWS.find((row) => row.name === name);
    if (dashes === undefined || word === "-") yield operand(word);
    else if (dashes === "--") {
      yield option(`--${name}`, row, value ?? valueBehind(row, words));
    } else if (row !== undefined) {
      // A dash too few: `-nick` hardly means the nickname "ick".
      yield option(`-${name}`, undefined, value);
    } else yield* letters(word.slice(1), words);
  }
}

/** Flags, one letter each, and at the end perhaps an option with its value. */
function* letters(text: string, behind: string[]): Generator<OptionToken> {
  for (let rest = text; rest !== "";) {
    const [letter = ""] = rest;
    rest = rest.slice(letter.length);
    const row = ROWS.find(({ short }) => short === letter);
    const isFlag = row !== undefined && !("value" in row);
    if (isFlag && !rest.startsWith("=")) {
      yield option(`-${letter}`, row, undefined);
      continue;
    }
    const value = rest === "" ? valueBehind(row, behind) : rest;
    yield option(`-${letter}`, row, value?.replace(/^=/, ""));
    return;
  }
}

/** Takes the next word, when the option needs one and it is not an option. */
function valueBehind(
  row: Row | undefined,
  words: string[],
): string | undefined {
  const [next] = words;
  const isValue = next !== undefined && !/^-(?!\.?\d|$)/.test(next);
  return row !== undefined && "value" in row && isValue
    ? words.shift()
    : undefined;
}

function option(
  typed: string,
  row: Row | undefined,
  value: string | undefined,
): OptionToken {
  return { type: "option", typed, row, value };
}

function operand(text: string): OperandToken {
  return { type: "operand", text };
}
