/**
 * What holds whatever is typed.
 */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { BINDINGS } from "../../lib/editor/bindings.ts";
import type { Key } from "../../lib/editor/keys.ts";
import { layout } from "../../lib/editor/layout.ts";
import { lineOf, moveTo } from "../../lib/editor/line.ts";
import { shown, shownGrapheme } from "../../lib/editor/shown.ts";
import { graphemes } from "../../lib/text/graphemes.ts";
import { maxGraphemeWidth, maxTextWidth } from "../../lib/text/width.ts";
import { texts } from "./texts.ts";
import { type } from "./typing.ts";

const keys: fc.Arbitrary<Key> = fc.oneof(
  { weight: 3, arbitrary: texts.map((text): Key => ({ type: "text", text })) },
  { weight: 1, arbitrary: texts.map((text): Key => ({ type: "paste", text })) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(...BINDINGS.keys())
      .map((name): Key => ({ type: "key", name })),
  },
);

/** Whether a place is between two graphemes, found without any shortcut. */
function isBorder(text: string, at: number): boolean {
  let border = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (border >= at) break;
    border += segment.length;
  }
  return border === at;
}

Deno.test("press() keeps the line valid text and the cursor on a border", () => {
  fc.assert(fc.property(fc.array(keys, { maxLength: 40 }), (pressed) => {
    const { line } = type(pressed).editor;
    assert(line.text.isWellFormed());
    assert(isBorder(line.text, line.cursor), JSON.stringify(line.text));
  }));
});

Deno.test("press() undoes everything back to the beginning", () => {
  fc.assert(fc.property(fc.array(keys, { maxLength: 40 }), (pressed) => {
    const { editor } = type(pressed);
    let { line } = editor;
    for (;;) {
      const undone = type([{ type: "key", name: "ctrl-_" }], undefined, {
        ...editor,
        search: null,
        line,
      }).editor.line;
      if (undone.text === line.text && undone.before === line.before) break;
      line = undone;
    }
    const { entries, index } = editor.history;
    const cleared = pressed.some((key) =>
      key.type === "key" && key.name === "ctrl-c"
    );
    // What Ctrl-C cleared can have been an entry.
    if (!cleared) assertEquals(line.text, entries[index] ?? "");
  }));
});

Deno.test("press() sends what was pasted, line for line", () => {
  fc.assert(fc.property(texts, (text) => {
    const { outcomes } = type([
      { type: "paste", text },
      { type: "key", name: "enter" },
    ]);
    const lines = text.split(/\r\n?|\n/);
    if (lines.length > 1 && lines.at(-1) === "") lines.pop();
    assertEquals(outcomes, [{ type: "lines", lines }]);
  }));
});

const sizes = fc.record({
  columns: fc.integer({ min: 20, max: 50 }),
  rows: fc.integer({ min: 1, max: 12 }),
});

Deno.test("layout() makes no row wider than the window, and loses nothing", () => {
  fc.assert(fc.property(texts, sizes, (text, { columns }) => {
    const prompt = "#games bob> ";
    // Any number of joiners are one grapheme, which then has a row of its own.
    const widths = Array.from(
      graphemes(text),
      (grapheme) => maxTextWidth(shownGrapheme(grapheme)),
    );
    const most = Math.max(columns, ...widths);
    const { rows } = layout(prompt, lineOf(text), { columns, rows: 1000 });
    for (const row of rows) {
      let used = 0;
      for (const grapheme of graphemes(row.prompt + row.text)) {
        used += maxGraphemeWidth(grapheme);
      }
      assert(used <= most, `${used} columns`);
    }
    const joined = rows.map((row) => row.prompt + row.text).join("");
    assertEquals(joined, `${prompt}${shown(text)}`);
  }));
});

Deno.test("layout() puts the cursor before the grapheme that it is at", () => {
  fc.assert(fc.property(texts, fc.nat(), sizes, (text, at, { columns }) => {
    const line = moveTo(lineOf(text), at % (text.length + 1));
    const all = layout("> ", line, { columns, rows: 1000 });
    const above = all.rows.slice(0, all.cursorRow);
    const before = [...above, all.beforeCursor]
      .map((row) => row.prompt + row.text).join("");
    const after = shown(text.slice(line.cursor));
    assertEquals(before + after, `> ${shown(text)}`);
  }));
});

Deno.test("layout() shows as many rows as fit, the cursor's among them", () => {
  fc.assert(fc.property(texts, fc.nat(), sizes, (text, at, size) => {
    const line = moveTo(lineOf(text), at % (text.length + 1));
    const all = layout("> ", line, { ...size, rows: 1000 });
    const some = layout("> ", line, size);
    assertEquals(some.rows.length, Math.min(all.rows.length, size.rows));
    const top = all.cursorRow - some.cursorRow;
    assertEquals(some.rows, all.rows.slice(top, top + some.rows.length));
    assertEquals(some.beforeCursor, all.beforeCursor);
    if (line.cursor === text.length) {
      assertEquals(top + some.rows.length, all.rows.length);
    }
  }));
});

Deno.test("layout() is the same with an earlier layout's breaks", () => {
  fc.assert(
    fc.property(texts, texts, fc.nat(), sizes, (before, text, at, size) => {
      for (
        const [a, b] of [[before, text], [before + text, before], [
          before,
          before + text,
        ]]
      ) {
        const line = moveTo(lineOf(b), at % ((b ?? "").length + 1));
        const { breaks } = layout("> ", lineOf(a), size);
        const { breaks: _, ...again } = layout("> ", line, size, breaks);
        const { breaks: __, ...fresh } = layout("> ", line, size);
        assertEquals(again, fresh);
      }
    }),
  );
});
