import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { visible } from "../../lib/text/visible.ts";
import { visibleName } from "../../lib/text/visible_name.ts";

const SHOWN: [criterion: string, name: string, shown: string][] = [
  ["a joiner", "al\u200dice", "al<U+200D>ice"],
  ["a joiner between letters that join", "می\u200cخ", "می<U+200C>خ"],
  ["a joiner between emoji", "👩\u200d💻", "👩<U+200D>💻"],
  ["a variation selector", "❤\ufe0f", "❤<U+FE0F>"],
  ["a selector of Chinese characters", "葛\u{e0100}", "葛<U+E0100>"],
  ["a blank of Braille", "alice\u2800", "alice<U+2800>"],
  ["a Hangul filler", "bob\u3164", "bob<U+3164>"],
  [
    "fillers of Hangul's parts",
    "\u115f\u1160\uffa0",
    "<U+115F><U+1160><U+FFA0>",
  ],
  [
    "a blank of hieroglyphs or music",
    "a\u{13441}\u{1d159}",
    "a<U+13441><U+1D159>",
  ],
  ["a mark without a letter", "\u0301bob", "<U+0301>bob"],
  ["a mark on something invisible", "a\u200b\u0301", "a<U+200B><U+0301>"],
  [
    "marks that pile up",
    "a\u0301\u0301\u0301\u0301\u0301",
    "a\u0301\u0301\u0301\u0301<U+0301>",
  ],
  ["blanks at the ends", " bob ", "<U+0020>bob<U+0020>"],
  ["a no-break space", "a\u00a0b", "a<U+00A0>b"],
  ["control characters", "a\tb\n\x1b", "a^Ib^J^["],
  ["a character that Unicode has not assigned", "a\u0378", "a<U+0378>"],
];

for (const [criterion, name, expected] of SHOWN) {
  Deno.test(`visibleName() shows ${criterion}: ${expected}`, () => {
    assertEquals(visibleName(name), expected);
  });
}

for (
  const name of [
    "alice",
    "Zoë",
    "Zoe\u0308",
    "日本",
    "नीता",
    "שִׁ",
    "a b",
    "🦕",
    "3d",
  ]
) {
  Deno.test(`visibleName() keeps ${name}`, () => {
    assertEquals(visibleName(name), name);
  });
}

Deno.test("visibleName() shows each character that can be put into a name unseen", () => {
  const visibleOnes = /^[\p{L}\p{N}\p{P}\p{S}\p{M} ]$/u;
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    const name = visibleName(`al${character}ice`);
    assert(/\p{DI}/u.test(name) === false, code.toString(16));
    const isHidden = !visibleOnes.test(character);
    assert(!isHidden || name !== `al${character}ice`);
  }
});

Deno.test("visibleName() shows all that visible() shows, and what is visible as it is", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (name) => {
    const seen = visibleName(name);
    assertEquals(visible(seen), seen);
    assertEquals(visibleName(seen), seen);
  }));
});
