import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { expandTabs } from "../../lib/text/tabs.ts";
import { maxTextWidth } from "../../lib/text/width.ts";
import { layOut } from "../../lib/view/rows.ts";

const b = (text: string) => `<${text}>`;
const i = (text: string) => `[${text}]`;

const ROWS: [
  criterion: string,
  spans: Parameters<typeof layOut>[0],
  rows: string[],
][] = [
  ["a style that goes on over rows to each", [{
    text: "to be or not",
    style: b,
  }], [
    "<to be>",
    "<or not>",
  ]],
  ["the styles of a row's parts", [{ text: "bob", style: b }, {
    text: ": hi",
    style: i,
  }], [
    "<bob>[:]",
    "[hi]",
  ]],
  ["a word of two styles as one", [{ text: "a bc", style: b }, {
    text: "def",
    style: i,
  }], [
    "<a>",
    "<bc>[def]",
  ]],
  ["tabs as blanks, counted from the line's beginning", [{ text: "a" }, {
    text: "\tb",
  }], [
    "a",
    "b",
  ]],
  ["an empty line as one row", [{ text: "" }], [""]],
];

for (const [criterion, spans, rows] of ROWS) {
  Deno.test(`layOut() gives ${criterion}`, () => {
    assertEquals(layOut(spans, 6), rows);
  });
}

const unit = fc.constantFrom("a", "bc", " ", "  ", "\t", "日", "e\u0301", "👩‍💻");
const someText = fc.string({ unit });

Deno.test("layOut() returns rows that fit, and all of the text but blanks", () => {
  const someSpans = fc.array(fc.record({ text: someText }), { minLength: 1 });
  fc.assert(
    fc.property(someSpans, fc.integer({ min: 4, max: 30 }), (spans, width) => {
      const rows = layOut(spans, width);
      for (const row of rows) assert(maxTextWidth(row) <= width, row);
      const text = spans.map(({ text }) => text).join("");
      assertEquals(rows.join("").replace(/\s/g, ""), text.replace(/\s/g, ""));
    }),
  );
});

Deno.test("layOut() styles each row by itself", () => {
  fc.assert(
    fc.property(someText, fc.integer({ min: 4, max: 30 }), (text, width) => {
      const plain = layOut([{ text }], width);
      const styled = layOut([{ text, style: b }], width);
      assertEquals(styled, plain.map((row) => row === "" ? "" : b(row)));
      assertEquals(plain.join("").includes("\t"), false);
      assertEquals(
        plain.length > 1 || plain[0] === expandTabs(text).trimEnd(),
        true,
      );
    }),
  );
});
