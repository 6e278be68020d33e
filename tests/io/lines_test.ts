import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { lines, type Readable } from "../../lib/io/lines.ts";
import { select } from "../../lib/io/select.ts";
import type { Line } from "../../lib/protocol/events.ts";

/** An input of which each read gives one chunk, or as much of it as fits. */
function input(chunks: Uint8Array[]): Readable & { reads: number } {
  return {
    reads: 0,
    read(into) {
      const chunk = chunks[this.reads++];
      if (chunk === undefined) return Promise.resolve(null);
      const rest = chunk.subarray(into.length);
      if (rest.length > 0) chunks.splice(this.reads, 0, rest);
      into.set(chunk.subarray(0, into.length));
      return Promise.resolve(chunk.length - rest.length);
    },
  };
}

async function all(from: Readable): Promise<Line[]> {
  const source = lines(from);
  const found: Line[] = [];
  for (;;) {
    const event = await select([source]);
    if (event?.type === "eof") return found;
    assert(event?.type === "line");
    found.push(event.line);
  }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function line(text: string, number: number): Line {
  return { text, number, origin: "typed" };
}

const INPUTS: [name: string, input: Uint8Array, texts: string[]][] = [
  ["no bytes are no line", bytes(""), []],
  ["LF ends a line", bytes("a\nb\n"), ["a", "b"]],
  ["CRLF ends a line", bytes("a\r\nb\r\n"), ["a", "b"]],
  ["the last line may have no end", bytes("a\nb"), ["a", "b"]],
  ["empty lines are lines", bytes("\n\r\n\na\n"), ["", "", "", "a"]],
  ["NUL, ESC and other CRs stay", bytes("\0\x1b\ra\r\r\n"), ["\0\x1b\ra\r"]],
  ["UTF-8 may be cut anywhere", bytes("né€👩‍💻\n"), ["né€👩‍💻"]],
  ["what is not UTF-8 is escaped", Uint8Array.of(97, 255, 10, 98, 0xe2), [
    "a\udcff",
    "b\udce2",
  ]],
  ["a byte order mark begins no text", bytes("\ufeff/who\n\ufeff"), [
    "/who",
    "\ufeff",
  ]],
];

for (const [name, whole, texts] of INPUTS) {
  Deno.test(`lines(): ${name}`, async () => {
    const expected = texts.map((text, i) => line(text, i + 1));
    assertEquals(await all(input([whole])), expected);
    const byteByByte = Array.from(whole, (byte) => Uint8Array.of(byte));
    assertEquals(await all(input(byteByByte)), expected);
  });
}

Deno.test("lines() gives the lines of any text, wherever reads cut it", async () => {
  const unit = fc.constantFrom("a", " ", "/", "é", "👩‍💻", "\r", "\n", "\r\n");
  const anyText = fc.string({ unit, maxLength: 40 })
    .filter((text) => !text.endsWith("\r"));
  const anyCuts = fc.array(fc.nat({ max: 99 }));
  await fc.assert(fc.asyncProperty(anyText, anyCuts, async (text, cuts) => {
    const at = [0, ...cuts.toSorted((a, b) => a - b)];
    const chunks = at.map((cut, i) => bytes(text).subarray(cut, at[i + 1]));
    const texts = text.split(/\r?\n/);
    if (texts.at(-1) === "") texts.pop();
    const expected = texts.map((text, i) => line(text, i + 1));
    assertEquals(await all(input(chunks)), expected);
  }));
});

Deno.test("lines() gives a line of 10 MiB in parts of 64 KiB at most", async () => {
  const long = "x".repeat(10 * 1024 * 1024);
  const found = await all(input(["a\n", long, "\nb\n"].map(bytes)));
  const parts = found.slice(1, -1);
  assertEquals([found.at(0), found.at(-1)], [line("a", 1), line("b", 3)]);
  assert(parts.map(({ text }) => text).join("") === long);
  for (const [i, { text, number, origin }] of parts.entries()) {
    assertEquals([number, origin], [2, i > 0 ? "rest" : "typed"]);
    assert(bytes(text).length <= 64 * 1024);
  }
});

Deno.test("lines() reads no more than it needs for the lines asked for", async () => {
  const from = input(["a\nb\n", "c\n"].map(bytes));
  const source = lines(from);
  const reads = [from.reads];
  for (const _ of "abc") {
    await select([source]);
    reads.push(from.reads);
  }
  assertEquals(reads, [0, 1, 1, 2]);
});

Deno.test("lines() says why a folder cannot be read", async () => {
  using folder = await Deno.open(Deno.cwd());
  const event = await select([lines(folder)]);
  assertEquals(event, { type: "input failed", detail: "is a directory" });
});
