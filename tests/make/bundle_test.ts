import { assert, assertStringIncludes } from "@std/assert";
import { bundle } from "./bundle.ts";
import { assertChats } from "./made.ts";

Deno.test("one file is the whole program, and can be read", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/parley.js`;
    await bundle(path);
    await assertChats(Deno.execPath(), "run", "--allow-net", path);

    const text = await Deno.readTextFile(path);
    const main = await Deno.readTextFile(
      `${import.meta.dirname}/../../main.ts`,
    );
    const title = main.slice(0, main.indexOf("*/"));
    assert(text.startsWith(title), "the author's comment is on top");
    assertStringIncludes(
      text,
      "/** Where events come from, one at a time, and only when they are asked for. */\nclass Source {",
    );
    assert(
      !/^import .* from "(?!node:)/m.test(text),
      "it imports nothing else",
    );
    assert(!text.includes(import.meta.dirname ?? "/"), "it names no folder");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
