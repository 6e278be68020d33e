/**
 * The options that were given → the values of all options of a command.
 *
 * @module
 */
import {
  type CommandName,
  hasValue,
  type Option,
  OPTIONS,
  type OptionValues,
} from "./options.ts";
import type { OptionToken } from "./tokenize.ts";
import { called, UsageError } from "./usage_error.ts";

/**
 * Reads the options of a command. The last value of an option that is given twice
 * counts.
 *
 * @param command The command.
 * @param options The options that were given, in order.
 * @returns The values of all options that the command has, by their keys.
 * @throws {UsageError} If there is no such option, the command does not take it, or
 * its value is missing or invalid.
 */
export function readValues<Command extends CommandName>(
  command: Command,
  options: readonly OptionToken[],
): OptionValues<Command> {
  const values: Record<string, unknown> = {};
  for (const row of OPTIONS) {
    const isOurs = row.of.includes(command) && hasValue(row);
    if (isOurs) values[keyOf(row)] = defaultValue(row);
  }
  for (const option of options) {
    const row = rowOf(command, option);
    values[keyOf(row)] = readValue(command, row, option);
  }
  return values as OptionValues<Command>;
}

function keyOf({ key, name }: Option): string {
  return key ?? name;
}

function rowOf(command: CommandName, { typed, row }: OptionToken): Option {
  if (row === undefined) {
    throw new UsageError(command, `unknown option: ${typed}`, [typed]);
  }
  if (row.of.includes(command)) return row;
  const [other = command] = row.of;
  throw new UsageError(
    command,
    `${called(command)} does not take ${typed} (${called(other)} does)`,
  );
}

function defaultValue(row: Option): unknown {
  return "kind" in row ? row.default ?? null : row.name.startsWith("no-");
}

function readValue(
  command: CommandName,
  row: Option,
  { typed, value }: OptionToken,
): unknown {
  const fail = (message: string) => new UsageError(command, message);
  if (!("kind" in row)) {
    if (value !== undefined) throw fail(`${typed} takes no value`);
    return !row.name.startsWith("no-");
  }
  if (value === undefined || value.trim() === "") {
    throw fail(`${typed} needs a value: ${row.value}`);
  }
  const read = row.kind.read(value);
  if (read !== undefined) return read;
  throw fail(`${typed} takes ${row.kind.takes}, not ${value}`);
}
