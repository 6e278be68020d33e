import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { graphemes } from "../../lib/text/graphemes.ts";
import { maxGraphemeWidth, maxTextWidth } from "../../lib/text/width.ts";
import { wrap } from "../../lib/text/wrap.ts";

const URL = "https://example.org/a/long/path";

const WRAPPED: [
  criterion: string,
  text: string,
  width: number,
  rows: string[],
][] = [
  ["nothing", "", 5, [""]],
  ["a line that fits", "to be", 5, ["to be"]],
  ["between words", "to be or", 5, ["to be ", "or"]],
  ["a blank too many, at the row's end", "to be  or", 5, ["to be  ", "or"]],
  ["no word that fits a row", `see ${URL}, ok`, 33, ["see ", `${URL}, `, "ok"]],
  ["a longer word from its own row on", "a 1234567 b", 5, [
    "a ",
    "12345",
    "67 b",
  ]],
  ["a longer word behind blanks where it is", "  1234567", 5, [
    "  123",
    "4567",
  ]],
  ["text without blanks where the row ends", "a: 日本語日本語", 5, [
    "a: 日",
    "本語",
    "日本",
    "語",
  ]],
  ["not at a no-break space", "a b\u00a0c", 4, ["a ", "b\u00a0c"]],
  ["blanks at the beginning", "  a b", 3, ["  a ", "b"]],
  ["many blanks", "a" + " ".repeat(9) + "b", 3, ["a" + " ".repeat(9), "b"]],
  ["wide characters", "日本語日本語", 5, ["日本", "語日", "本語"]],
  ["marks with their letters", "ne\u0301e\u0301e\u0301", 2, [
    "ne\u0301",
    "e\u0301e\u0301",
  ]],
  ["emoji as wide as they may be drawn", "👩‍💻👩‍💻 a", 5, ["👩‍💻", "👩‍💻 ", "a"]],
  ["what is wider than a row", "a👨‍👩‍👧‍👦b", 2, ["a", "👨‍👩‍👧‍👦", "b"]],
];

for (const [criterion, text, width, rows] of WRAPPED) {
  Deno.test(`wrap() breaks ${criterion}`, () => {
    assertEquals(wrap(text, width), rows);
  });
}

const unit = fc.constantFrom(
  ...["a", "b", "c", " ", "  ", ", ", "日", "e\u0301", "❤️", "👩‍💻", "🇩🇪", "क्षि"],
);
const anyText = fc.oneof(fc.string({ unit }), fc.string({ unit: "grapheme" }));
const anyWidth = fc.integer({ min: 1, max: 30 });

/** The rows as they are shown. */
const shown = (text: string, width: number) =>
  wrap(text, width).map((row) => row.trimEnd());

Deno.test("wrap() returns rows that join to the text", () => {
  fc.assert(fc.property(anyText, anyWidth, (text, width) => {
    assertEquals(wrap(text, width).join(""), text);
  }));
});

Deno.test("wrap() returns no row wider than the width if every grapheme fits", () => {
  fc.assert(fc.property(anyText, anyWidth, (text, width) => {
    const widest = Array.from(graphemes(text), maxGraphemeWidth);
    const limit = Math.max(width, ...widest);
    for (const row of shown(text, width)) {
      assert(maxTextWidth(row) <= limit, JSON.stringify(row));
    }
  }));
});

Deno.test("wrap() cuts no grapheme, and no word that fits a row", () => {
  fc.assert(fc.property(anyText, anyWidth, (text, width) => {
    const rows = wrap(text, width);
    assertEquals(rows.flatMap((row) => [...graphemes(row)]), [
      ...graphemes(text),
    ]);
    for (const [i, row] of rows.slice(0, -1).entries()) {
      if (/\s$/.test(row)) continue;
      // The word that is cut is wider than a row.
      const word = /\S*$/.exec(row)?.[0] + rows.slice(i + 1).join("")
        .split(/\s/)[0]!;
      assert(maxTextWidth(word) > width, JSON.stringify([rows, width]));
    }
  }));
});

Deno.test("wrap() leaves no room for the word that begins the next row", () => {
  fc.assert(fc.property(fc.string({ unit }), anyWidth, (text, width) => {
    const rows = wrap(text, width);
    for (const [i, row] of rows.slice(0, -1).entries()) {
      const word = rows[i + 1]!.split(/\s/)[0]!;
      assert(maxTextWidth(row + word) > width, JSON.stringify([rows, width]));
    }
  }));
});

Deno.test("wrap() breaks 200,000 characters in linear time", () => {
  const rows = wrap("a".repeat(200_000), 40);
  assertEquals(rows.length, 5000);
  assertEquals(wrap("né ".repeat(50_000), 40).join("").length, 150_000);
});
