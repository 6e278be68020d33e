/**
 * Makes one file of the whole program, to hand in by mail and to read.
 *
 *     deno task bundle     dist/parley.js
 *
 * Deno takes the types away and Rollup joins the modules. `deno bundle` does
 * both, but drops the comments, which the assignment asks for.
 */
import { type Plugin, rollup } from "@rollup/wasm-node";
import { deno, DIST, graph, type Module } from "./deno.ts";

/** A line of Deno's own under what it has downloaded. */
const METADATA = /\n\/\/ denoCacheMetadata=.*/;

/** The modules' code as JavaScript, with its comments, by specifier. */
async function transpiled(
  modules: readonly Module[],
): Promise<ReadonlyMap<string, string>> {
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
      code.set(specifier, await Deno.readTextFile(`${folder}/js/${i}.js`));
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return code;
}

/** JSON as a module; of deno.json, the one thing that the program asks of it. */
function fromJson(specifier: string, json: string): string {
  const data = JSON.parse(json);
  const { version } = data;
  const asked = specifier.endsWith("/deno.json") ? { version } : data;
  return `export default ${JSON.stringify(asked)};`;
}

/** The module that everything begins with. */
const ALL = "all";

/**
 * Imports what is loaded on demand first: in one file, what stands below the
 * entry would not be there yet while the entry waits for the program's end.
 */
function imports(entry: string, modules: readonly Module[]): string {
  const onDemand = modules.flatMap(({ dependencies = [] }) =>
    dependencies.flatMap(({ code, isDynamic }) =>
      isDynamic && code ? [code.specifier] : []
    )
  );
  return [...onDemand, entry]
    .map((specifier) => `import ${JSON.stringify(specifier)};`).join("\n");
}

/** The folder of the entry, which comes first, as a URL. */
function folder([entry]: readonly Module[]): string {
  return entry === undefined ? "" : new URL(".", entry.specifier).href;
}

/** Resolves and loads modules as Deno does, with their names above them. */
function likeDeno(
  modules: readonly Module[],
  code: ReadonlyMap<string, string>,
): Plugin {
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
      const home = folder(modules);
      const name = id.startsWith(home)
        ? id.slice(home.length)
        : id.split("/").slice(-2).join("/");
      return `// ---------- ${name}\n${code.get(id)}`;
    },
  };
}

/** The comment that a file begins with. */
const TITLE = /^\/\*\*.*?\*\/\n/s;

/**
 * Makes the file.
 *
 * @param path Where to write it.
 */
export async function bundle(path: string): Promise<void> {
  const modules = (await graph("main.ts"))
    .filter(({ specifier }) => !specifier.startsWith("node:"));
  const [entry] = modules;
  if (entry === undefined) throw new Error("main.ts has no modules");
  const code = new Map(await transpiled(modules));
  const main = code.get(entry.specifier) ?? "";
  const [title] = TITLE.exec(main) ?? [];
  if (title === undefined) throw new Error("main.ts begins with no comment");
  code.set(entry.specifier, main.replace(TITLE, ""));
  code.set(ALL, imports(entry.specifier, modules));

  const joined = await rollup({
    input: ALL,
    plugins: [likeDeno(modules, code)],
  });
  const { output: [file] } = await joined.generate({
    inlineDynamicImports: true,
  });
  // A doc comment stands above what it tells of, not before it.
  const text = file.code.replace(
    /^(\s*(?:\/\*\*.*|\*.*)?\*\/) (?=\S)/gm,
    "$1\n",
  );
  await Deno.writeTextFile(path, `${title}\n${text}`);
  await deno(["fmt", "--no-config", path]);
}

if (import.meta.main) {
  await Deno.mkdir(DIST, { recursive: true });
  await bundle(`${DIST}/parley.js`);
  console.log("dist/parley.js: write your name and the pledge at its top");
}
