import { assert, assertEquals } from "@std/assert";
import { bundle } from "../../tools/bundle.ts";
import { compile, NoBaseBinary } from "../../tools/compile.ts";
import { ROOT } from "../../tools/deno.ts";
import { inFolder } from "../util/folder.ts";
import { assertChats } from "./smoke.ts";

/** Reads a file as one character per byte. */
async function latin1(path: string): Promise<string> {
  return new TextDecoder("latin1").decode(await Deno.readFile(path));
}

async function* typescript(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(`${ROOT}/${folder}`)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* typescript(path);
    else if (name.endsWith(".ts")) yield path;
  }
}

Deno.test("compile() puts into an executable", async (t) => {
  const [program, text] = await inFolder(async (folder) => {
    const source = `${folder}/parley.js`;
    await bundle(source);
    // Any executable will do as a base, though the result does not run.
    const base = Deno.execPath();
    await compile(source, `${folder}/parley`, Deno.build.target, base);
    const suffix = Deno.build.os === "windows" ? ".exe" : "";
    return [await latin1(source), await latin1(`${folder}/parley${suffix}`)];
  });

  await t.step("the bundle", () => assert(text.includes(program)));

  await t.step("no other file of the project, and no package", async () => {
    const embedded: string[] = [];
    for (const folder of ["lib", "tests", "tools"]) {
      for await (const path of typescript(folder)) {
        if (text.includes(await latin1(`${ROOT}/${path}`))) embedded.push(path);
      }
    }
    assertEquals(embedded, []);
    const [, packages] = /"npm_snapshot":\s*(\w+)/.exec(text) ?? [];
    assert(packages === undefined || packages === "null", packages);
  });

  await t.step("the permissions of PERMISSIONS, and no other", () => {
    const [, json = "{}"] = /"permissions":(\{[^}]*\})/.exec(text) ?? [];
    const { allow_import: _, prompt: __, ...others } = JSON.parse(json);
    const granted = Object.entries(others)
      .filter(([, value]) => value !== null);
    assertEquals(Object.fromEntries(granted), {
      allow_net: [], // An empty list is every host.
      allow_env: ["TERM", "NO_COLOR"],
      allow_sys: ["networkInterfaces"],
    });
  });
});

Deno.test("compile() makes an executable that chats", async (t) => {
  await inFolder(async (folder) => {
    const source = `${folder}/parley.js`;
    const path = `${folder}/parley`;
    await bundle(source);
    try {
      await compile(source, path);
    } catch (error) {
      if (!(error instanceof NoBaseBinary)) throw error;
      const name = `skipped: ${error.message}`;
      await t.step({ name, ignore: true, fn() {} });
      return;
    }
    await assertChats(path);
  });
});
