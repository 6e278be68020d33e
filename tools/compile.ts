/**
 * Makes executables of the program, each for one kind of machine.
 *
 *     deno task compile         dist/parley, for this machine
 *     deno task compile:all     dist/parley-SYSTEM for all of them, and SHA256SUMS
 */
import { deno, DIST } from "./deno.ts";

/** What executables are called, and what Deno calls the machine they are for. */
const TARGETS: Readonly<Record<string, string>> = {
  "parley-linux-x64": "x86_64-unknown-linux-gnu",
  "parley-linux-arm64": "aarch64-unknown-linux-gnu",
  "parley-macos-x64": "x86_64-apple-darwin",
  "parley-macos-arm64": "aarch64-apple-darwin",
  "parley-windows-x64.exe": "x86_64-pc-windows-msvc",
};

/** The base binary, which every executable begins with, cannot be had. */
export class NoBaseBinary extends Error {}

/**
 * Makes one executable.
 *
 * @param path Where to write it.
 * @param target The machine it is for; this one by default.
 * @param base A base binary; by default Deno's own, which may be downloaded.
 * @throws {NoBaseBinary} When Deno cannot download what it begins with.
 */
export async function compile(
  path: string,
  target: string = Deno.build.target,
  base?: string,
): Promise<void> {
  const options = ["--quiet", "--allow-net", "--target", target];
  const env = base === undefined ? {} : { DENORT_BIN: base };
  try {
    await deno(["compile", ...options, "--output", path, "main.ts"], { env });
  } catch (error) {
    if (!/error sending request/.test(String(error))) throw error;
    throw new NoBaseBinary(
      `the base binary of Deno ${Deno.version.deno} for ${target} cannot be ` +
        "downloaded from here; compile on a network that reaches it",
    );
  }
}

/**
 * Lists files with their checksums, as `sha256sum -c` reads them.
 *
 * @param folder Where they are.
 * @param names Their names.
 * @returns A line for each.
 */
export async function checksums(
  folder: string,
  names: readonly string[],
): Promise<string> {
  const lines = names.map(async (name) => {
    const bytes = await Deno.readFile(`${folder}/${name}`);
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return `${new Uint8Array(digest).toHex()}  ${name}\n`;
  });
  return (await Promise.all(lines)).join("");
}

async function compileAll(): Promise<void> {
  if (Deno.env.has("DENORT_BIN")) {
    throw new Error("DENORT_BIN is for one kind of machine; unset it");
  }
  for (const [name, target] of Object.entries(TARGETS)) {
    await compile(`${DIST}/${name}`, target);
  }
  const sums = await checksums(DIST, Object.keys(TARGETS));
  await Deno.writeTextFile(`${DIST}/SHA256SUMS`, sums);
}

if (import.meta.main) {
  try {
    if (Deno.args.includes("--all")) await compileAll();
    else await compile(`${DIST}/parley`);
  } catch (error) {
    console.error(`compile: ${(error as Error).message}`);
    Deno.exit(1);
  }
}
