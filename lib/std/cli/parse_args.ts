/**
 * Stands in for `@std/cli/parse-args` where JSR is not reached. It knows the
 * options that parley passes and no others, and for those it answers as the
 * original does.
 *
 * It does not use `node:util`, whose `parseArgs` lets `--room --nick bob` take
 * `--nick` for the room, and takes 10 ms to load.
 *
 * @module
 */

/** What {@linkcode parseArgs} is told about the command line. */
export interface ParseOptions {
  /** Options that take no value; `false` when not given. */
  boolean?: readonly string[];
  /** Options that take a value; `"_"`, so that operands stay strings. */
  string?: readonly string[];
  /** From an option's name to its short form, or the other way round. */
  alias?: Record<string, string>;
  /**
   * Called with each argument that no other field names; an operand comes
   * without a key. Returning `false` leaves the argument out of the result.
   */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

/** Option values by name, and the operands under `_`. */
export interface Args {
  /** An option's value, under its name and under its alias. */
  // deno-lint-ignore no-explicit-any
  [name: string]: any;
  /** What stood on the line beside the options. */
  _: string[];
}

/**
 * Reads a command line into a record.
 *
 * @param args The arguments, as in `Deno.args`.
 * @param options Which options there are.
 * @returns The values by name. A string option with nothing after it is `""`.
 *
 * @example
 * ```ts
 * import { parseArgs } from "@std/cli/parse-args";
 * import { assertEquals } from "@std/assert";
 *
 * const args = parseArgs(["--quiet", "--port", "80", "host"], {
 *   boolean: ["quiet"],
 *   string: ["port", "_"],
 * });
 * assertEquals<object>(args, { quiet: true, port: "80", _: ["host"] });
 * ```
 */
export function parseArgs(
  args: readonly string[],
  options: ParseOptions = {},
): Args {
  const { boolean = [], string = [], alias = {} } = options;
  const aliases = new Map(
    Object.entries(alias).flatMap(([a, b]) => [[a, b], [b, a]] as const),
  );
  const named = (list: readonly string[], name: string) =>
    list.includes(name) || list.includes(aliases.get(name) ?? name);

  const result: Args = { _: [] };
  const set = (arg: string, name: string, value: unknown) => {
    const known = named(boolean, name) || named(string, name);
    if (!known && options.unknown?.(arg, name, value) === false) return;
    result[name] = value;
    const other = aliases.get(name);
    if (other !== undefined) result[other] = value;
  };

  const operands = args.includes("--")
    ? args.slice(args.indexOf("--") + 1)
    : [];
  const queue = args.slice(0, args.length - operands.length)
    .filter((arg) => arg !== "--");
  const valueAfter = (name: string, isValue: (next: string) => boolean) => {
    const [next] = queue;
    const isBoolean = named(boolean, name);
    if (isBoolean && (next === "true" || next === "false")) {
      return queue.shift() === "true";
    }
    if (!isBoolean && next && isValue(next)) return queue.shift();
    return named(string, name) ? "" : true;
  };

  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    const long = /^--(?<name>.+?)(?:=(?<value>.*))?$/s.exec(arg)?.groups;
    if (long) {
      const { name = "", value } = long;
      if (value !== undefined) {
        set(arg, name, named(boolean, name) ? value !== "false" : value);
      } else {
        set(arg, name, valueAfter(name, (next) => !next.startsWith("-")));
      }
    } else if (/^-./.test(arg)) {
      for (let letters = arg.slice(1); letters !== "";) {
        const name = letters.slice(0, 1);
        const rest = letters.slice(1);
        // Behind a letter, `=`, a sign or a number at the end is a value.
        const isValue = /^=|^\W|\d\.?$/.test(rest);
        letters = isValue ? "" : rest;
        if (isValue) set(arg, name, rest.replace(/^=/, ""));
        else if (rest !== "") set(arg, name, named(string, name) ? "" : true);
        else {
          set(arg, name, valueAfter(name, (next) => !/^--?[^-]/.test(next)));
        }
      }
    } else if (options.unknown?.(arg) !== false) {
      result._.push(arg);
    }
  }
  result._.push(...operands);

  for (const name of boolean) {
    if (!(name in result)) set(name, name, false);
  }
  return result;
}
