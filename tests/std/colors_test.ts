import { bold, dim, red, setColorEnabled } from "@std/fmt/colors";
import { assertEquals } from "@std/assert";

const STYLED: [name: string, style: () => string, text: string][] = [
  ["bold", () => bold("hi"), "\x1b[1mhi\x1b[22m"],
  ["dim", () => dim("hi"), "\x1b[2mhi\x1b[22m"],
  ["red", () => red("hi"), "\x1b[31mhi\x1b[39m"],
  ["red in bold", () => bold(red("hi")), "\x1b[1m\x1b[31mhi\x1b[39m\x1b[22m"],
];

for (const [name, style, text] of STYLED) {
  Deno.test(`${name} puts codes around a text, if there are colours`, () => {
    setColorEnabled(false);
    assertEquals(style(), "hi");
    setColorEnabled(true);
    assertEquals(style(), Deno.noColor ? "hi" : text);
  });
}

Deno.test("NO_COLOR means no colours, even when they are asked for", async () => {
  const code = `import { red, setColorEnabled } from "@std/fmt/colors";
    setColorEnabled(true);
    console.log(red("hi"));`;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    cwd: new URL("../..", import.meta.url),
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(new TextDecoder().decode(stdout), "hi\n");
});
