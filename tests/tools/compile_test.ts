import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import metadata from "../../deno.json" with { type: "json" };
import { checksums, compile, NoBaseBinary } from "../../tools/compile.ts";
import { graph, ROOT } from "../../tools/deno.ts";
import { assertChats } from "./smoke.ts";

/** Runs a test in a folder of its own. */
async function inFolder(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function* typescript(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(`${ROOT}/${folder}`)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* typescript(path);
    else if (name.endsWith(".ts")) yield path;
  }
}

/** The text of an executable, a character a byte. */
async function compiled(): Promise<string> {
  let text = "";
  await inFolder(async (folder) => {
    // Any executable will do as a base, though what comes of it does not run.
    await compile(`${folder}/parley`, Deno.build.target, Deno.execPath());
    const [name = ""] = [...Deno.readDirSync(folder)].map(({ name }) => name);
    const bytes = await Deno.readFile(`${folder}/${name}`);
    text = new TextDecoder("latin1").decode(bytes);
  });
  return text;
}

Deno.test("what is in an executable", async (t) => {
  const text = await compiled();

  await t.step("what main.ts reaches, and nothing else", async () => {
    const reached = (await graph("main.ts"))
      .map(({ specifier }) => specifier);
    const embedded: string[] = [];
    for (const folder of ["lib", "tests"]) {
      for await (const path of typescript(folder)) {
        const bytes = await Deno.readFile(`${ROOT}/${path}`);
        const source = new TextDecoder("latin1").decode(bytes);
        if (text.includes(source)) embedded.push(path);
      }
    }
    const needless = embedded.filter((path) =>
      !reached.some((specifier) => specifier.endsWith(`/${path}`))
    );
    assertEquals(needless, []);
    for (const path of ["lib/protocol/reducer.ts", "lib/io/terminal.ts"]) {
      assert(embedded.includes(path), path);
    }
    const packages = reached.filter((name) => name.startsWith("npm:"));
    assertEquals(packages, []);
  });

  await t.step("the permission to use the network, and no other", () => {
    const [, json = "{}"] = /"permissions":(\{[^}]*\})/.exec(text) ?? [];
    const { allow_net, allow_import: _, prompt: __, ...others } = JSON.parse(
      json,
    );
    assertEquals(allow_net, [], "an empty list is every host");
    const granted = Object.entries(others).filter(([, value]) =>
      value !== null
    );
    assertEquals(granted, []);
  });

  await t.step("its version", () => {
    assertStringIncludes(text, `"version": "${metadata.version}"`);
  });
});

Deno.test("an executable chats", async (t) => {
  await inFolder(async (folder) => {
    const path = `${folder}/parley`;
    try {
      await compile(path);
    } catch (error) {
      if (!(error instanceof NoBaseBinary)) throw error;
      const name = `skipped: ${error.message}`;
      await t.step({ name, ignore: true, fn() {} });
      return;
    }
    await assertChats(path);
  });
});

Deno.test("checksums are such as sha256sum reads", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/abc`, "abc");
    // The first example of FIPS 180-2.
    assertEquals(
      await checksums(folder, ["abc"]),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc\n",
    );
  });
});
