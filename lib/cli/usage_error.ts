/**
 * The error of somebody who typed a command line that cannot be run.
 *
 * @module
 */
import { didYouMean } from "../view/guess.ts";
import { visible } from "../view/visible.ts";
import type { CommandName } from "./options.ts";

/** An error in the arguments. Its message names the argument at fault. */
export class UsageError extends Error {
  /** @inheritDoc */
  override readonly name = "UsageError";
  /** The command that was asked for, whose help tells more. */
  readonly command: CommandName;

  /**
   * Makes one.
   *
   * @param command The command that was asked for.
   * @param message One sentence: what is wrong, and with which argument.
   * @param meant What was likely meant, as it would be typed; `null` when
   * nothing is near enough.
   */
  constructor(
    command: CommandName,
    message: string,
    meant: string | null = null,
  ) {
    super(message + didYouMean(meant));
    this.command = command;
  }
}

/**
 * Returns how a command is called on the command line.
 *
 * @param command Its name.
 * @returns `parley`, or `parley serve` and the like.
 */
export function called(command: CommandName): string {
  return command === "chat" ? "parley" : `parley ${command}`;
}

/**
 * Returns what a usage error prints on standard error.
 *
 * @param error The error.
 * @returns Two lines, without control characters: what is wrong, and where
 * help is.
 */
export function usageText({ message, command }: UsageError): string {
  return `parley: ${visible(message)}\n` +
    `parley: try ${called(command)} --help\n`;
}
