import { assert, assertEquals } from "@std/assert";
import xterm from "@xterm/headless";
import { DARK, LIGHT, svg } from "../../../tools/pictures/svg.ts";

const MARGIN = 18;
const COLUMN = 9;

/** Returns the picture of what a terminal makes of a text. */
async function picture(text: string, theme = DARK): Promise<string> {
  const emulator = new xterm.Terminal({
    cols: 40,
    rows: 2,
    allowProposedApi: true,
  });
  await new Promise<void>((drawn) => emulator.write(text, drawn));
  const { active } = emulator.buffer;
  const rows = [0, 1].flatMap((y) => active.getLine(y) ?? []);
  const cursor = [active.cursorY, active.cursorX] as const;
  const words = { title: "<&> \x07", description: `"quoted"` };
  const drawn = svg({ ...words, columns: 40, rows, cursor }, theme);
  emulator.dispose();
  return drawn;
}

/** A piece of text in a picture. */
interface Piece {
  text: string;
  column: number;
  width: number;
  style: string;
}

/** Returns the pieces of text in a picture. */
async function pieces(text: string, theme = DARK): Promise<Piece[]> {
  const drawn = (await picture(text, theme)).matchAll(
    /<text x="(\d+)" y="\d+" textLength="(\d+)"(.*?)>(.*)<\/text>/g,
  );
  return Array.from(drawn, ([, x, length, style = "", text = ""]) => ({
    text: text.trimEnd(),
    column: (Number(x) - MARGIN) / COLUMN,
    width: Number(length) / COLUMN,
    style: style.trim(),
  }));
}

Deno.test("svg() escapes text, and replaces what XML cannot contain", async () => {
  const [piece] = await pieces(`</text> & "it's"`);
  assertEquals(piece?.text, "&lt;/text&gt; &amp; &quot;it's&quot;");
  const drawn = await picture("\uffff");
  assert(!drawn.includes("\x07") && !drawn.includes("\uffff"));
  assert(drawn.includes("<title>&lt;&amp;&gt; \ufffd</title>"));
  assert(drawn.includes("<desc>&quot;quoted&quot;</desc>"));
});

Deno.test("svg() begins a piece behind wide characters in its own column", async () => {
  const places = async (text: string) =>
    (await pieces(text)).map(({ text, column }) => [text, column]);
  assertEquals(await places("go 日本 go"), [["go", 0], ["日本", 3], [
    " go",
    7,
  ]]);
  for (const emoji of ["🎲", "👩‍💻", "❤️"]) {
    const drawn = await places(`${emoji}\x1b[10G\x1b[1mgo`);
    assertEquals(drawn.pop(), ["go", 9], emoji);
    assertEquals(drawn.map(([text]) => text).join(""), emoji);
  }
});

const STYLES = {
  "1": `font-weight="bold"`,
  "2": `opacity="0.65"`,
  "4": `text-decoration="underline"`,
  "31": `fill="${DARK.palette[1]}"`,
  "92": `fill="${DARK.palette[10]}"`,
  "38;5;130": `fill="#af5f00"`,
  "38;5;255": `fill="#eeeeee"`,
};

for (const [code, style] of Object.entries(STYLES)) {
  Deno.test(`svg() draws what SGR ${code} asks for`, async () => {
    const [styled, plain] = await pieces(`\x1b[${code}mx\x1b[0my`);
    assertEquals([styled?.text, styled?.style], ["x", style]);
    assertEquals([plain?.text, plain?.style], ["y", ""]);
  });
}

Deno.test("svg() takes the first 16 colours from the theme", async () => {
  const [piece] = await pieces("\x1b[31mx", LIGHT);
  assertEquals(piece?.style, `fill="${LIGHT.palette[1]}"`);
});

Deno.test("svg() swaps ink and paper for inverse text, blanks too", async () => {
  const text = "\x1b[31;7m a \x1b[0m";
  const red = DARK.palette[1];
  const box = `<rect x="18" y="54" width="27" height="21" fill="${red}"/>`;
  assert((await picture(text)).includes(box));
  const [piece] = await pieces(text);
  assertEquals(piece?.style, `fill="${DARK.background}"`);
});

Deno.test("svg() draws the cursor in its cell", async () => {
  const block = `<rect x="45" y="75" width="9" height="21" opacity="0.75"/>`;
  assert((await picture("ab\r\n日c")).includes(block));
});
