import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { NO_NAMES, takeNames, type Taking } from "../../lib/protocol/names.ts";

const RAW: Taking = {
  delimited: false,
  learns: true,
  isTalk: (piece) => piece.includes(": "),
  isFull: (pieces) => pieces.length >= 3,
};
const DELIMITED: Taking = { ...RAW, delimited: true };

/** What texts, one after the other, come to. */
function take(taking: Taking, texts: readonly string[]) {
  let names = NO_NAMES;
  let { delimited } = taking;
  const talk: string[] = [];
  let rest = "";
  for (const text of texts) {
    const taken = takeNames(names, text, { ...taking, delimited });
    ({ names, delimited, rest } = taken);
    talk.push(...taken.talk);
  }
  return { pieces: names.pieces, open: names.open, talk, delimited, rest };
}

Deno.test("names come in pieces", async (t) => {
  const cases: [string, Taking, string[], Partial<ReturnType<typeof take>>][] =
    [
      ["raw", RAW, ["2", "a"], { pieces: ["2", "a"], open: "name" }],
      ["a byte at a time", RAW, ["1", "2", "\na\n"], {
        pieces: ["12", "a"],
        open: null,
        delimited: true,
      }],
      ["cut", DELIMITED, ["2\ngam", "es\n"], { pieces: ["2", "games"] }],
      ["talk between", DELIMITED, ["a\nb: hi\nc\n"], {
        pieces: ["a", "c"],
        talk: ["b: hi"],
      }],
      ["talk that is cut", DELIMITED, ["b: hi the", "re\na\n"], {
        pieces: ["a"],
        talk: ["b: hi the", "re"],
      }],
      ["talk that a cut name turns out to be", DELIMITED, ["ali", "ce: hi\n"], {
        pieces: [],
        talk: ["alice: hi"],
      }],
      ["more than belongs to it", DELIMITED, ["2\na\nb\nc\nd"], {
        pieces: ["2", "a", "b"],
        rest: "c\nd",
      }],
    ];
  for (const [name, taking, texts, expected] of cases) {
    await t.step(name, () => {
      const taken = take(taking, texts);
      assertEquals({ ...taken, ...expected }, taken);
    });
  }
});

Deno.test("delimited names do not depend on cuts", () => {
  const words = fc.array(fc.string({ unit: "grapheme-ascii", minLength: 1 }));
  fc.assert(fc.property(words, fc.array(fc.nat()), (words, cuts) => {
    const whole = words.map((word) => `${word}\n`).join("");
    const places = cuts.map((cut) => cut % (whole.length + 1))
      .sort((a, b) => a - b);
    const texts = [0, ...places].map((at, i) => whole.slice(at, places[i]));
    const taking = { ...DELIMITED, isTalk: () => false, isFull: () => false };
    assertEquals(take(taking, texts).pieces, words);
  }));
});

Deno.test("a hundred thousand names take no quadratic time", () => {
  const text = "name\n".repeat(100_000);
  const taking = { ...DELIMITED, isFull: () => false };
  assertEquals(takeNames(NO_NAMES, text, taking).names.pieces.length, 100_000);
});
