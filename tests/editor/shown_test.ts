import { assertEquals } from "@std/assert";
import { shown } from "../../lib/editor/shown.ts";

/** Text → what is shown of it. */
const ROWS: readonly [text: string, shown: string][] = [
  ["plain text", "plain text"],
  ["one\n\ttwo\0\x1b\x7f", "one␊␉two␀␛␡"],
  ["␊␉", "␊␉"],
  ["x\u202ey\x9bz", "x<U+202E>y<U+009B>z"],
  ["👩‍💻 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩‍💻 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
  ["می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"],
  ["नमस्ते\u{e0041} x\ufe0f 1\ufe0f", "नमस्ते<U+E0041> x<U+FE0F> 1<U+FE0F>"],
  ["1️⃣ 葛\u{e0100} 👩‍❤️‍👩", "1️⃣ 葛\u{e0100} 👩‍❤️‍👩"],
  ["a\u200db \u200d👩\u200d", "a<U+200D>b <U+200D>👩<U+200D>"],
  ["\u200c", "<U+200C>"],
  ["\u0301", "◌\u0301"],
  ["e\u0301", "e\u0301"],
];

for (const [text, expected] of ROWS) {
  Deno.test(`shown(${JSON.stringify(text)}) is ${expected}`, () => {
    assertEquals(shown(text), expected);
  });
}
