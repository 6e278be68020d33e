import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { isPrintable } from "../../lib/text/ascii.ts";

const LONG = "alice: a message like any other\n".repeat(100);

Deno.test("isPrintable() sees any character in any place of a long text", () => {
  for (let code = 0; code < 0x180; code++) {
    const isOne = code === 0x09 || code === 0x0a ||
      (code >= 0x20 && code <= 0x7e);
    for (let place = 500; place < 504; place++) {
      const character = String.fromCharCode(code);
      const text = LONG.slice(0, place) + character + LONG.slice(place);
      assertEquals(isPrintable(text), isOne, `U+${code.toString(16)}`);
    }
  }
});

Deno.test("isPrintable() sees one at its end, however long it is", () => {
  for (let length = 1020; length < 1032; length++) {
    const text = LONG.slice(0, length);
    assert(isPrintable(text));
    assert(!isPrintable(`${text}\x1b`) && !isPrintable(`${text}é`));
  }
  const longest = LONG.repeat(30);
  assert(isPrintable(longest) && !isPrintable(`${longest}\x07`));
});

Deno.test("isPrintable() judges long and short texts alike", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const isAny = /^[\t\n -~]*$/.test(text);
    assertEquals([isPrintable(text), isPrintable(LONG + text)], [isAny, isAny]);
  }));
});
