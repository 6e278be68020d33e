/**
 * The error of a command line that cannot be run.
 *
 * @module
 */
import type { CommandName } from "./options.ts";

/** An error in the arguments. Its message names the argument at fault. */
export class UsageError extends Error {
  /** @inheritDoc */
  override readonly name = "UsageError";
  /** The command that was asked for, whose help tells more. */
  readonly command: CommandName;
  /** The words that may be mistyped, the likeliest first. */
  readonly suspects: readonly string[];

  /**
   * Creates an error.
   *
   * @param command The command that was asked for.
   * @param message One sentence: what is wrong, and with which argument.
   * @param suspects The words that may be mistyped, the likeliest first.
   */
  constructor(
    command: CommandName,
    message: string,
    suspects: readonly string[] = [],
  ) {
    super(message);
    this.command = command;
    this.suspects = suspects;
  }
}

/**
 * Returns the words that call a command on the command line.
 *
 * @param command Its name.
 * @returns `parley`, or `parley serve` and the like.
 */
export function called(command: CommandName): string {
  return command === "chat" ? "parley" : `parley ${command}`;
}
