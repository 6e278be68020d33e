/**
 * Deno as a tool, in the project's folder.
 *
 * @module
 */

/** The project's folder. */
export const ROOT = `${import.meta.dirname}/..`;
/** The folder of everything that is made for others. */
export const DIST = `${ROOT}/dist`;

/** The folder and the environment that a command runs in. */
export interface RunOptions {
  /** The working folder; the project's, by default. */
  readonly cwd?: string;
  /** Variables beside ours; none, by default. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command.
 *
 * @param command A program and its arguments.
 * @param options Where it runs, and in which environment.
 * @returns What it printed on standard output.
 * @throws {Error} When it fails, with what it printed on standard error.
 */
export async function run(
  [program = "", ...args]: readonly string[],
  { cwd = ROOT, env = {} }: RunOptions = {},
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd,
    env: { NO_COLOR: "1", ...env },
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

/** Runs a subcommand of Deno; see {@linkcode run}. */
export function deno(
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  return run([Deno.execPath(), ...args], options);
}
/** A module, as `deno info --json` describes it. */
export interface Module {
  /** Its name, a URL. */
  readonly specifier: string;
  /** The path of its source on this machine. */
  readonly local?: string;
  /** Its imports: as they are written, and resolved. */
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
