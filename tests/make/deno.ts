/**
 * Deno as a tool, in the project's folder.
 */

/** The project's folder. */
export const ROOT = `${import.meta.dirname}/../..`;
/** Where what is made for others goes. */
export const DIST = `${ROOT}/dist`;

/**
 * Runs a subcommand of Deno.
 *
 * @param args The subcommand and its arguments.
 * @param where The folder to run it in, the project's by default, and what its
 * environment has beside ours.
 * @returns What it printed on standard output.
 * @throws {Error} When it fails, with what it printed on standard error.
 */
export async function deno(
  args: readonly string[],
  { cwd = ROOT, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    env: { NO_COLOR: "1", ...env },
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
