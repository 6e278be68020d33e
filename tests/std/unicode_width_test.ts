import { unicodeWidth } from "@std/cli/unicode-width";
import { assertEquals } from "@std/assert";

/** Columns of texts, as the package's documentation and Unicode have them. */
const CASES: [text: string, width: number][] = [
  ["", 0],
  ["hello world", 11],
  ["天地玄黃宇宙洪荒", 16],
  ["ｆｕｌｌｗｉｄｔｈ", 18],
  ["голубой", 7],
  ["紅色", 4],
  ["🦕", 2],
  ["né", 2],
  ["ne\u0301", 2],
  ["한국어", 6],
  ["日本 go", 7],
  ["ﾊﾝｶｸ · ﾡ", 8],
  ["\u1100\u1161\u11a8", 2],
];

for (const [text, width] of CASES) {
  Deno.test(`unicodeWidth() of "${text}" is ${width}`, () => {
    assertEquals(unicodeWidth(text), width);
  });
}
