/**
 * What stands in several places stands there alike.
 */
import { assert, assertEquals } from "@std/assert";
import { ROOT, run } from "../../tools/deno.ts";

const read = (path: string) => Deno.readTextFile(`${ROOT}/${path}`);
const { imports } = JSON.parse(await read("deno.json"));

Deno.test("README.md names the version of Deno that CI uses", async () => {
  const [, deno] = (await read(".tool-versions")).trim().split(" ");
  const named = (await read("README.md")).matchAll(/\bdeno@([\d.]+)/g);
  const versions = new Set(Array.from(named, ([, version]) => version));
  assertEquals([...versions], [deno]);
});

Deno.test("deno.json imports exact versions", () => {
  for (const specifier of Object.values<string>(imports)) {
    assert(/@\d+\.\d+\.\d+$/.test(specifier), specifier);
  }
});

Deno.test("lib/std/originals.lock locks what deno.json imports", async () => {
  const { workspace, specifiers, jsr, npm } = JSON.parse(
    await read("lib/std/originals.lock"),
  );
  const ours = JSON.parse(await read("deno.lock"));
  assertEquals(workspace.dependencies, Object.values(imports).toSorted());
  assertEquals(npm, ours.npm);
  for (const specifier of workspace.dependencies) {
    assert(specifier in specifiers, specifier);
    if (!specifier.startsWith("jsr:")) continue;
    assert(specifier.slice("jsr:".length) in jsr, specifier);
  }
});

Deno.test("each stand-in has the version of the package that it stands for", async () => {
  for await (const { name, isDirectory } of Deno.readDir(`${ROOT}/lib/std`)) {
    if (!isDirectory) continue;
    const standIn = JSON.parse(await read(`lib/std/${name}/deno.json`));
    assertEquals(
      `jsr:${standIn.name}@${standIn.version}`,
      imports[standIn.name],
    );
  }
});

Deno.test({
  name: ".ci/notes prints what the changelog says of a version, or fails",
  ignore: Deno.build.os === "windows",
  async fn() {
    const [, first = ""] = /^## (\d\S+)/m.exec(await read("CHANGELOG.md")) ??
      [];
    assert((await run([".ci/notes", first])).includes("\n- "));
    const { success } = await new Deno.Command(`${ROOT}/.ci/notes`, {
      args: ["9.9.9"],
      stderr: "null",
    }).output();
    assertEquals(success, false);
  },
});
