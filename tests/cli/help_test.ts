import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { unicodeWidth } from "@std/cli/unicode-width";
import { helpText } from "../../lib/cli/help.ts";
import { COMMAND_WORDS, OPTIONS } from "../../lib/cli/options.ts";
import { readArguments } from "../../lib/cli/parse.ts";
import { PAGES } from "../../lib/cli/pages.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { COMMANDS } from "../../lib/protocol/commands.ts";

const ALL = ["chat", ...COMMAND_WORDS] as const;

for (const command of ALL) {
  const lines = helpText(command).split("\n");

  Deno.test(`helpText() of ${command} fits 80 columns`, () => {
    assertEquals(lines.filter((line) => unicodeWidth(line) > 80), []);
    assertEquals(lines.filter((line) => /\s$/.test(line)), []);
    assertEquals(lines.at(-1), "");
  });

  Deno.test(`helpText() of ${command} has usage, options, examples and exit statuses`, () => {
    const titles = ["Usage:", "Options:", "Examples:", "Exit status:"];
    assertEquals(titles.filter((title) => lines.includes(title)), titles);
    assert(lines.some((line) => line.includes(PAGES[command].usage)));
  });

  Deno.test(`helpText() of ${command} has a row for each of its options`, () => {
    const rows = lines.flatMap((line) =>
      /^ {2}(?:-(\w), | {4})--([-\w]+)/.exec(line)?.slice(1) ?? []
    );
    assertEquals(
      rows,
      OPTIONS.filter((row) => row.of.includes(command))
        .flatMap(({ short, name }) => [short, name]),
    );
  });

  Deno.test(`helpText() of ${command} has examples that run the command`, () => {
    for (const [example] of PAGES[command].examples) {
      const args = example.replace(/ < .*/, "").split(" ").slice(1);
      try {
        assertEquals(readArguments(args).command, command);
      } catch (error) {
        assert(!(error instanceof UsageError), example);
        throw error;
      }
    }
  });
}

Deno.test("helpText() of chat lists every command and where it goes", () => {
  const help = helpText("chat");
  for (const { usage } of Object.values(PAGES)) {
    assertStringIncludes(help, `\n  ${usage} `);
  }
  assertStringIncludes(help, "34.73.23.1:5220");
  assertStringIncludes(help, "127.0.0.1:5220");
  assertStringIncludes(help, "--wire");
});

Deno.test("helpText() of chat and demo lists what can be typed", () => {
  for (const command of ["chat", "demo"] as const) {
    for (const { word } of COMMANDS) {
      assertStringIncludes(helpText(command), `/${word}`);
    }
  }
});

Deno.test("helpText() shows a default once", () => {
  assertStringIncludes(helpText("serve"), "(default: 1000)\n");
  assertStringIncludes(helpText("chat"), "(default: none)\n");
});
