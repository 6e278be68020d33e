/**
 * The walls of the house: which folder may import which. Read from the module
 * graph that Deno itself makes.
 */
import { assertEquals } from "@std/assert";
import { graph, type Module } from "../tools/deno.ts";

/** What each part may import, beside its own folder. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "lib/protocol": [],
  "lib/text": ["@std/cli"],
  "lib/editor": ["lib/text"],
  "lib/view": ["lib/protocol", "lib/text", "lib/server/news.ts", "@std/fmt"],
  "lib/io": [
    "lib/protocol",
    "lib/text",
    "lib/editor",
    "lib/view",
    "lib/user.ts",
  ],
  "lib/cli": ["lib/protocol", "lib/text", "lib/view", "lib/server/options.ts"],
  "lib/server": ["lib/protocol", "lib/text"],
  "lib/demo": [
    "lib/protocol",
    "lib/io",
    "lib/chat.ts",
    "lib/user.ts",
    "lib/server",
  ],
  "lib/std": ["node:"],
};

/** Files that do no I/O and know no clock, wherever they stand. */
const PURE = [
  /^lib\/protocol\//,
  /^lib\/text\//,
  /^lib\/editor\//,
  /^lib\/view\//,
  /^lib\/cli\//,
  /^lib\/server\/(actions|dialects|message_reader|news|options|rooms|timing)/,
  /^lib\/demo\/bots/,
];
const IMPURE =
  /\b(?:Deno|setTimeout|setInterval|performance|fetch|crypto|console)\b|\b(?:Date\.now|Math\.random|new Date\(\))/;

/** Where Deno may be named. */
const TOUCHES_DENO = [
  /^main\.ts$/,
  /^lib\/io\//,
  /^lib\/server\/listen/,
  /^lib\/std\//,
];

const root = new URL("..", import.meta.url);

/** What can be run, and what others may import. */
const ENTRIES = ["main.ts", "lib/protocol/mod.ts", "lib/server/rooms.ts"];

async function modules(): Promise<Module[]> {
  const all = await Promise.all(ENTRIES.map(graph));
  return all.flat();
}

function local(specifier: string): string {
  return specifier.startsWith(root.href)
    ? specifier.slice(root.href.length)
    : specifier;
}

Deno.test("each folder imports only what it may", async () => {
  const forbidden: string[] = [];
  const all = await modules();
  for (const { specifier, dependencies = [] } of all) {
    const file = local(specifier);
    const folder = Object.keys(MAY_IMPORT)
      .find((folder) => file.startsWith(folder + "/"));
    if (folder === undefined) continue;
    for (const { specifier, code, type } of dependencies) {
      const target = local((code ?? type)?.specifier ?? specifier);
      const allowed = [folder, ...MAY_IMPORT[folder] ?? []];
      const isAllowed = [target, specifier].some((name) =>
        allowed.some((prefix) => name.startsWith(prefix))
      );
      if (!isAllowed) forbidden.push(`${file} imports ${target}`);
    }
  }
  assertEquals(forbidden, []);
  // The graph holds what the test is about, or the test would hold anything.
  assertEquals(all.some((m) => m.specifier.endsWith("reducer.ts")), true);
});

/** The files of ours that name what a pattern matches, but for comments. */
async function naming(
  pattern: RegExp,
  isOfInterest: (file: string) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  for (const { specifier } of await modules()) {
    const file = local(specifier);
    const isOurs = file !== specifier && file.endsWith(".ts");
    if (!isOurs || !isOfInterest(file)) continue;
    const code = (await Deno.readTextFile(new URL(specifier)))
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"/g, "");
    const [name] = pattern.exec(code) ?? [];
    if (name !== undefined) found.push(`${file} names ${name}`);
  }
  return found;
}

Deno.test("pure files name nothing that reads or waits", async () => {
  const isPure = (file: string) => PURE.some((part) => part.test(file));
  assertEquals(await naming(IMPURE, isPure), []);
  assertEquals((await naming(IMPURE, () => true)).length > 0, true);
});

Deno.test("Deno is touched in lib/io and by the server's listener", async () => {
  const mayNot = (file: string) =>
    !TOUCHES_DENO.some((part) => part.test(file));
  assertEquals(await naming(/\bDeno\b/, mayNot), []);
});

Deno.test("the program loads no module of Node's", async () => {
  const all = await graph("main.ts");
  const names = all.map(({ specifier }) => specifier);
  assertEquals(names.filter((name) => name.startsWith("node:")), []);
  assertEquals(names.some((name) => name.endsWith("terminal.ts")), true);
});
