/**
 * A usage error → the text that is printed.
 *
 * @module
 */
import { visible } from "../text/visible.ts";
import { didYouMean, meantWord } from "./suggest.ts";
import { called, type UsageError } from "./usage_error.ts";

/**
 * Returns the text of a usage error, for standard error.
 *
 * @param error The error.
 * @returns Two lines, without control characters: the error with what was likely
 * meant, and the command that shows help.
 *
 * @example
 * ```ts
 * import { UsageError } from "./usage_error.ts";
 * import { usageText } from "./usage_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new UsageError("demo", "unknown option: --roon", ["--roon"]);
 * assertEquals(
 *   usageText(error),
 *   "parley: unknown option: --roon (did you mean --room?)\n" +
 *     "parley: try parley demo --help\n",
 * );
 * ```
 */
export function usageText({ message, command, suspects }: UsageError): string {
  const [meant = null] = suspects.flatMap((word) => meantWord(word) ?? []);
  return `parley: ${visible(message)}${didYouMean(meant)}\n` +
    `parley: try ${called(command)} --help\n`;
}
