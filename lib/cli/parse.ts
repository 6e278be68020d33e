/**
 * Arguments → the command to run, with its options; or a usage error.
 *
 * @module
 */
import type { Config } from "../protocol/config.ts";
import type { ServeOptions } from "../server/options.ts";
import { type Endpoint, readEndpoint } from "./endpoint.ts";
import { COMMAND_WORDS, type CommandName } from "./options.ts";
import { type OptionToken, tokenize } from "./tokenize.ts";
import { UsageError } from "./usage_error.ts";
import { readValues } from "./values.ts";

/** The options of `parley demo`. */
export interface DemoOptions
  extends Omit<Config, "script" | "hidesEcho" | "jitter"> {
  /** Set if events are written as JSON. */
  readonly json: boolean;
  /** Set if what goes over the wire is shown. */
  readonly trace: boolean;
  /** Set if a script is told only of errors on standard error. */
  readonly quiet: boolean;
  /** Set if a terminal gets no line editor and no escape codes. */
  readonly plain: boolean;
  /** Set if there are colours where the output can show them. */
  readonly color: boolean;
  /** Set if a terminal rings when somebody mentions the user. */
  readonly bell: boolean;
}

/** The options of `parley`. */
export interface ChatOptions extends DemoOptions, Endpoint {}

/** A command to run, with its options. */
export type Run =
  | { readonly command: "chat"; readonly options: ChatOptions }
  | { readonly command: "demo"; readonly options: DemoOptions }
  | { readonly command: "serve"; readonly options: ServeOptions }
  | { readonly command: "help"; readonly about: CommandName }
  /** The command `version`; `isLong`: with Deno's version and the target. */
  | { readonly command: "version"; readonly isLong: boolean };

const isAny = () => true;
const isNumber = (word: string) => /^\s*\d+\s*$/.test(word);

/** The tests that the operands of each command must pass, in order. */
const OPERANDS: Readonly<
  Record<CommandName, readonly ((word: string) => boolean)[]>
> = {
  chat: [isAny, isNumber],
  demo: [],
  serve: [isAny, isNumber],
  help: [isAny],
  version: [],
};

/**
 * Reads the command line.
 *
 * @param args The arguments, without the program.
 * @returns The command to run, with its options.
 * @throws {UsageError} If the arguments are invalid and ask neither for help
 * nor for the version.
 *
 * @example
 * ```ts
 * import { readArguments } from "./parse.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const run = readArguments(["serve", "-h"]);
 * assertEquals(run, { command: "help", about: "serve" });
 * ```
 */
export function readArguments(args: readonly string[]): Run {
  const tokens = tokenize(args);
  const options = tokens.filter((token) => token.type === "option");
  const operands = tokens.filter((token) => token.type === "operand")
    .map(({ text }) => text);
  const command = COMMAND_WORDS.find((word) => word === operands[0]) ?? "chat";
  if (command !== "chat") operands.shift();

  const asksFor = (name: string) =>
    options.some(({ row }) => row?.name === name);
  if (asksFor("help")) return { command: "help", about: command };
  if (asksFor("version")) return { command: "version", isLong: false };
  return readRun(command, operands, options);
}

/** Reads the operands and the options of a command. */
function readRun(
  command: CommandName,
  operands: readonly string[],
  options: readonly OptionToken[],
): Run {
  // Options first: what follows an unknown one looks like an operand.
  const read = <Command extends CommandName>(command: Command) => {
    const values = readValues(command, options);
    checkOperands(command, operands);
    return values;
  };
  switch (command) {
    case "chat": {
      const { port, ...values } = read(command);
      checkSay(command, values);
      const endpoint = readEndpoint(command, operands, port);
      return { command, options: { ...values, ...endpoint } };
    }
    case "demo": {
      const values = read(command);
      checkSay(command, values);
      return { command, options: values };
    }
    case "serve": {
      const { port, ...values } = read(command);
      const endpoint = readEndpoint(command, operands, port);
      const gap = values.gap ?? (values.wire === "raw" ? 20 : 0);
      return { command, options: { ...values, ...endpoint, gap } };
    }
    case "help":
      read(command);
      return { command, about: readCommand(operands[0]) };
    case "version":
      read(command);
      return { command, isLong: true };
  }
}

/** Checks that `--say` has a room and a nickname to say everything with. */
function checkSay(
  command: CommandName,
  { say, room, nick }: Pick<DemoOptions, "say" | "room" | "nick">,
): void {
  if (!say || (room !== null && nick !== null)) return;
  const missing = room === null ? "--room" : "--nick";
  throw new UsageError(command, `--say needs ${missing}`);
}

/** Checks that there are no more operands than the command has. */
function checkOperands(
  command: CommandName,
  operands: readonly string[],
): void {
  const expected = OPERANDS[command];
  const extra = operands.find((word, i) => !expected[i]?.(word));
  if (extra === undefined) return;
  // Behind a mistyped command, which is taken for HOST, everything looks extra.
  const [host = extra] = command === "chat" ? operands : [];
  throw new UsageError(command, `unexpected argument: ${extra}`, [host, extra]);
}

function readCommand(word: string | undefined): CommandName {
  if (word === undefined) return "chat";
  const command = COMMAND_WORDS.find((command) => command === word);
  if (command !== undefined) return command;
  throw new UsageError("chat", `there is no command ${word}`, [word]);
}
