/**
 * Makes one file of the whole program, to run, to hand in by mail and to read.
 *
 *     deno task bundle     dist/parley.js
 *
 * Deno removes the types and Rollup joins the modules. `deno bundle` does both,
 * but drops the comments, which the assignment asks for. What the program loads
 * on demand stays on demand: see parts.ts.
 */
import { type Plugin, rollup } from "@rollup/wasm-node";
import { toAscii } from "./ascii.ts";
import { deno, DIST, graph, type Module } from "./deno.ts";
import { MAIN, oneFile } from "./parts.ts";

/** The path of the file that others get. */
export const BUNDLE = `${DIST}/parley.js`;

/** The line that Deno adds to the modules in its cache. */
const METADATA = /\n\/\/ denoCacheMetadata=.*/;

/** An example in a comment. It imports a module, which one file does not have. */
const EXAMPLE =
  /(?:^ *\*\n)?^ *\* (?:@example\b|```ts).*\n(?:^ *\*(?!\/| @).*\n)+/gm;

/** Returns the modules' code as JavaScript, with its comments, by specifier. */
async function transpiled(
  modules: readonly Module[],
): Promise<Map<string, string>> {
  const folder = await Deno.makeTempDir();
  const code = new Map<string, string>();
  try {
    const files: string[] = [];
    for (const [i, { local = "", specifier }] of modules.entries()) {
      const text = (await Deno.readTextFile(local)).replace(METADATA, "");
      files.push(`${i}.ts`);
      await Deno.writeTextFile(
        `${folder}/${i}.ts`,
        specifier.endsWith(".json") ? fromJson(specifier, text) : text,
      );
    }
    await deno(
      ["transpile", "--no-config", "--outdir", "js", ...files],
      { cwd: folder },
    );
    for (const [i, { specifier }] of modules.entries()) {
      const text = await Deno.readTextFile(`${folder}/js/${i}.js`);
      code.set(specifier, text.replace(EXAMPLE, ""));
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return code;
}

/** Returns JSON as a module; of deno.json, only what the program uses. */
function fromJson(specifier: string, json: string): string {
  const data = JSON.parse(json);
  const { version } = data;
  const used = specifier.endsWith("/deno.json") ? { version } : data;
  return `export default ${JSON.stringify(used)};`;
}

/** Resolves and loads modules as Deno does, each with its name above it. */
function likeDeno(
  [entry, ...others]: readonly [Module, ...Module[]],
  code: ReadonlyMap<string, string>,
): Plugin {
  const modules = [entry, ...others];
  const root = new URL(".", entry.specifier).href;
  return {
    name: "like Deno",
    resolveId(source, importer) {
      const from = modules.find(({ specifier }) => specifier === importer);
      const to = from?.dependencies?.find(({ specifier }) =>
        specifier === source
      )?.code?.specifier;
      return to?.startsWith("node:")
        ? { id: to, external: true }
        : to ?? source;
    },
    load(id) {
      const name = id.startsWith(root)
        ? id.slice(root.length)
        : id.split("/").slice(-3).join("/");
      return `// ---------- ${name}\n${code.get(id)}`;
    },
  };
}

/** Returns a name for a chunk: `io_terminal` for `…/lib/io/terminal.ts`. */
function nameOf(specifier: string): string {
  return specifier.replace(/\.\w+$/, "").split("/").slice(-2).join("_")
    .replaceAll(/\W/g, "_");
}

/** The comment that a file begins with. */
const TITLE = /^\/\*.*?\*\/\n/s;

/**
 * Makes the file.
 *
 * @param path Where to write it; its folder is made.
 * @throws {Error} When `main.ts` does not begin with a comment, or a part of the
 * program exports a variable that changes.
 */
export async function bundle(path: string): Promise<void> {
  const [entry, ...others] = (await graph("main.ts"))
    .filter(({ specifier }) => !specifier.startsWith("node:"));
  if (entry === undefined) throw new Error("main.ts has no modules");
  const code = await transpiled([entry, ...others]);
  const main = code.get(entry.specifier) ?? "";
  const [title] = TITLE.exec(main) ?? [];
  if (title === undefined) {
    throw new Error("main.ts does not begin with a comment");
  }
  code.set(entry.specifier, main.replace(TITLE, ""));

  const joined = await rollup({
    input: { [MAIN]: entry.specifier },
    plugins: [likeDeno([entry, ...others], code)],
  });
  const { output } = await joined.generate({
    chunkFileNames: ({ facadeModuleId, name }) =>
      nameOf(facadeModuleId ?? name),
    generatedCode: "es2015",
    entryFileNames: "[name]",
    hoistTransitiveImports: false,
    minifyInternalExports: false,
  });
  const chunks = output.filter((file) => file.type === "chunk");
  // A doc comment stands above what it describes, not in front of it.
  const text = toAscii(oneFile(chunks)).replace(
    /^(\s*(?:\/\*\*.*|\*.*)?\*\/) (?=\S)/gm,
    "$1\n",
  );
  await Deno.mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true });
  await Deno.writeTextFile(path, `${title}\n${text}`);
  await deno(["fmt", "--no-config", path]);
}

if (import.meta.main) {
  await bundle(BUNDLE);
  console.log("made dist/parley.js");
}
