/**
 * The chunks that Rollup makes of a program → one file.
 *
 * What the program needs at once is the file's body. Each chunk that it imports
 * on demand becomes a function below that, a "part": its imports are the
 * function's first lines, its exports are what the function returns, and it
 * runs when it is first needed. So starting the program costs no more than what
 * it needs at once.
 *
 * Pure: text goes in, text comes out. It reads what Rollup writes, not any
 * module: imports first, a line each; exports last, in one list.
 *
 * @module
 */

/** A chunk as Rollup gives it: an ES module that may import other chunks. */
export interface Chunk {
  /** The name by which others import it, after `./`: a name for a function. */
  readonly fileName: string;
  /** Its code. */
  readonly code: string;
}

/** The name of the chunk that is needed at once. */
export const MAIN = "main";

/** Loads parts. It stands above the body, which ends with the program's run. */
const LOADER = `
/** The parts of the program that have been needed so far. */
const $parts = new Map();
/** Runs a part, one of the functions at this file's end, when it is first needed. */
function $load(part) {
  if (!$parts.has(part)) $parts.set(part, part());
  return $parts.get(part);
}
`;

/**
 * Joins chunks.
 *
 * @param chunks The chunks. One of them is {@linkcode MAIN}, which imports the
 * others only on demand.
 * @returns The file, not formatted.
 * @throws {Error} When a chunk exports a variable that may change: a part
 * would go on with its first value.
 *
 * @example
 * ```ts
 * import { oneFile } from "./parts.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const file = oneFile([
 *   { fileName: "main", code: "const { cat } = await import('./pets');\n" },
 *   { fileName: "pets", code: "const cat = 'meow';\n\nexport { cat };\n" },
 * ]);
 * assertStringIncludes(file, "const { cat } = await $load($pets);");
 * ```
 */
export function oneFile(chunks: readonly Chunk[]): string {
  const body = chunks.filter(({ fileName }) => fileName === MAIN);
  const others = chunks.filter(({ fileName }) => fileName !== MAIN);
  return [LOADER, ...body.map(toBody), ...others.map(toPart)].join("\n");
}

/** Keeps a chunk as it is, and makes its exports a part. */
function toBody(chunk: Chunk): string {
  const { imports, code, exports } = dissect(chunk);
  const statements = imports.map(({ statement }) => statement);
  const shared = functionOf(chunk, [`return ${exports};`]);
  return `${statements.join("")}\n${code}
// ========== what the parts below use of all that
${shared}`;
}

function toPart(chunk: Chunk): string {
  const { imports, code, exports } = dissect(chunk);
  const loads = imports.map(({ names, from }) =>
    `const ${names} = await ${
      from.startsWith("./") ? loading(from) : `import("${from}")`
    };`
  );
  return `// ========== loaded when it is first needed: ${chunk.fileName}
${functionOf(chunk, [...loads, code, `return ${exports};`])}`;
}

function functionOf(
  { fileName }: Chunk,
  statements: readonly string[],
): string {
  return `async function $${fileName}() {\n${statements.join("\n")}\n}\n`;
}

/** Returns an expression for what importing a chunk gives. */
function loading(from: string): string {
  return `$load($${from.slice("./".length)})`;
}

interface Dissected {
  readonly imports: readonly Import[];
  /** The code between the imports and the exports. */
  readonly code: string;
  /** An object. */
  readonly exports: string;
}

interface Import {
  readonly statement: string;
  /** A pattern that takes the names from the object that a module is. */
  readonly names: string;
  readonly from: string;
}

const IMPORT = /import (.+) from '(.+)';\n+/gy;
const ON_DEMAND = /\bimport\('(\.\/\w+)'\)/g;
const EXPORTS = /\nexport \{ (.+) \};\n$/;

function dissect({ fileName, code }: Chunk): Dissected {
  const imports = Array.from(
    code.matchAll(IMPORT),
    ([statement, names = "", from = ""]) => (
      { statement, names: pattern(names), from }
    ),
  );
  const start = imports.reduce(
    (sum, { statement }) => sum + statement.length,
    0,
  );
  const [statement = "", list = ""] = EXPORTS.exec(code) ?? [];
  const exports = list === ""
    ? []
    : list.split(", ").map((name) => name.split(" as "));
  for (const [local = ""] of exports) {
    if (new RegExp(`^(?:let|var) ${RegExp.escape(local)}\\b`, "m").test(code)) {
      throw new Error(`${fileName} exports ${local}, which may change`);
    }
  }
  return {
    imports,
    code: code.slice(start, code.length - statement.length)
      .replace(ON_DEMAND, (_, from) => loading(from)),
    exports: `{ ${
      exports.map((names) => names.reverse().join(": ")).join(", ")
    } }`,
  };
}

/** An import's names as a pattern: `a, { b as c }` is `{ default: a, b: c }`. */
function pattern(names: string): string {
  if (names.startsWith("* as ")) return names.slice("* as ".length);
  return names.replace(/^([\w$]+)$/, "{ default: $1 }")
    .replace(/^([\w$]+), \{/, "{ default: $1,")
    .replaceAll(" as ", ": ");
}
