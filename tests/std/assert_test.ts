import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

/** What a check says when it fails, or `null` when it holds. */
function complaint(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "no error";
  }
}

function throwTypeError(): never {
  throw new TypeError("bad room name");
}

const HOLDS: Record<string, () => unknown> = {
  "a truthy value": () => assert("0"),
  "equal numbers": () => assertEquals(1, 1),
  "NaN and NaN": () => assertEquals(NaN, NaN),
  "objects with the same properties": () =>
    assertEquals({ a: 1, b: [2, { c: "3" }] }, { b: [2, { c: "3" }], a: 1 }),
  "equal maps": () =>
    assertEquals(new Map([["a", [1]]]), new Map([["a", [1]]])),
  "equal sets": () => assertEquals(new Set([1, 2]), new Set([1, 2])),
  "equal dates": () => assertEquals(new Date(5), new Date(5)),
  "equal bytes": () => assertEquals(new Uint8Array([1]), new Uint8Array([1])),
  "a pattern that matches": () => assertMatch("Raptor", /^Rap/),
  "a part of a text": () => assertStringIncludes("Hello", "ello"),
  "an error that is thrown": () => assertThrows(throwTypeError, Error),
  "an error of a class": () => assertThrows(throwTypeError, TypeError),
  "an error that says why": () => assertThrows(throwTypeError, Error, "room"),
};

const FAILS: Record<string, () => unknown> = {
  "a falsy value": () => assert(""),
  "different numbers": () => assertEquals(1, 2),
  "a number and a text": () => assertEquals<unknown>(1, "1"),
  "null and undefined": () => assertEquals<unknown>(null, undefined),
  "objects that differ deep down": () => assertEquals([{ a: 1 }], [{ a: 2 }]),
  "arrays of different lengths": () => assertEquals([1], [1, 2]),
  "different maps": () => assertEquals(new Map([["a", 1]]), new Map()),
  "different bytes": () => assertEquals(new Uint8Array(1), new Uint8Array(2)),
  "a pattern that does not match": () => assertMatch("Denosaurus", /Raptor/),
  "a text without the part": () => assertStringIncludes("Hello", "hello"),
  "no error": () => assertThrows(() => 0, Error),
  "an error of another class": () => assertThrows(throwTypeError, RangeError),
  "an error that says something else": () =>
    assertThrows(throwTypeError, TypeError, "nickname"),
  "what is thrown and no error": () =>
    assertThrows(() => {
      throw "bad room name";
    }, Error),
};

for (const [name, check] of Object.entries(HOLDS)) {
  Deno.test(`an assertion holds for ${name}`, () => {
    if (complaint(check) !== null) throw new Error("it failed");
  });
}

for (const [name, check] of Object.entries(FAILS)) {
  Deno.test(`an assertion fails for ${name}`, () => {
    if (complaint(check) === null) throw new Error("it held");
  });
}

Deno.test("a failed assertion says what it was told to say", () => {
  for (
    const check of [
      () => assert(false, "no rooms"),
      () => assertEquals(1, 2, "no rooms"),
      () => assertMatch("a", /b/, "no rooms"),
      () => assertStringIncludes("a", "b", "no rooms"),
    ]
  ) assertStringIncludes(complaint(check) ?? "", "no rooms");
});

Deno.test("assertThrows returns the error", () => {
  assertEquals(assertThrows(throwTypeError, Error).message, "bad room name");
});
