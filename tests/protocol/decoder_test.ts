import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  decode,
  type Decoder,
  flush,
  FRESH,
  PART_BYTES,
} from "../../lib/protocol/decoder.ts";

const encoder = new TextEncoder();
const DELIMITED: Decoder = { ...FRESH, delimited: true };

/** What a decoder gives for segments, one string each, and what it holds. */
function decodeAll(
  decoder: Decoder,
  segments: readonly (string | Uint8Array<ArrayBuffer>)[],
): { texts: string[]; held: string } {
  let now = decoder;
  const texts = segments.map((segment) => {
    const bytes = typeof segment === "string"
      ? encoder.encode(segment)
      : segment;
    const [next, text] = decode(now, bytes);
    now = next;
    return text;
  });
  return { texts, held: new TextDecoder().decode(now.held) };
}

const euro = encoder.encode("€");
type Segments = (string | Uint8Array<ArrayBuffer>)[];

const CASES: [string, Decoder, Segments, texts: string[], held: string][] = [
  ["raw: a segment is a piece", FRESH, ["2", "games"], ["2", "games"], ""],
  ["raw: an LF inside ends a piece too", FRESH, ["a\nb"], ["a\nb"], ""],
  ["raw: a late LF comes by itself", FRESH, ["0", "\n"], ["0", "\n"], ""],
  ["raw: a cut CRLF is one end", FRESH, ["0\r", "\n1"], ["0\n", "\n1"], ""],
  ["raw: a cut character is held", FRESH, [euro.slice(0, 2), euro.slice(2)], [
    "",
    "€",
  ], ""],
  ["LF", DELIMITED, ["2\nga", "mes\nmu"], ["2\n", "games\n"], "mu"],
  ["CRLF", DELIMITED, ["2\r", "\ngames\r\n"], ["", "2\ngames\n"], ""],
  ["NUL", DELIMITED, ["2\0games\0mu"], ["2\ngames\n"], "mu"],
  ["NUL padding", DELIMITED, ["2\0\0\0", "\0\0games\0\0"], [
    "2\n",
    "\ngames\n",
  ], ""],
  ["LF and NUL padding", DELIMITED, ["2\n\0\0", "\0hi\n\0"], [
    "2\n",
    "\nhi\n",
  ], ""],
  ["a CR in a line stays", DELIMITED, ["a\rb\n"], ["a\rb\n"], ""],
  [
    "what is not UTF-8",
    DELIMITED,
    [
      new Uint8Array([0x61, 0xff, 0xc3, 0x0a]),
    ],
    ["a\ufffd\ufffd\n"],
    "",
  ],
  ["a byte order mark is text", DELIMITED, ["\ufeffa\n"], ["\ufeffa\n"], ""],
];

Deno.test("segments become pieces", async (t) => {
  for (const [name, decoder, segments, texts, held] of CASES) {
    await t.step(name, () => {
      assertEquals(decodeAll(decoder, segments), { texts, held });
    });
  }
});

/** Cuts bytes at the places that `cuts` picks. */
function cut(
  bytes: Uint8Array<ArrayBuffer>,
  cuts: readonly number[],
): Uint8Array<ArrayBuffer>[] {
  const places = [...new Set(cuts.map((n) => n % (bytes.length + 1)))]
    .sort((a, b) => a - b);
  return [0, ...places].map((at, i) => bytes.slice(at, places[i]));
}

/** The pieces that segments give, and what is held in the end. */
function pieces(
  segments: readonly Uint8Array<ArrayBuffer>[],
): [string[], string] {
  const { texts, held } = decodeAll(DELIMITED, segments);
  return [texts.join("").split("\n").filter((piece) => piece !== ""), held];
}

const cuts = fc.array(fc.nat({ max: 100_000 }), { maxLength: 30 });

Deno.test("delimited: any cut of the same bytes gives the same pieces", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fc.constantFrom(0, 10, 13, 97, 0xc3, 0xa9, 0xf0), {
      maxLength: 300,
    }).map((numbers) => new Uint8Array(numbers)),
  );
  fc.assert(
    fc.property(bytes, cuts, (bytes, cuts) => {
      const whole = new Uint8Array(bytes);
      assertEquals(pieces(cut(whole, cuts)), pieces([whole]));
    }),
    { numRuns: 500 },
  );
});

Deno.test("delimited: so do lines longer than what is held", () => {
  const lengths = fc.array(
    fc.integer({ min: PART_BYTES - 2, max: 3 * PART_BYTES }),
    { minLength: 1, maxLength: 4 },
  );
  const unit = fc.constantFrom("a", "é", "€", "😀");
  fc.assert(
    fc.property(lengths, unit, cuts, (lengths, unit, cuts) => {
      const text = lengths.map((n) => unit.repeat(n) + "\n").join("");
      const whole = encoder.encode(text);
      assertEquals(pieces(cut(whole, cuts)), pieces([whole]));
      assertEquals(pieces([whole])[0].join(""), text.replaceAll("\n", ""));
    }),
    { numRuns: 50 },
  );
});

Deno.test("a line that never ends is given out in parts", () => {
  let decoder = DELIMITED;
  let given = 0;
  for (let i = 0; i < 1000; i++) {
    const [next, text] = decode(decoder, encoder.encode("x".repeat(1000)));
    decoder = next;
    given += text.replaceAll("\n", "").length;
    assert(decoder.held.length <= PART_BYTES);
  }
  assertEquals(given + decoder.held.length, 1_000_000);
});

Deno.test("what is held is given out when its time is up", () => {
  const [decoder] = decode(DELIMITED, encoder.encode("hel"));
  const [next, text] = flush(decoder);
  assertEquals([next.held.length, text], [0, "hel"]);
});

Deno.test("a segment is not kept: the next read may overwrite it", () => {
  const segment = encoder.encode("hel");
  const [decoder] = decode(DELIMITED, segment);
  segment.fill(0x7a);
  assertEquals(flush(decoder)[1], "hel");
});
