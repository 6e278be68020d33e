/**
 * Makes an executable of the bundle, so that everybody runs the same program.
 *
 *     deno task compile     dist/parley, for this machine
 */
import { BUNDLE, bundle } from "./bundle.ts";
import { deno, DIST } from "./deno.ts";

/** The base binary, which every executable begins with, is out of reach. */
export class NoBaseBinary extends Error {}

/**
 * Permissions of the executables and the installed command. They need only the
 * network. With the others, which they would not ask for, they heed TERM and
 * NO_COLOR, and `parley serve 0.0.0.0` shows the machine's addresses.
 */
export const PERMISSIONS: readonly string[] = [
  "--allow-net",
  "--allow-env=TERM,NO_COLOR",
  "--allow-sys=networkInterfaces",
];

/**
 * Makes one executable, with {@linkcode PERMISSIONS}.
 *
 * @param source The bundle.
 * @param path Where to write it.
 * @param target The machine it is for; this one by default.
 * @param base A base binary; by default Deno's own, which may be downloaded.
 * @throws {NoBaseBinary} When Deno cannot download what it begins with.
 */
export async function compile(
  source: string,
  path: string,
  target: string = Deno.build.target,
  base?: string,
): Promise<void> {
  const options = [
    ...["--quiet", "--no-config", ...PERMISSIONS],
    ...["--target", target],
  ];
  const env = base === undefined ? {} : { DENORT_BIN: base };
  try {
    await deno(["compile", ...options, "--output", path, source], { env });
  } catch (error) {
    if (!/error sending request/.test(String(error))) throw error;
    throw new NoBaseBinary(
      `the base binary of Deno ${Deno.version.deno} for ${target} cannot be ` +
        "downloaded from here; compile on a network that reaches it",
    );
  }
}

/** Does something that compiles; without a base binary, says so and exits. */
export async function orExit(job: () => Promise<void>): Promise<void> {
  try {
    await job();
  } catch (error) {
    if (!(error instanceof NoBaseBinary)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}

if (import.meta.main) {
  await orExit(async () => {
    await bundle(BUNDLE);
    await compile(BUNDLE, `${DIST}/parley`);
    console.log("made dist/parley");
  });
}
