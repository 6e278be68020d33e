/**
 * Makes everything that a release publishes.
 *
 *     deno task release     dist/parley.js, an archive for each system, and
 *                           SHA256SUMS over all of them
 *
 * An archive keeps the permission to run, which a bare download loses, and has
 * the licence beside the executable.
 */
import { BUNDLE, bundle } from "./bundle.ts";
import { compile, orExit } from "./compile.ts";
import { DIST, ROOT, run } from "./deno.ts";

/** The systems, and Deno's names for them. */
const TARGETS: Readonly<Record<string, string>> = {
  "linux-x64": "x86_64-unknown-linux-gnu",
  "linux-arm64": "aarch64-unknown-linux-gnu",
  "macos-x64": "x86_64-apple-darwin",
  "macos-arm64": "aarch64-apple-darwin",
  "windows-x64": "x86_64-pc-windows-msvc",
  "windows-arm64": "aarch64-pc-windows-msvc",
};

/**
 * Packs a folder as users of a system expect it: a .zip for Windows, which
 * opens it without a program of its own, else a .tar.gz.
 *
 * @param parent The folder that it is in, and that the archive goes to.
 * @param name The folder's name, which ends in the system's.
 * @returns The archive's name.
 */
export async function pack(parent: string, name: string): Promise<string> {
  const [archive, ...command] = name.includes("-windows-")
    ? [`${name}.zip`, "zip", "-qr"]
    : [`${name}.tar.gz`, "tar", "-czf"];
  await run([...command, archive, name], { cwd: parent });
  return archive;
}

/**
 * Returns the checksums of files, as `sha256sum -c` reads them.
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

async function release(): Promise<void> {
  await Deno.remove(DIST, { recursive: true }).catch(() => {});
  await bundle(BUNDLE);
  const published = ["parley.js"];
  for (const [system, target] of Object.entries(TARGETS)) {
    const name = `parley-${system}`;
    const program = system.startsWith("windows") ? "parley.exe" : "parley";
    await compile(BUNDLE, `${DIST}/${name}/${program}`, target);
    await Deno.copyFile(`${ROOT}/LICENSE`, `${DIST}/${name}/LICENSE`);
    published.push(await pack(DIST, name));
  }
  const sums = await checksums(DIST, published);
  await Deno.writeTextFile(`${DIST}/SHA256SUMS`, sums);
}

if (import.meta.main) {
  if (Deno.env.has("DENORT_BIN")) {
    throw new Error("DENORT_BIN is for one kind of machine; unset it");
  }
  await orExit(release);
}
