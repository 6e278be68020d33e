import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type Input,
  PasteReader,
  toLine,
  toLines,
} from "../../lib/io/paste.ts";

/** What keys and pastes there are, in one piece each. */
function read(chunks: readonly string[]): Input[] {
  const reader = new PasteReader();
  return chunks.flatMap((chunk) => reader.take(chunk))
    .reduce<Input[]>((all, input) => {
      const last = all.at(-1);
      if (last?.type !== input.type) return [...all, input];
      return [...all.slice(0, -1), { ...last, text: last.text + input.text }];
    }, []);
}

Deno.test("a paste stands between two markers", () => {
  assertEquals(read(["ab\x1b[200~one\ntwo\x1b[201~c"]), [
    { type: "keys", text: "ab" },
    { type: "paste", text: "one\ntwo" },
    { type: "keys", text: "c" },
  ]);
  assertEquals(read(["\x1b[A\x1b[20"]), [{ type: "keys", text: "\x1b[A" }]);
});

Deno.test("a paste without an end does not take Ctrl-C away", () => {
  const reader = new PasteReader();
  reader.take("\x1b[200~lost");
  assertEquals(reader.take("\x03"), [{ type: "keys", text: "\x03" }]);
});

Deno.test("wherever reads cut it", () => {
  const text = "ab\x1b[200~one\x1b[20two\x1b[201~c\x1b[A";
  fc.assert(fc.property(fc.array(fc.nat(text.length)), (cuts) => {
    const places = cuts.toSorted((a, b) => a - b);
    const chunks = [0, ...places].map((at, i) => text.slice(at, places[i]));
    assertEquals(read(chunks), read([text]));
  }));
});

Deno.test("a pasted text becomes one line and its lines again", () => {
  const cases: [pasted: string, line: string, lines: string[]][] = [
    ["one\ntwo", "one␊two", ["one", "two"]],
    ["one\r\ntwo\rthree\n", "one␊two␊three␊", ["one", "two", "three", ""]],
    ["a\u2028b\u2029c\u0085d", "a␊b␊c␊d", ["a", "b", "c", "d"]],
    ["x\u202ey\x9bz\x7f", "x<U+202E>y<U+009B>z^?", ["x<U+202E>y<U+009B>z^?"]],
    ["\tx\x1b[0m\x00", "␉x␛[0m␀", ["\tx␛[0m␀"]],
  ];
  for (const [pasted, line, lines] of cases) {
    assertEquals(toLine(pasted), line);
    assertEquals(toLines(line), lines);
  }
});
