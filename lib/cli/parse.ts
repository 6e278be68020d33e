/**
 * Arguments → what is to be run, or a usage error.
 *
 * @module
 */
import type { Config } from "../protocol/reducer.ts";
import type { ServeOptions } from "../server/options.ts";
import { type Endpoint, readEndpoint } from "./endpoint.ts";
import { COMMAND_WORDS, type CommandName, QUESTIONS } from "./options.ts";
import { meantHost, meantWord, nearestCommand } from "./suggest.ts";
import { tokenize } from "./tokenize.ts";
import { called, UsageError } from "./usage_error.ts";
import { readValues } from "./values.ts";

/** The options of `parley demo`. */
export interface DemoOptions extends Omit<Config, "script" | "hidesEcho"> {
  /** Write events as JSON. */
  readonly json: boolean;
  /** Colours, where the output can show them. */
  readonly color: boolean;
}

/** The options of `parley`. */
export interface ChatOptions extends DemoOptions, Endpoint {
  /** What was likely meant, as it would be typed, if there is no such host. */
  readonly meant: string | null;
}

/** What is to be run. */
export type Run =
  | { readonly command: "chat"; readonly options: ChatOptions }
  | { readonly command: "demo"; readonly options: DemoOptions }
  | { readonly command: "serve"; readonly options: ServeOptions }
  | { readonly command: "help"; readonly about: CommandName }
  /** `isLong`: with what it runs on. */
  | { readonly command: "version"; readonly isLong: boolean };

/** What each operand of a command looks like. More of them are an error. */
const OPERANDS: Readonly<Record<CommandName, readonly RegExp[]>> = {
  chat: [/^/, /^\s*\d+\s*$/],
  demo: [],
  serve: [/^/, /^\s*\d+\s*$/],
  help: [/^/],
  version: [],
};

/**
 * Reads the command line.
 *
 * @param args The arguments, without the program.
 * @returns What is to be run.
 * @throws {UsageError} When the arguments are invalid and ask neither for help
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

  const question = QUESTIONS
    .find((key) => options.some(({ row }) => row?.key === key));
  if (question === "help") return { command: "help", about: command };
  if (question === "version") return { command: "version", isLong: false };
  /** Options first: what follows an unknown one looks like an operand. */
  const read = <Command extends CommandName>(command: Command) => {
    const values = readValues(command, options);
    checkOperands(command, operands);
    return values;
  };
  switch (command) {
    case "chat": {
      const { port, ...values } = read(command);
      const endpoint = readEndpoint(command, operands, port);
      const meant = meantHost(endpoint.host);
      return { command, options: { ...values, ...endpoint, meant } };
    }
    case "demo":
      return { command, options: read(command) };
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

function checkOperands(
  command: CommandName,
  operands: readonly string[],
): void {
  const isExpected = (word: string, i: number) =>
    OPERANDS[command][i]?.test(word) ?? false;
  const extra = operands.find((word, i) => !isExpected(word, i));
  if (extra === undefined) return;
  const mistyped = command === "chat"
    ? nearestCommand(operands[0] ?? "")
    : null;
  throw new UsageError(
    command,
    `unexpected argument: ${extra}`,
    mistyped === null ? meantWord(extra) : called(mistyped),
  );
}

function readCommand(word: string | undefined): CommandName {
  const command = word === undefined
    ? "chat"
    : COMMAND_WORDS.find((command) => command === word);
  if (command !== undefined) return command;
  throw new UsageError(
    "chat",
    `there is no command ${word}`,
    nearestCommand(word ?? ""),
  );
}
