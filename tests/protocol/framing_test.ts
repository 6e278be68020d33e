import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  afterReply,
  flush,
  type Framing,
  keep,
  next,
  PART_BYTES,
  type Piece,
  push,
  rest,
  UNFRAMED,
} from "../../lib/protocol/framing.ts";

const encoder = new TextEncoder();
const DELIMITED: Framing = { ...UNFRAMED, mode: "delimited" };
const RAW: Framing = { ...UNFRAMED, mode: "raw" };

type Read = string | Uint8Array<ArrayBuffer>;

/** Pulls the pieces of each read; the rest is what is kept in the end. */
function pull(
  framing: Framing,
  reads: readonly Read[],
): { pieces: Piece[]; kept: string; framing: Framing } {
  let now = framing;
  const pieces: Piece[] = [];
  for (const read of reads) {
    now = push(now, typeof read === "string" ? encoder.encode(read) : read);
    for (let piece;;) {
      [now, piece] = next(now);
      if (piece === null) break;
      pieces.push(piece);
    }
    now = keep(now, 100);
  }
  return { pieces, kept: new TextDecoder().decode(now.bytes), framing: now };
}

/** A piece as a short text: what ended it, and whether it goes on another. */
function short({ text, end, isContinuation }: Piece): string {
  return `${isContinuation ? "…" : ""}${text}${end === "read" ? "" : "|"}`;
}

const euro = encoder.encode("€");

const CASES: [name: string, Framing, Read[], string[], kept: string][] = [
  ["raw: the end of a read", RAW, ["2", "games"], ["2", "games"], ""],
  ["raw: an LF inside a read", RAW, ["a\nb"], ["a|", "b"], ""],
  ["raw: a late LF ends the piece before", RAW, ["0", "\n"], ["0", "|"], ""],
  ["raw: a CRLF cut in two", RAW, ["0\r", "\n1"], ["0", "|", "1"], ""],
  [
    "raw: a character cut in two",
    RAW,
    [euro.slice(0, 2), euro.slice(2)],
    ["€"],
    "",
  ],
  ["LF", DELIMITED, ["2\nga", "mes\nmu"], ["2|", "games|"], "mu"],
  ["CRLF", DELIMITED, ["2\r", "\ngames\r\n"], ["2|", "games|"], ""],
  ["NUL", DELIMITED, ["2\0games\0mu"], ["2|", "games|"], "mu"],
  [
    "NUL padding",
    DELIMITED,
    ["2\0\0\0", "\0\0games\0\0"],
    ["2|", "games|"],
    "",
  ],
  ["LF and NULs", DELIMITED, ["2\n\0\0", "\0hi\n\0"], ["2|", "hi|"], ""],
  ["empty lines", DELIMITED, ["\n\na\n\n\nb\n"], ["a|", "b|"], ""],
  ["a CR inside a line", DELIMITED, ["a\rb\n"], ["a\rb|"], ""],
  [
    "bytes that are not UTF-8",
    DELIMITED,
    [new Uint8Array([0x61, 0xff, 0xc3, 0x0a])],
    ["a\ufffd\ufffd|"],
    "",
  ],
  ["a byte order mark", DELIMITED, ["\ufeffa\n"], ["\ufeffa|"], ""],
];

for (const [name, framing, reads, pieces, kept] of CASES) {
  Deno.test(`next() tells pieces by ${name}`, () => {
    const pulled = pull(framing, reads);
    assertEquals(pulled.pieces.map(short), pieces);
    assertEquals(pulled.kept, kept);
  });
}

Deno.test("next() marks what follows the beginning of a line as its rest", () => {
  const [begun, first] = flush(push(DELIMITED, encoder.encode("a: half")));
  assertEquals(first && short(first), "a: half");
  const { pieces } = pull(begun, ["b: I resign\nc: hi\n"]);
  assertEquals(pieces.map(short), ["…b: I resign|", "c: hi|"]);
});

Deno.test("next() gives a long line out in parts, each the rest of the one before", () => {
  const line = "x".repeat(2 * PART_BYTES) + "y";
  const { pieces } = pull(DELIMITED, [`${line}\nz\n`]);
  assertEquals(pieces.map(({ text }) => text.length), [
    PART_BYTES,
    PART_BYTES,
    1,
    1,
  ]);
  assertEquals(pieces.map((piece) => piece.isContinuation), [
    false,
    true,
    true,
    false,
  ]);
});

