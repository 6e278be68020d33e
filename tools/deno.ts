/**
 * Deno as a tool, in the project's folder.
 */

/** The project's folder. */
export const ROOT = `${import.meta.dirname}/..`;
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

/** What `deno info --json` tells of a module. */
export interface Module {
  /** Its name, a URL. */
  readonly specifier: string;
  /** Where its source is on this machine. */
  readonly local?: string;
  /** What it imports: as it is written, and what that is. */
  readonly dependencies?: readonly {
    readonly specifier: string;
    readonly code?: { readonly specifier: string };
    readonly type?: { readonly specifier: string };
    readonly isDynamic?: boolean;
  }[];
}

/** The modules that a file reaches, itself the first. */
export async function graph(entry: string): Promise<Module[]> {
  const { roots, modules, redirects } = JSON.parse(
    await deno(["info", "--json", entry]),
  ) as {
    roots: [string];
    modules: Module[];
    redirects: Record<string, string>;
  };
  const isEntry = ({ specifier }: Module) => specifier === roots[0];
  const target = ({ specifier } = { specifier: "" }) => ({
    specifier: redirects[specifier] ?? specifier,
  });
  return [...modules.filter(isEntry), ...modules.filter((m) => !isEntry(m))]
    .map((module) => ({
      ...module,
      dependencies: (module.dependencies ?? []).map((dependency) => ({
        ...dependency,
        ...(dependency.code ? { code: target(dependency.code) } : {}),
      })),
    }));
}
