/**
 * The kinds of values that options take.
 *
 * @module
 */

/** A kind of value. */
export interface Kind<Value> {
  /** The allowed values, as the end of the sentence `--name takes …`. */
  readonly takes: string;
  /** Returns the value of a text, or `undefined` if the text is invalid. */
  read(text: string): Value | undefined;
  /** Returns the text of a value: the reverse of `read`. */
  write(value: Value): string;
}

/** Any text. */
export const TEXT: Kind<string> = {
  takes: "a text",
  read: (text) => text,
  write: (value) => value,
};

/**
 * Makes the kind of a number that is written with digits and at most one point.
 *
 * @param least The least number.
 * @param most The greatest number.
 * @returns The kind.
 *
 * @example
 * ```ts
 * import { number } from "./kinds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(number(0, 10).read("2.5"), 2.5);
 * assertEquals(number(0, 10).read("11"), undefined);
 * assertEquals(number(0, 10).read("1e1"), undefined);
 * ```
 */
export function number(least: number, most: number): Kind<number> {
  return {
    get takes() {
      return `a number from ${least} to ${most}`;
    },
    read(text) {
      const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
      return value >= least && value <= most ? value : undefined;
    },
    write: String,
  };
}

/**
 * Makes the kind of a number that is written with digits alone.
 *
 * @param least The least number.
 * @param most The greatest number.
 * @returns The kind.
 */
export function wholeNumber(least: number, most: number): Kind<number> {
  return {
    get takes() {
      return `a whole number from ${least} to ${most}`;
    },
    read: (text) =>
      /^\d+$/.test(text) ? number(least, most).read(text) : undefined,
    write: String,
  };
}

/**
 * Makes the kind of a word that stands for a value.
 *
 * @param values The values by their words, at least two.
 * @returns The kind.
 *
 * @example
 * ```ts
 * import { choice } from "./kinds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const eol = choice(new Map([["none", ""], ["lf", "\n"], ["nul", "\0"]]));
 * assertEquals(eol.takes, "none, lf or nul");
 * assertEquals(eol.read("lf"), "\n");
 * assertEquals(eol.read("cr"), undefined);
 * ```
 */
export function choice<Value>(
  values: ReadonlyMap<string, Value>,
): Kind<Value> {
  return {
    get takes() {
      const words = [...values.keys()];
      return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
    },
    read: (text) => values.get(text),
    write: (value) => [...values].find(([, v]) => v === value)?.[0] ?? "",
  };
}