const MODES: [name: string, end: Piece["end"] | null, Read, Framing["mode"]][] =
  [
    ["a delimiter in the same read", "delimiter", "x", "delimited"],
    ["a delimiter in the next read", "read", "\nx", "delimited"],
    ["something else in the next read", "read", "x\n", "raw"],
    ["something glued to it", null, "x", "raw"],
  ];

for (const [name, end, read, mode] of MODES) {
  Deno.test(`afterReply() tells the mode by ${name}`, () => {
    const [replied] = next(push(UNFRAMED, encoder.encode("0")));
    assertEquals(pull(afterReply(replied, end), [read]).framing.mode, mode);
  });
}

const RESTS: [name: string, Framing, Read, text: string, left: string][] = [
  ["all complete lines", DELIMITED, "a\r\nb\0\0c", "a\nb\n", "c"],
  ["no more than a delimiter", DELIMITED, "\n\n", "", ""],
  ["a whole read, where reads end pieces", RAW, "\na\nb\r\n", "a\nb", ""],
  [
    "bytes that begin no character",
    RAW,
    Uint8Array.of(0x61, 0xff),
    "a\ufffd",
    "",
  ],
  ["nothing that ends inside a character", RAW, euro.slice(0, 2), "", "\ufffd"],
  [
    "nothing of a line that goes on",
    {
      ...DELIMITED,
      isInsideLine: true,
    },
    "a\nb\n",
    "",
    "a\nb\n",
  ],
];

for (const [name, framing, read, text, left] of RESTS) {
  Deno.test(`rest() takes ${name}`, () => {
    const bytes = typeof read === "string" ? encoder.encode(read) : read;
    const [after, taken] = rest(push(framing, bytes));
    assertEquals(taken, text);
    assertEquals(new TextDecoder().decode(after.bytes), left);
  });
}

Deno.test("rest() leaves a line that is too long to next()", () => {
  const long = "x".repeat(PART_BYTES + 1);
  const bytes = encoder.encode(`a\n${long}\nb\n`);
  const [after, text] = rest(push(DELIMITED, bytes));
  assertEquals(text, "a\n");
  assertEquals(next(after)[1]?.text.length, PART_BYTES);
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

/** The texts, each continuation joined to what it goes on. */
function texts(reads: readonly Read[]): [string[], string] {
  const { pieces, kept } = pull(DELIMITED, reads);
  const joined: string[] = [];
  for (const { text, isContinuation } of pieces) {
    if (isContinuation) joined.push(joined.pop() + text);
    else if (text !== "") joined.push(text);
  }
  return [joined, kept];
}

const cuts = fc.array(fc.nat({ max: 100_000 }), { maxLength: 30 });

Deno.test("next() gives the same pieces for any cut of delimited bytes", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fc.constantFrom(0, 10, 13, 97, 0xc3, 0xa9, 0xf0), {
      maxLength: 300,
    }).map((numbers) => new Uint8Array(numbers)),
  );
  fc.assert(
    fc.property(bytes, cuts, (bytes, cuts) => {
      const whole = new Uint8Array(bytes);
      assertEquals(texts(cut(whole, cuts)), texts([whole]));
    }),
    { numRuns: 500 },
  );
});

Deno.test("next() gives the same text for any cut of long lines", () => {
  const lengths = fc.array(
    fc.integer({ min: PART_BYTES - 2, max: 3 * PART_BYTES }),
    { minLength: 1, maxLength: 4 },
  );
  const unit = fc.constantFrom("a", "é", "€", "😀");
  fc.assert(
    fc.property(lengths, unit, cuts, (lengths, unit, cuts) => {
      const lines = lengths.map((n) => unit.repeat(n));
      const whole = encoder.encode(lines.map((line) => line + "\n").join(""));
      assertEquals(texts(cut(whole, cuts)), [lines, ""]);
    }),
    { numRuns: 50 },
  );
});

Deno.test("keep() keeps no more than a part of a line that never ends", () => {
  let framing = DELIMITED;
  for (let i = 0; i < 100; i++) {
    framing = pull(framing, ["x".repeat(1000)]).framing;
    assert(framing.bytes.length <= PART_BYTES);
  }
});

Deno.test("keep() copies the bytes, as the next read overwrites them", () => {
  const read = encoder.encode("hel");
  const kept = keep(push(DELIMITED, read), 100);
  read.fill(0x7a);
  assertEquals(flush(kept)[1]?.text, "hel");
});
