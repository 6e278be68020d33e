import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { visible, visibleJson, visibleLines } from "../../lib/text/visible.ts";

/** What a terminal would obey or not show, wherever it stands. */
const UNSAFE =
  /(?![\u200c\u200d\ufe0e\ufe0f\u180b-\u180f\u{e0030}-\u{e01ef}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/u;
/** The same, and what may stay where it is needed. */
const HAZARD = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u;

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.uint8Array().map((bytes) => String.fromCharCode(...bytes)),
  fc.uint8Array().map((bytes) => new TextDecoder().decode(bytes)),
);

/** Texts in which every context of a joiner, selector or tag comes up. */
const contexts = fc.string({
  unit: fc.constantFrom(
    ...["a", "1", " ", "م", "क", "्", "ᠠ", "漢", "👩", "💻", "❤", "🏴", "🏽"],
    ...["\u200c", "\u200d", "\ufe0e", "\ufe0f", "\ufe00", "\u{e0100}"],
    ...["\u180b", "\u180e", "\u20e3", "\u17b4", "\u0301", "\u202e"],
    ...["\u{e0067}", "\u{e0062}", "\u{e0065}", "\u{e006e}", "\u{e007f}"],
  ),
});

/** Every character there is, the halves of surrogate pairs too. */
const CHARACTERS = Array.from(
  { length: 0x110000 },
  (_, code) => String.fromCodePoint(code),
);

const SHOWN: [criterion: string, text: string, shown: string][] = [
  ["C0 controls", "\x00\n\r\x1b[2J\x07", "^@^J^M^[[2J^G"],
  ["DEL and C1 controls", "\x7f\x9b31m", "^?<U+009B>31m"],
  ["bidirectional controls", "abc\u202ede\u2066", "abc<U+202E>de<U+2066>"],
  [
    "invisible characters",
    "a\u200bb\ufeffc\u2028",
    "a<U+200B>b<U+FEFF>c<U+2028>",
  ],
  ["soft hyphens and fillers", "a\u00adb\u3164", "a<U+00AD>b<U+3164>"],
  ["lone surrogates", "\ud800!", "<U+D800>!"],
  ["tags without a flag", "a\u{e0041}\u{e007f}", "a<U+E0041><U+E007F>"],
  ["a text hidden in tags", "🏴\u{e0068}\u{e0069}", "🏴<U+E0068><U+E0069>"],
  ["joiners that join nothing", "a\u200db\u200c", "a<U+200D>b<U+200C>"],
  ["a second joiner", "م\u200c\u200cم", "م<U+200C><U+200C>م"],
  ["a joiner at an end", "م\u200d", "م<U+200D>"],
  ["an emoji that joins no other", "👩\u200da", "👩<U+200D>a"],
  ["selectors that select nothing", "a\ufe0f1\ufe0f", "a<U+FE0F>1<U+FE0F>"],
  ["a second selector", "❤\ufe0f\ufe0f", "❤\ufe0f<U+FE0F>"],
  [
    "marks that pile up",
    "a" + "\u0301".repeat(10),
    "a" + "\u0301".repeat(9) + "<U+0301>",
  ],
];

for (const [criterion, text, expected] of SHOWN) {
  Deno.test(`visible() shows ${criterion}: ${expected}`, () => {
    assertEquals(visible(text), expected);
  });
}

const KEPT: [criterion: string, text: string][] = [
  ["text, and what looks like a name of a character", "naïve 日本 عربي ^[ #1"],
  ["tabs", "a\tb"],
  ["emoji of several characters", "👩‍💻 ❤️ 🏳️‍🌈 👍🏽 🇩🇪 1️⃣"],
  ["an emoji of four people", "👨‍👩‍👧‍👦"],
  ["emoji that lack U+FE0F", "🏳\u200d🌈"],
  ["a symbol that is asked for as text", "☎\ufe0e"],
  ["the flags of England and Scotland", "🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
  ["Persian with a non-joiner", "می\u200cخواهم"],
  ["Hindi with a joiner", "क्\u200dष"],
  ["Bengali with a joiner before a mark", "র\u200d্য"],
  ["a variant of a Chinese character", "葛\u{e0100}"],
  ["Mongolian with its selectors", "ᠨᠠᠢ\u180dᠮᠠ\u180bᠨ"],
  ["letters with marks", "ne\u0301, שִׁ, ที่"],
];

for (const [criterion, text] of KEPT) {
  Deno.test(`visible() keeps ${criterion}: ${text}`, () => {
    assertEquals(visible(text), text);
  });
}

/** The first of all characters for which a condition does not hold. */
function exception(holds: (character: string) => boolean): string | undefined {
  return CHARACTERS.find((character) => !holds(character));
}

Deno.test("visible() lets nothing through that a terminal would obey", () => {
  const holds = (text: string) => !UNSAFE.test(visible(text).replace("\t", ""));
  assertEquals(exception(holds), undefined);
  fc.assert(fc.property(anyText, holds));
});

Deno.test("visible() shows every character that leaves no mark by itself", () => {
  const holds = (each: string) => each === "\t" || !HAZARD.test(visible(each));
  assertEquals(exception(holds), undefined);
});

Deno.test("visible() keeps letters, digits, punctuation and symbols", () => {
  const mark = /^(?!\p{DI})[\p{L}\p{N}\p{P}\p{S} ]$/u;
  const holds = (each: string) => !mark.test(each) || visible(each) === each;
  assertEquals(exception(holds), undefined);
});

Deno.test("visible() shows what is visible as it is", () => {
  fc.assert(fc.property(fc.oneof(anyText, contexts), (text) => {
    assertEquals(visible(visible(text)), visible(text));
  }));
});

Deno.test("visible() loses and moves nothing", () => {
  const exact = (text: string) =>
    text.replace(
      /<U\+([0-9A-F]{4,6})>/g,
      (_, code) => String.fromCodePoint(parseInt(code, 16)),
    );
  fc.assert(fc.property(contexts, (text) => {
    assertEquals(exact(visible(text)), text);
  }));
});

Deno.test("visible() keeps an invisible character only next to a base of its kind", () => {
  const joined = /[\u200c\u200d](?=[मक्م्ᠠ\u180b💻👩❤🏴]|\p{M})/u;
  fc.assert(
    fc.property(contexts, (text) => {
      const seen = visible(text);
      for (const [i, unit] of Array.from(seen).entries()) {
        const [before = "", after = ""] = [
          Array.from(seen)[i - 1],
          Array.from(seen)[i + 1],
        ];
        if (unit === "\u200c" || unit === "\u200d") {
          assert(joined.test(unit + after), seen);
          assert(!/[\0-\x7f]/.test(before || "a"), seen);
        } else if (unit === "\ufe0f") {
          assert(/[👩💻❤🏴]/u.test(before) || after === "\u20e3", seen);
        } else if (unit >= "\u{e0067}" && unit <= "\u{e007f}") {
          assert(/🏴|[\u{e0067}-\u{e006e}]/u.test(before), seen);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("visibleLines() keeps LF alone", () => {
  assertEquals(visibleLines("a\r\n\x1bb\n\n"), "a^M\n^[b\n\n");
  fc.assert(fc.property(anyText, (text) => {
    const lines = text.split("\n").map(visible);
    return visibleLines(text) === lines.join("\n");
  }));
});

Deno.test("visibleJson() is exact, on one line, and shows nothing unsafe", () => {
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
