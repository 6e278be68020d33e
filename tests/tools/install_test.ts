import { assertEquals } from "@std/assert";
import metadata from "../../deno.json" with { type: "json" };
import { deno, ROOT, run } from "../../tools/deno.ts";
import { bundle } from "../../tools/bundle.ts";
import { PERMISSIONS } from "../../tools/compile.ts";
import { testUnless } from "../e2e/program.ts";
import { inFolder } from "../util/folder.ts";

const { version: VERSION, tasks: TASKS } = metadata;
const IMPORT_MAP = `${ROOT}/lib/std/import_map.json`;

/** Installs the command `parley` as CONTRIBUTING.md says; returns what -V prints. */
function versionOf(source: string, ...options: string[]): Promise<string> {
  return inFolder(async (folder) => {
    const how = ["--global", "--no-config", ...PERMISSIONS, "--name", "parley"];
    await deno(["install", ...how, ...options, source], {
      env: { DENO_INSTALL_ROOT: folder },
    });
    return await run([`${folder}/bin/parley`, "-V"], { cwd: folder });
  });
}

const missing = Deno.build.os === "windows" ? "Deno makes a .cmd there" : null;

Deno.test("deno task install permits what compile() permits", () => {
  const words = TASKS.install.command.split(" ");
  assertEquals(
    words.filter((word) => word.startsWith("--allow-")),
    PERMISSIONS,
  );
});

testUnless(
  missing,
  "deno install makes the bundle a command",
  () =>
    inFolder(async (folder) => {
      await bundle(`${folder}/parley.js`);
      assertEquals(
        await versionOf(`${folder}/parley.js`),
        `parley ${VERSION}\n`,
      );
    }),
);

testUnless(
  missing,
  "deno install makes main.ts a command, with the import map",
  async () => {
    assertEquals(
      await versionOf(`${ROOT}/main.ts`, "--import-map", IMPORT_MAP),
      `parley ${VERSION}\n`,
    );
    // Packages that are loaded on demand are found, too.
    await deno(["check", "--no-config", "--import-map", IMPORT_MAP, "main.ts"]);
  },
);
