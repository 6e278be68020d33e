/**
 * Deno as a tool, in the project's folder.
 *
 * @module
 */

/** The project's folder. */
export const ROOT = `${import.meta.dirname}/..`;
/** Where what is made for others goes. */
export const DIST = `${ROOT}/dist`;

/** Where a command runs, and in which environment beside ours. */
export interface Surroundings {
  /** The project's folder, by default. */
  readonly cwd?: string;
  /** Nothing, by default. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command.
 *
 * @param command A program and its arguments.
 * @param surroundings Where it runs.
 * @returns What it printed on standard output.
 * @throws {Error} When it fails, with what it printed on standard error.
 */
export async function run(
  [program = "", ...args]: readonly string[],
  { cwd = ROOT, env = {} }: Surroundings = {},
): Promise<string> {
  const options = { args, cwd, env: { NO_COLOR: "1", ...env } };
  const { success, stdout, stderr } = await new Deno.Command(program, options)
    .output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

/** Runs a subcommand of Deno; see {@linkcode run}. */
export function deno(
  args: readonly string[],
  surroundings?: Surroundings,
): Promise<string> {
  return run([Deno.execPath(), ...args], surroundings);
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
