import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { bundle } from "../../tools/bundle.ts";
import { parley, ServerProcess } from "../e2e/program.ts";
import { TerminalProgram, terminalTest } from "../e2e/terminal.ts";
import { inFolder } from "../util/folder.ts";
import { assertChats } from "./smoke.ts";

const ROOT = `${import.meta.dirname}/../..`;

/** Makes the bundle in a folder of its own, and does something with it. */
function withBundle(test: (path: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    await bundle(`${folder}/parley.js`);
    await test(`${folder}/parley.js`);
  });
}

Deno.test("bundle() makes one readable file, with the assignment's header on top", () =>
  withBundle(async (path) => {
    const text = await Deno.readTextFile(path);
    const main = await Deno.readTextFile(`${ROOT}/main.ts`);
    const header = main.slice(0, main.indexOf("*/"));
    assert(text.startsWith(header), "the author's comment is on top");
    assertStringIncludes(header, "Pledge:");
    const source = await Deno.readTextFile(`${ROOT}/lib/io/select.ts`);
    const [, comment = ""] = /^(.*)\nexport class Source/m.exec(source) ?? [];
    assertMatch(comment, /^\/\*\* .* \*\/$/);
    assertStringIncludes(
      text.replace(/\n +/g, "\n"),
      `\n${comment}\nclass Source {\n`,
    );
    const imports = [...text.matchAll(/^import .* from "(.*)";$/gm)]
      .map(([, from = ""]) => from);
    assertEquals(imports.filter((from) => !from.startsWith("node:")), []);
    assert(!text.includes("file:"), "it names no folder");
    assertEquals(text.match(/[^\0-\x7f]/g), null, "it is ASCII");
    assert(!/@example|```ts/.test(text), "it has no examples of modules");
  }));

Deno.test("bundle() makes a program that chats", () =>
  withBundle((path) =>
    assertChats(Deno.execPath(), "run", "--allow-net", path)
  ));

Deno.test("bundle() loads on demand what main.ts loads on demand", () =>
  withBundle(async (path) => {
    const text = await Deno.readTextFile(path);
    assert(!/^import /m.test(text), "nothing of Node's is loaded at once");
    // Each part tells when it runs.
    await Deno.writeTextFile(
      path,
      text.replaceAll(
        /^async function \$(\w+)\(\) \{$/gm,
        (line, name) => `${line} console.error("part ${name}");`,
      ),
    );
    const program = [Deno.execPath(), "run", "--allow-net", path] as const;
    const partsOf = async (args: string[], input: string[] = []) => {
      const { code, err } = await parley(args, input, { program });
      assertEquals(code, 0, err);
      return [...err.matchAll(/^part (\w+)$/gm)].map(([, name = ""]) => name);
    };
    await using server = await ServerProcess.start();
    assertEquals(await partsOf(["-V"]), []);
    const help = await partsOf(["--help"]);
    assert(help.includes("cli_help"), `${help}`);
    assert(!help.some((part) => /run|view|listen/.test(part)), `${help}`);
    const script = await partsOf([server.address], ["/list"]);
    const demo = await partsOf(["demo"], ["/list"]);
    const needless = script.filter((part) => /terminal|editor|demo/.test(part));
    assertEquals(needless, []);
    assert(demo.some((part) => /demo/.test(part)), `the demo loads ${demo}`);
    assertEquals(demo.length, new Set(demo).size, `${demo}`);
  }));

terminalTest(
  "bundle() makes a program that chats at a terminal",
  () =>
    withBundle(async (path) => {
      await using program = new TerminalProgram(["demo"], { main: path });
      await program.cursorRow(/^lobby> $/);
      await program.type("/join pond\r");
      await program.cursorRow(/^nick> $/);
      await program.type("bob\r");
      await program.row(/otter.* bob: welcome/);
      await program.type("/quit\r");
      assertEquals(await program.shell("exit"), "0");
    }),
);
