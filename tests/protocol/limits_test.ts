import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { byteLength, isBlank, split } from "../../lib/protocol/limits.ts";

const CASES: [name: string, text: string, bytes: number, parts: string[]][] = [
  ["what fits stays whole", "hello there", 11, ["hello there"]],
  ["nothing stays nothing", "", 4, [""]],
  ["between words", "hello there", 10, ["hello ", "there"]],
  ["in a word that is too long", "abcdefgh", 5, ["abcde", "fgh"]],
  ["not inside a character", "ab€", 4, ["ab", "€"]],
  ["not inside a flag", "x🇩🇪🇫🇷", 13, ["x🇩🇪", "🇫🇷"]],
  ["not inside a family", "hi👩‍👧", 12, ["hi", "👩‍👧"]],
  ["not before a combining mark", "abce\u0301", 4, ["abc", "e\u0301"]],
  ["inside a grapheme too long by itself", "e\u0301\u0301\u0301", 5, [
    "e\u0301\u0301",
    "\u0301",
  ]],
  ["not so that a part begins with a slash", "we say /logout", 12, [
    "we ",
    "say /logout",
  ]],
  ["nor inside a word", "aaaa/who", 4, ["aaa", "a/wh", "o"]],
  ["between slashes, which are no command", "////", 4, ["////"]],
];

for (const [name, text, bytes, parts] of CASES) {
  Deno.test(`split() cuts ${name}`, () => {
    assertEquals(split(text, bytes), parts);
  });
}

const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom("a", " ", "/", "é", "👩‍👧"),
    maxLength: 400,
  }),
);

const words = (text: string) => text.replace(/\s+/g, "");

Deno.test("split() gives small parts, which joined are the text", () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 4, max: 64 }), (text, bytes) => {
      const parts = split(text, bytes);
      assertEquals(words(parts.join("")), words(text));
      for (const part of parts) assert(byteLength(part) <= bytes, part);
    }),
  );
});

Deno.test("split() gives no blank part, which would be a logout", () => {
  const blanks = fc.string({ unit: fc.constantFrom("a", " ", "\x1f", "\t") });
  fc.assert(
    fc.property(blanks, fc.integer({ min: 4, max: 9 }), (text, size) => {
      const parts = split(text, size);
      assert(parts.length === 1 || !parts.some(isBlank), JSON.stringify(parts));
    }),
  );
});

Deno.test("split() leaves out blanks that would fill a part", () => {
  assertEquals(split(`a${" ".repeat(30)}b`, 10), ["a         ", " b"]);
});

Deno.test("split() lets no part except the first read as a command", () => {
  fc.assert(fc.property(texts, (text) => {
    for (const part of split(text, 64).slice(1)) {
      assert(!/^\s*\/(?!\/)/.test(part), part);
    }
  }));
});

Deno.test("split() never cuts a grapheme that fits in a part", () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const boundaries = (text: string) =>
    new Set(Array.from(segmenter.segment(text), ({ index }) => index));
  fc.assert(fc.property(
    fc.string({
      unit: fc.constantFrom("a", " ", "é", "🇩🇪", "👩‍👧"),
      maxLength: 200,
    }),
    (text) => {
      const all = boundaries(text);
      let at = 0;
      for (const part of split(text, 40)) {
        at = text.indexOf(part, at);
        assert(all.has(at) || text === "", `cut at ${at} of ${text}`);
        at += part.length;
      }
    },
  ));
});

Deno.test("split() cuts a line of a megabyte", () => {
  const parts = split("word ".repeat(200_000));
  assertEquals(parts.length, Math.ceil(1_000_000 / 1020));
});
