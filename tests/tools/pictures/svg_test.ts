import { assert, assertEquals } from "@std/assert";
import xterm from "@xterm/headless";
import { DARK, LIGHT } from "../../../tools/pictures/palette.ts";
import { runs } from "../../../tools/pictures/runs.ts";
import { svg } from "../../../tools/pictures/svg.ts";

const MARGIN = 18;
const COLUMN = 9;

/** The picture of what a terminal makes of a text. */
async function picture(text: string, theme = DARK): Promise<string> {
  const emulator = new xterm.Terminal({
    cols: 40,
    rows: 2,
    allowProposedApi: true,
  });
  await new Promise<void>((drawn) => emulator.write(text, drawn));
  const { active } = emulator.buffer;
  const rows = [0, 1].flatMap((y) => active.getLine(y) ?? []).map(runs);
  const cursor = [active.cursorY, active.cursorX] as const;
  emulator.dispose();
  const words = { title: "<&> \x07", description: `"quoted"` };
  return svg({ ...words, columns: 40, rows, cursor }, theme);
}

interface Letters {
  text: string;
  classes: string;
  column: number;
  width: number;
}

/** The pieces of text in a picture, and where they stand. */
async function letters(text: string): Promise<Letters[]> {
  const drawn = (await picture(text)).matchAll(
    /<text(?: class="(.*?)")? x="(\d+)" y="\d+" textLength="(\d+)">(.*)<\/text>/g,
  );
  return Array.from(drawn, ([, classes = "", x, length, text = ""]) => ({
    text,
    classes,
    column: (Number(x) - MARGIN) / COLUMN,
    width: Number(length) / COLUMN,
  }));
}

Deno.test("what a cell holds is text, whatever it looks like", async () => {
  assertEquals(await letters(`</text> & "it's"`), [{
    classes: "",
    text: "&lt;/text&gt; &amp; &quot;it&apos;s&quot;",
    column: 0,
    width: 16,
  }]);
});

Deno.test("what XML cannot have is replaced", async () => {
  const drawn = await picture("\uffff");
  assert(!drawn.includes("\x07") && !drawn.includes("\uffff"));
  assert(drawn.includes("<title>&lt;&amp;&gt; \ufffd</title>"));
  assert(drawn.includes("<desc>&quot;quoted&quot;</desc>"));
});

Deno.test("wide characters take two columns, and what follows its own", async () => {
  assertEquals(await letters("go 日本 go"), [
    { classes: "", text: "go", column: 0, width: 2 },
    { classes: "", text: "日本", column: 3, width: 4 },
    { classes: "", text: "go", column: 8, width: 2 },
  ]);
  assertEquals(await letters("\u3000go"), [
    { classes: "", text: "\u3000", column: 0, width: 2 },
    { classes: "", text: "go", column: 2, width: 2 },
  ]);
});

Deno.test("emoji and combining characters move nothing", async () => {
  for (const emoji of ["🎲", "👩‍💻", "e\u0301", "❤️"]) {
    const drawn = await letters(`${emoji}\x1b[10G\x1b[1mgo`);
    const go = { text: "go", classes: "bold", column: 9, width: 2 };
    assertEquals(drawn.pop(), go);
    assertEquals(drawn.map(({ text }) => text).join(""), emoji);
  }
});

Deno.test("blanks between things are left out", async () => {
  assertEquals(await letters("\x1b[3Cone\x1b[31m two \x1b[0m  "), [
    { classes: "", text: "one", column: 3, width: 3 },
    { text: "two", classes: "palette-1", column: 7, width: 3 },
  ]);
});

Deno.test("bold, dim and underline, one by one and together", async () => {
  const styles = ["1", "2", "4", "1;2;4"];
  const drawn = await letters(
    styles.map((style) => `\x1b[${style}mx\x1b[0m`).join(""),
  );
  assertEquals(drawn.map(({ classes }) => classes), [
    "bold",
    "dim",
    "underlined",
    "bold dim underlined",
  ]);
});

Deno.test("colours of the palette and of their own", async () => {
  const text = "\x1b[31mr\x1b[92mg\x1b[38;5;130mo\x1b[38;2;0;10;255mb";
  const classes = (await letters(text)).map(({ classes }) => classes);
  assertEquals(classes, [
    "palette-1",
    "palette-10",
    "palette-130",
    "rgb-000aff",
  ]);
  for (const theme of [DARK, LIGHT]) {
    const drawn = await picture(text, theme);
    for (
      const rule of [
        `.palette-1 { fill: ${theme.palette[1]} }`,
        `.palette-10 { fill: ${theme.palette[10]} }`,
        ".palette-130 { fill: #af5f00 }",
        ".rgb-000aff { fill: #000aff }",
      ]
    ) assert(drawn.includes(rule), rule);
  }
});

Deno.test("inverse swaps ink and paper, and its blanks are seen", async () => {
  const drawn = await picture("\x1b[31;7m a \x1b[0m");
  const box = `<rect class="palette-1" x="18" y="54" width="27" height="21"/>`;
  assert(drawn.includes(box), drawn);
  assertEquals(await letters("\x1b[31;7m a \x1b[0m"), [
    { text: " a ", classes: "background", column: 0, width: 3 },
  ]);
});

Deno.test("the cursor stands where it stands", async () => {
  const drawn = await picture("ab\r\n日c");
  const block =
    `<rect class="foreground cursor" x="45" y="75" width="9" height="21"/>`;
  assert(drawn.includes(block), drawn);
});
