import { assertEquals } from "@std/assert";
import { run } from "../../tools/deno.ts";
import { checksums, pack } from "../../tools/release.ts";
import { testUnless } from "../e2e/program.ts";
import { inFolder } from "../util/folder.ts";

Deno.test("checksums() are such as sha256sum reads", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/abc`, "abc");
    // The first example of FIPS 180-2.
    assertEquals(
      await checksums(folder, ["abc"]),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc\n",
    );
  }));

/** How to unpack an archive of each kind of system. */
const ARCHIVES = {
  "parley-linux-x64": ["parley-linux-x64.tar.gz", "tar", "-xzf"],
  "parley-windows-x64": ["parley-windows-x64.zip", "unzip", "-q"],
} as const;

for (const [name, [expected, program, options]] of Object.entries(ARCHIVES)) {
  const missing = await isThere(program) && await isThere("zip")
    ? null
    : `there is no ${program}, or no zip`;
  testUnless(
    missing,
    `pack() keeps the run bit in ${expected}`,
    () =>
      inFolder(async (folder) => {
        await Deno.mkdir(`${folder}/${name}`);
        const path = `${folder}/${name}/parley`;
        await Deno.writeTextFile(path, "#!/bin/sh\necho chats\n", {
          mode: 0o755,
        });
        assertEquals(await pack(folder, name), expected);
        await Deno.remove(`${folder}/${name}`, { recursive: true });
        await run([program, options, expected], { cwd: folder });
        assertEquals(await run([path], { cwd: folder }), "chats\n");
      }),
  );
}

async function isThere(program: string): Promise<boolean> {
  if (Deno.build.os === "windows") return false;
  try {
    await new Deno.Command(program, { args: ["--help"] }).output();
    return true;
  } catch {
    return false;
  }
}
