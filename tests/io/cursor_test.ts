import { assertEquals } from "@std/assert";
import { layout } from "../../lib/editor/layout.ts";
import { lineOf } from "../../lib/editor/line.ts";
import { CursorFinder } from "../../lib/io/cursor.ts";
import { Output } from "../../lib/io/output.ts";

const LINE = layout("> ", lineOf("x".repeat(100)), { columns: 80, rows: 24 });
const DRAWN = { cursorRow: 1, columns: 80 };
const answer = (column: number) =>
  ({ type: "cursor", row: 0, column }) as const;

/** A finder, and what it asks. */
function finder(): { finder: CursorFinder; asked: () => string } {
  let text = "";
  const output = new Output({
    write: (bytes) => {
      text += new TextDecoder().decode(bytes);
      return Promise.resolve(bytes.length);
    },
  });
  return { finder: new CursorFinder(output), asked: () => text };
}

Deno.test("CursorFinder.find() takes the terminal's word for the width", async () => {
  const { finder: it, asked } = finder();
  const found = it.find(LINE, DRAWN, 80);
  it.answer({ type: "terminal", attributes: ">84;0;0" });
  it.answer(answer(22));
  it.answer(answer(39));
  assertEquals(await found, { cursorRow: 2, columns: 40 });
  assertEquals(asked(), "\x1b[>c\x1b[6n\x1b7\x1b[9999C\x1b[6n\x1b8");
});

Deno.test("CursorFinder.find() changes nothing where the width is the same", async () => {
  const { finder: it } = finder();
  const found = it.find(LINE, DRAWN, 40);
  it.answer(answer(22));
  it.answer(answer(79));
  assertEquals(await found, DRAWN);
});

Deno.test("CursorFinder asks a terminal that does not answer only once", async () => {
  const { finder: it, asked } = finder();
  const kept = { cursorRow: 1, columns: 40 };
  assertEquals(await it.find(LINE, DRAWN, 40), kept);
  const before = asked();
  assertEquals(it.isMute, true);
  assertEquals(await it.find(LINE, DRAWN, 40), kept);
  assertEquals(asked(), before);
});

Deno.test("CursorFinder does not take a late answer for the next one", async () => {
  const { finder: it } = finder();
  await it.find(LINE, DRAWN, 40);
  it.answer(answer(1));
  it.answer(answer(2));
  assertEquals(it.isMute, false);
  const found = it.find(LINE, DRAWN, 80);
  it.answer(answer(22));
  it.answer(answer(79));
  assertEquals(await found, DRAWN);
});
