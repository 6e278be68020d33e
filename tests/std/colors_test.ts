import { bold, dim, red, setColorEnabled } from "@std/fmt/colors";
import { assertEquals } from "@std/assert";

const CODES = [
  { style: bold, on: 1, off: 22 },
  { style: dim, on: 2, off: 22 },
  { style: red, on: 31, off: 39 },
];

for (const { style, on, off } of CODES) {
  Deno.test({
    name: `${style.name} puts its codes around a text`,
    ignore: Deno.noColor,
    fn() {
      setColorEnabled(true);
      assertEquals(style("hi"), `\x1b[${on}mhi\x1b[${off}m`);
    },
  });

  Deno.test(`${style.name} leaves a text alone without colours`, () => {
    setColorEnabled(false);
    assertEquals(style("hi"), "hi");
    setColorEnabled(true);
  });
}

Deno.test({
  name: "one style goes into another",
  ignore: Deno.noColor,
  fn() {
    setColorEnabled(true);
    assertEquals(bold(red("hi")), "\x1b[1m\x1b[31mhi\x1b[39m\x1b[22m");
    assertEquals(
      red(`a${red("b")}c`),
      "\x1b[31ma\x1b[31mb\x1b[31mc\x1b[39m",
      "the outer colour goes on after the inner one",
    );
  },
});

Deno.test("with NO_COLOR set there are no colours, even when asked for", async () => {
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
