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
  ["\x00\t\n\r\x1b[2J\x07", "^@^I^J^M^[[2J^G"],
  ["\x7f\x9b31m", "^?<U+009B>31m"],
  ["abc\u202edef\u2066", "abc<U+202E>def<U+2066>"],
  ["a\u200bb\ufeffc\u2028", "a<U+200B>b<U+FEFF>c<U+2028>"],
  ["\u{e0041}\ud800!", "<U+E0041><U+D800>!"],
  ["naïve 日本語 العربية ^[ #1", "naïve 日本語 العربية ^[ #1"],
  ["👩‍💻 ❤️ 🏳️‍🌈", "👩‍💻 ❤️ 🏳️‍🌈"],
];

for (const [text, shown] of SHOWN) {
  Deno.test(`what is shown is ${shown}`, () => {
    assertEquals(visible(text), shown);
  });
}

/** The first of all characters for which a condition does not hold. */
function exception(holds: (character: string) => boolean): string | undefined {
  return CHARACTERS.find((character) => !holds(character));
}

Deno.test("nothing comes through that a terminal would obey", () => {
  assertEquals(exception((each) => !UNSAFE.test(visible(each))), undefined);
  fc.assert(fc.property(anyText, (text) => !UNSAFE.test(visible(text))));
});

Deno.test("letters, digits, punctuation and symbols stay as they are", () => {
  const mark = /^(?!\p{DI})[\p{L}\p{N}\p{P}\p{S} ]$/u;
  const holds = (each: string) => !mark.test(each) || visible(each) === each;
  assertEquals(exception(holds), undefined);
});

Deno.test("LF alone stays in several lines", () => {
  assertEquals(visibleLines("a\r\n\x1bb\n\n"), "a^M\n^[b\n\n");
  fc.assert(fc.property(anyText, (text) => {
    const lines = text.split("\n").map(visible);
    return visibleLines(text) === lines.join("\n");
  }));
});

Deno.test("JSON is exact, on one line, and shows nothing unsafe", () => {
  const every = CHARACTERS.join("");
  const isSafe = (value: unknown) => !UNSAFE.test(visibleJson(value));
  assert(isSafe(every) && JSON.parse(visibleJson(every)) === every);
  const anyValue = fc.oneof(anyText, fc.jsonValue({ stringUnit: "binary" }));
  fc.assert(fc.property(anyValue, (value) => {
    const parsed = JSON.parse(visibleJson(value));
    assertEquals(parsed, JSON.parse(JSON.stringify(value)));
    return isSafe(value);
  }));
});
