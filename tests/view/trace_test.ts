import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { decode, encode } from "../../lib/text/utf8.ts";
import { traceRow } from "../../lib/view/trace.ts";

const AT = new Date(2026, 1, 3, 4, 5, 6, 7);

/** Text and bytes, one after the other. */
function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? [...encode(part)] : [part]
    ),
  );
}

const X = "x".repeat(250);

/** What goes over the wire, and the row without its time. */
const ROWS: [criterion: string, traffic: Uint8Array | string, row: string][] = [
  ["a request", bytes("/join games"), '> 11 "/join games"'],
  ["one byte", bytes("0"), '>  1 "0"'],
  ["no byte", bytes(), '>  0 ""'],
  ["LF", bytes("hi\r\n"), String.raw`>  4 "hi\r\n"`],
  ["NUL", bytes("0", 0), String.raw`>  2 "0\u0000"`],
  ["quotes", bytes('say "hi"'), String.raw`>  8 "say \"hi\""`],
  ["a backslash", bytes("\\n"), String.raw`>  2 "\\n"`],
  ["ESC and BEL", bytes("\x1b[2J\x07"), String.raw`>  5 "\u001b[2J\u0007"`],
  ["DEL", bytes("\x7f"), String.raw`>  1 "\u007f"`],
  ["C1", bytes("\x9b1m"), String.raw`>  4 "\u009b1m"`],
  ["bidi", bytes("a\u202eb"), String.raw`>  5 "a\u202eb"`],
  ["a byte order mark", bytes("\ufeffa"), String.raw`>  4 "\ufeffa"`],
  ["an emoji of several characters", bytes("👩‍💻"), '> 11 "👩‍💻"'],
  ["half a character", bytes("né").subarray(0, 2), String.raw`>  2 "n\xc3"`],
  ["the other half", bytes(0xa9, "!"), String.raw`>  2 "\xa9!"`],
  ["no UTF-8", bytes(0xff, 0x80, "a"), String.raw`>  3 "\xff\x80a"`],
  ["a surrogate", bytes(0xed, 0xb2, 0x80), String.raw`>  3 "\xed\xb2\x80"`],
  ["text like an escape", bytes("\\udc80"), String.raw`>  6 "\\udc80"`],
  ["a surrogate pair", bytes("\u{110bd}"), String.raw`>  4 "\ud804\udcbd"`],
  ["and a byte behind it", bytes("\\", 0x80), String.raw`>  2 "\\\x80"`],
  ["256 bytes", bytes(X, "abcdef"), `> 256 "${X}abcdef"`],
  ["one byte more", bytes(X, "abcdefg"), `> 257 "${X}abcdef" and 1 more`],
  ["many more", bytes(X.repeat(4)), `> 1000 "${X}xxxxxx" and 744 more`],
  ["a cut before é", bytes(X, "abcdeé"), `> 257 "${X}abcde" and 2 more`],
  ["a cut after é", bytes(X, "abcdé!"), `> 257 "${X}abcdé" and 1 more`],
  ["a cut before 🦦", bytes(X, "abc🦦!"), `> 258 "${X}abc" and 5 more`],
  [
    "a cut in what is not UTF-8",
    bytes(X, ...Array(9).fill(0x80)),
    `> 259 "${X}${"\\x80".repeat(6)}" and 3 more`,
  ],
  ["an event", "reset", "> reset"],
  ["an event that is not printable", "\x1b[2J", "> ^[[2J"],
];

for (const [criterion, traffic, row] of ROWS) {
  Deno.test(`traceRow() shows ${criterion}`, () => {
    assertEquals(traceRow(AT, ">", traffic), `04:05:06.007 ${row}`);
  });
}

Deno.test("traceRow() shows what comes with the other direction", () => {
  assertEquals(traceRow(AT, "<", bytes("0")), '04:05:06.007 <  1 "0"');
});

/** Reads the bytes back from a row, as a program would that is given one. */
function read(row: string): number[] {
  const json = row.slice(row.indexOf('"')).replace(
    /\\\\|\\x(..)/g,
    (escape, byte?: string) => byte === undefined ? escape : `\\udc${byte}`,
  );
  return [...encode(JSON.parse(json))];
}

Deno.test("traceRow() is exact and printable, whatever the bytes", () => {
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 9 }).map((bytes) => [...bytes]),
    fc.string({ unit: "binary", maxLength: 9 }).map((text) => [
      ...encode(text),
    ]),
    fc.constantFrom("\\", '"', "\\udc80", "\\x80", "\u{e0080}").map((text) => [
      ...encode(text),
    ]),
  );
  fc.assert(fc.property(fc.array(pieces, { maxLength: 7 }), (pieces) => {
    const all = Uint8Array.from(pieces.flat());
    const row = traceRow(AT, ">", all);
    assertEquals(read(row), [...all]);
    // deno-lint-ignore no-control-regex
    assert(!/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(row), row);
    assert(row.isWellFormed(), decode(all));
  }));
});
