import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { TerminalProgram, terminalTest } from "../e2e/terminal.ts";
import { bundle } from "../../tools/bundle.ts";
import { assertChats } from "./smoke.ts";

/** Does something with the one file, in a folder of its own. */
async function withFile(test: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await bundle(`${folder}/parley.js`);
    await test(`${folder}/parley.js`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("one file is the whole program, and can be read", () =>
  withFile(async (path) => {
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
    assert(!text.includes("file:"), "it names no folder");
  }));

terminalTest("one file chats at a terminal", () =>
  withFile(async (path) => {
    await using program = new TerminalProgram(["demo"], { main: path });
    await program.cursorRow(/^lobby> $/);
    await program.type("/join pond\r");
    await program.cursorRow(/^nick> $/);
    await program.type("bob\r");
    await program.row(/@ otter: bob: welcome!/);
    await program.type("/quit\r");
    assertEquals(await program.shell("exit"), "0");
  }));
