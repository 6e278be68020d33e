/**
 * Where a person sits.
 *
 * @module
 */

/** Whether a person sits at standard input, standard output, standard error. */
export const TERMINALS: Readonly<
  Record<"input" | "output" | "error", boolean>
> = {
  input: Deno.stdin.isTerminal(),
  output: Deno.stdout.isTerminal(),
  error: Deno.stderr.isTerminal(),
};
