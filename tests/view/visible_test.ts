import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { visible, visibleJson, visibleLines } from "../../lib/view/visible.ts";

/** What a terminal would obey or not show, but for the joiner of emoji. */
const UNSAFE = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.uint8Array().map((bytes) => String.fromCharCode(...bytes)),
  fc.uint8Array().map((bytes) => new TextDecoder().decode(bytes)),
);

/** Every character there is, the halves of surrogate pairs too. */
const CHARACTERS = Array.from(
  { length: 0x110000 },
  (_, code) => String.fromCodePoint(code),
);

const SHOWN: [text: string, shown: string][] = [
  ["", ""],
  ["\x00\t\n\r\x1b[2J\x07", "^@^I^J^M^[[2J^G"],
  ["\x7f", "^?"],
  ["\x9b31m", "<U+009B>31m"],
  ["abc\u202edef\u2066", "abc<U+202E>def<U+2066>"],
  ["a\u200bb\ufeffc\u00ad", "a<U+200B>b<U+FEFF>c<U+00AD>"],
  ["a\u2028b\u2029", "a<U+2028>b<U+2029>"],
  ["\u{e0041}", "<U+E0041>"],
  ["\ud800!", "<U+D800>!"],
  ["naïve 日本語 العربية ^[ <b> #1", "naïve 日本語 العربية ^[ <b> #1"],
  ["👩‍💻 ❤️ 🏳️‍🌈", "👩‍💻 ❤️ 🏳️‍🌈"],
];

for (const [text, shown] of SHOWN) {
  Deno.test(`${JSON.stringify(text)} is shown as ${shown}`, () => {
    assertEquals(visible(text), shown);
  });
}

Deno.test("no character comes through that a terminal would obey", () => {
  const through = CHARACTERS.filter((each) => UNSAFE.test(visible(each)));
  assertEquals(through, []);
});

Deno.test("letters, digits, punctuation and symbols stay as they are", () => {
  const mark = /^(?!\p{DI})[\p{L}\p{N}\p{P}\p{S} ]$/u;
  const changed = CHARACTERS
    .filter((each) => mark.test(each) && visible(each) !== each);
  assertEquals(changed, []);
});

Deno.test("no text comes through that a terminal would obey", () => {
  fc.assert(fc.property(anyText, (text) => !UNSAFE.test(visible(text))));
});

Deno.test("LF alone stays in several lines", () => {
  assertEquals(visibleLines("a\r\n\x1bb\n\n"), "a^M\n^[b\n\n");
  fc.assert(fc.property(anyText, (text) => {
    const lines = text.split("\n").map(visible);
    return visibleLines(text) === lines.join("\n");
  }));
});

Deno.test("JSON is exact, on one line, and shows nothing unsafe", () => {
  const anyValue = fc.oneof(anyText, fc.jsonValue({ stringUnit: "binary" }));
  fc.assert(fc.property(anyValue, (value) => {
    const json = visibleJson(value);
    assert(!UNSAFE.test(json), json);
    assertEquals(JSON.parse(json), JSON.parse(JSON.stringify(value)));
  }));
});

Deno.test("JSON has every character exactly", () => {
  const text = CHARACTERS.join(" ");
  const json = visibleJson(text);
  assert(!UNSAFE.test(json));
  assert(JSON.parse(json) === text);
});
