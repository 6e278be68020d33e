import { unicodeWidth } from "@std/cli/unicode-width";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { graphemes } from "../../lib/text/graphemes.ts";
import { isNarrow } from "../../lib/text/narrow.ts";
import {
  graphemeWidth,
  maxGraphemeWidth,
  maxTextWidth,
  textWidth,
} from "../../lib/text/width.ts";

const segmenter = new Intl.Segmenter();

/** Graphemes of each kind, what they take, and what they may take at most. */
const GRAPHEMES: [
  kind: string,
  grapheme: string,
  width: number,
  max: number,
][] = [
  ["a letter", "a", 1, 1],
  ["a letter with a mark", "e\u0301", 1, 1],
  ["Thai with two marks", "ที่", 1, 1],
  ["Hebrew with points", "שּׁ", 1, 1],
  ["Hindi with a spacing mark", "कि", 1, 2],
  ["a lone mark", "\u0301", 0, 0],
  ["a format character", "\u200b", 0, 0],
  ["a wide character", "日", 2, 2],
  ["a fullwidth letter", "Ａ", 2, 2],
  ["halfwidth kana", "ｱ", 1, 1],
  ["a Hangul syllable", "한", 2, 2],
  ["a Hangul syllable of its parts", "\u1112\u1161\u11ab", 2, 2],
  ["a symbol of text", "❤", 1, 1],
  ["a symbol made an emoji", "❤\ufe0f", 2, 2],
  ["an emoji", "🦕", 2, 2],
  ["a skin tone", "👍🏽", 2, 4],
  ["a skin tone on a symbol of text", "☝🏽", 2, 3],
  ["a ZWJ sequence", "👩‍💻", 2, 4],
  ["a ZWJ sequence of four", "👨‍👩‍👧‍👦", 2, 8],
  ["a ZWJ sequence without U+FE0F", "🏳‍🌈", 2, 3],
  ["a keycap", "1\ufe0f\u20e3", 2, 2],
  ["a keycap without U+FE0F", "1\u20e3", 2, 2],
  ["a flag of tags", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2, 2],
];

for (const [kind, grapheme, width, max] of GRAPHEMES) {
  Deno.test(`graphemeWidth() returns ${width} for ${kind}`, () => {
    assertEquals(graphemeWidth(grapheme), width);
    assertEquals(maxGraphemeWidth(grapheme), max);
  });
}

Deno.test("graphemeWidth() returns 2 for a flag", () => {
  assertEquals(graphemeWidth("🇩🇪"), 2);
  assert(maxGraphemeWidth("🇩🇪") >= 2);
});

Deno.test("textWidth() returns the sum of the graphemes' widths", () => {
  const all = GRAPHEMES.map(([, grapheme]) => grapheme);
  const text = all.join(" ");
  const sum = GRAPHEMES.reduce((sum, [, , width]) => sum + width, 0);
  // The lone mark stands on the blank before it.
  assertEquals(textWidth(text), sum + all.length - 1);
  const unit = fc.constantFrom(...all, "🇩🇪", "b", " ");
  fc.assert(fc.property(fc.string({ unit }), (text) => {
    const widths = Array.from(graphemes(text), graphemeWidth);
    assertEquals(textWidth(text), widths.reduce((sum, n) => sum + n, 0));
    const most = Array.from(graphemes(text), maxGraphemeWidth);
    assertEquals(maxTextWidth(text), most.reduce((sum, n) => sum + n, 0));
  }));
});

Deno.test("graphemes() returns parts that join to the text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assertEquals([...graphemes(text)].join(""), text);
  }));
});

Deno.test("isNarrow() holds only where each code unit is a grapheme of one column", () => {
  for (let code = 0; code < 0x10000; code++) {
    const unit = String.fromCharCode(code);
    if (!isNarrow(unit)) continue;
    assertEquals(unicodeWidth(unit), 1, code.toString(16));
    const segments = [...segmenter.segment(`a${unit}${unit}b`)];
    assertEquals(segments.length, 4, code.toString(16));
  }
  assert(isNarrow("naïve привет") && !isNarrow("e\u0301") && !isNarrow("日"));
});
