/**
 * The terminals among the standard streams.
 *
 * @module
 */

/** Whether standard input, standard output and standard error are terminals. */
export const TERMINALS: Readonly<
  Record<"input" | "output" | "error", boolean>
> = {
  input: Deno.stdin.isTerminal(),
  output: Deno.stdout.isTerminal(),
  error: Deno.stderr.isTerminal(),
};
