import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { byteLength, MESSAGE_BYTES } from "../../lib/protocol/limits.ts";
import { MessageReader } from "../../lib/server/message_reader.ts";

// What makes a property fail is not made smaller for ever.
fc.configureGlobal({ interruptAfterTimeLimit: 1000 });

const encoder = new TextEncoder();

/** A read; `null` stands for a time without one. */
type Read = string | Uint8Array<ArrayBuffer> | null;

/** What a reader makes of reads. */
function messages(reads: readonly Read[]): string[] {
  const reader = new MessageReader();
  const all: string[] = [];
  for (const read of reads) {
    if (read === null) reader.flush();
    else reader.push(typeof read === "string" ? encoder.encode(read) : read);
    for (let text; (text = reader.next()) !== null;) all.push(text);
  }
  reader.end();
  for (let text; (text = reader.next()) !== null;) all.push(text);
  return all;
}

const CASES: Record<
  string,
  [reads: Read[], messages: string[]]
> = {
  "LF, CRLF and NUL are delimiters": [["a\nb\r\nc\0d\r\0\r\n"], [
    "a",
    "b",
    "c",
    "d\r",
  ]],
  "a read without a delimiter is a message once it was waited for": [
    ["/list", null, "hi", "two words"],
    ["/list", "hi", "two words"],
  ],
  "a delimiter that comes in time makes it a line": [
    ["/li", "st\nmo", null, "re\n"],
    ["/list", "more"],
  ],
  "half a line at the end is not a message": [["a\nb"], ["a"]],
  "half a request at the end may be one": [["/logout"], ["/logout"]],
  "a read may end inside a character": [
    ["x", null, Uint8Array.of(0xc3), Uint8Array.of(0xa9), Uint8Array.of(0xe2)],
    ["x", "é", "\ufffd"],
  ],
  "empty lines are skipped": [["\n\r\n\0\0a\n\n"], ["a"]],
  "a byte order mark is kept": [["\ufeffa\n"], ["\ufeffa"]],
};

for (const [name, [reads, due]] of Object.entries(CASES)) {
  Deno.test(`MessageReader: ${name}`, () => {
    assertEquals(messages(reads), due);
  });
}

Deno.test("MessageReader.next() gives one message for a line of any length", () => {
  for (
    const length of [1023, 1024, 1025, 1026, 1027, 8189, 8192, 8193, 70_000]
  ) {
    const line = "x".repeat(length);
    const [first = "", ...rest] = messages([`${line}\r\n/list\r\n`]);
    assertEquals(rest, ["/list"], String(length));
    if (length <= MESSAGE_BYTES) assertEquals(first, line);
    assertEquals(byteLength(first) > MESSAGE_BYTES, length > MESSAGE_BYTES);
  }
});

Deno.test("MessageReader: the borders of reads mean nothing between lines", () => {
  const text = fc.array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.constantFrom("x".repeat(1024), "y".repeat(5000), "/list"),
    ),
    { maxLength: 6 },
  ).map((lines) => lines.map((line) => `${line}\n`).join(""));
  const cuts = fc.array(fc.nat(30_000), { maxLength: 10 });
  fc.assert(fc.property(text, cuts, (text, cuts) => {
    const bytes = encoder.encode(text);
    const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length]
      .toSorted((a, b) => a - b);
    const reads = ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
    const shape = (message: string) => message.slice(0, MESSAGE_BYTES + 1);
    assertEquals(messages(reads).map(shape), messages([bytes]).map(shape));
  }));
});
