/**
 * What draws a line, on a terminal that has its own ideas of what a grapheme
 * takes: xterm.js knows the widths of Unicode 6.
 */
import { assert, assertEquals } from "@std/assert";
import xterm from "@xterm/headless";
import fc from "fast-check";
import { drawLine, eraseLine, leaveLine } from "../../lib/editor/drawing.ts";
import { layout } from "../../lib/editor/layout.ts";
import { lineOf, moveTo } from "../../lib/editor/line.ts";
import { texts } from "./texts.ts";

const ABOVE = ["first row", "second row", "third row"];
const PROMPT = "#games bob> ";

/** An emulator with some rows, in which a program has written something. */
async function screenAfter(
  columns: number,
  written: string,
): Promise<{ rows: string[]; cursor: [row: number, column: number] }> {
  const emulator = new xterm.Terminal({
    cols: columns,
    rows: 8,
    scrollback: 1000,
    allowProposedApi: true,
  });
  const above = ABOVE.map((row) => `${row}\r\n`).join("");
  await new Promise<void>((done) => emulator.write(above + written, done));
  const { active } = emulator.buffer;
  const rows = Array.from(
    { length: active.length },
    (_, y) => active.getLine(y)?.translateToString(true) ?? "",
  );
  const cursor = [active.baseY + active.cursorY, active.cursorX] as const;
  emulator.dispose();
  return { rows, cursor: [...cursor] };
}

const sizes = fc.integer({ min: 20, max: 50 });
const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;

Deno.test("drawLine() leaves what stands above, and shows the line", () =>
  fc.assert(
    fc.asyncProperty(texts, fc.nat(), sizes, async (text, at, columns) => {
      const line = moveTo(lineOf(text), at % (text.length + 1));
      const shown = layout(PROMPT, line, { columns, rows: 7 });
      const { rows, cursor } = await screenAfter(
        columns,
        drawLine(shown, bold),
      );
      assertEquals(rows.slice(0, 3), ABOVE);
      assertEquals(cursor[0], ABOVE.length + shown.cursorRow);
      const first = rows[ABOVE.length] ?? "";
      assert(
        shown.rows[0]?.prompt !== PROMPT || first.startsWith(PROMPT.trimEnd()),
      );
    }),
  ));

Deno.test("eraseLine() takes away what drawLine() drew, and nothing else", () =>
  fc.assert(
    fc.asyncProperty(texts, fc.nat(), sizes, async (text, at, columns) => {
      const line = moveTo(lineOf(text), at % (text.length + 1));
      const shown = layout(PROMPT, line, { columns, rows: 7 });
      const { rows, cursor } = await screenAfter(
        columns,
        drawLine(shown, bold) + eraseLine(shown.cursorRow),
      );
      assertEquals(rows.filter((row) => row !== ""), ABOVE);
      assertEquals(cursor, [ABOVE.length, 0]);
    }),
  ));

Deno.test("leaveLine() goes below the line, which stays", async () => {
  const line = moveTo(lineOf("x".repeat(40)), 3);
  const shown = layout(PROMPT, line, { columns: 20, rows: 7 });
  const { rows, cursor } = await screenAfter(
    20,
    drawLine(shown, bold) + leaveLine(shown) + "after",
  );
  assertEquals(rows.slice(3, 7), [
    `${PROMPT}${"x".repeat(8)}`,
    "x".repeat(20),
    "x".repeat(12),
    "after",
  ]);
  assertEquals(cursor, [6, 5]);
});

Deno.test("drawLine() wraps the rows, so that they can be copied as one line", async () => {
  const shown = layout(PROMPT, lineOf("x".repeat(40)), {
    columns: 20,
    rows: 7,
  });
  const emulator = new xterm.Terminal({
    cols: 20,
    rows: 8,
    allowProposedApi: true,
  });
  await new Promise<void>((done) =>
    emulator.write(drawLine(shown, bold), done)
  );
  const wrapped = [0, 1, 2].map((y) =>
    emulator.buffer.active.getLine(y)?.isWrapped
  );
  emulator.dispose();
  assertEquals(wrapped, [false, true, true]);
});
