import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

function fail(error: unknown = new TypeError("bad room")): never {
  throw error;
}

const HOLDS: [name: string, check: () => unknown][] = [
  ["a truthy value", () => assert("0")],
  ["NaN and NaN", () => assertEquals(NaN, NaN)],
  ["equal objects", () => assertEquals({ a: 1, b: [2] }, { b: [2], a: 1 })],
  ["equal maps", () => assertEquals(new Map([[1, [2]]]), new Map([[1, [2]]]))],
  ["equal sets", () => assertEquals(new Set([1, 2]), new Set([1, 2]))],
  ["equal dates", () => assertEquals(new Date(5), new Date(5))],
  ["equal bytes", () => assertEquals(Uint8Array.of(1), Uint8Array.of(1))],
  ["a pattern that matches", () => assertMatch("Raptor", /^Rap/)],
  ["a part of a text", () => assertStringIncludes("Hello", "ello")],
  ["an error", () => assertThrows(() => fail(), TypeError, "room")],
];

const FAILS: [name: string, check: () => unknown, says?: string][] = [
  ["a falsy value", () => assert("", "why"), "why"],
  ["a number and a text", () => assertEquals<unknown>(1, "1", "why"), "why"],
  ["different objects", () => assertEquals([{ a: 1 }], [{ a: 2 }])],
  ["a longer array", () => assertEquals([1], [1, 2])],
  ["different maps", () => assertEquals(new Map([[1, 2]]), new Map())],
  ["different bytes", () => assertEquals(new Uint8Array(1), new Uint8Array(2))],
  ["no match", () => assertMatch("a", /b/, "why"), "why"],
  ["no part", () => assertStringIncludes("Hello", "hello", "why"), "why"],
  ["no error", () => assertThrows(() => 0, Error)],
  ["an error of another class", () => assertThrows(() => fail(), RangeError)],
  ["an error that says else", () => assertThrows(() => fail(), Error, "nick")],
  ["what is no error", () => assertThrows(() => fail("bad room"), Error)],
];

for (const [name, check] of HOLDS) {
  Deno.test(`an assertion holds for ${name}`, () => void check());
}

for (const [name, check, says = ""] of FAILS) {
  Deno.test(`an assertion fails for ${name}`, () => {
    try {
      check();
    } catch (error) {
      if (error instanceof Error && error.message.includes(says)) return;
    }
    fail();
  });
}

Deno.test("assertThrows returns the error", () => {
  assertEquals(assertThrows(() => fail(), Error).message, "bad room");
});
