import { assert } from "@std/assert";
import fc from "fast-check";
import { completeLength } from "../../lib/protocol/bytes.ts";

const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

Deno.test("completeLength() cuts a text only between its characters", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    const bytes = new TextEncoder().encode(text);
    for (let size = 0; size <= bytes.length; size++) {
      const length = completeLength(bytes.subarray(0, size));
      assert(text.startsWith(strict.decode(bytes.subarray(0, length))));
      assert(size - length < 4 && completeLength(bytes) === bytes.length);
    }
  }));
});

Deno.test("completeLength() leaves less than a character of any bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 9 }), (bytes) => {
    const length = completeLength(bytes);
    assert(bytes.length - 4 < length && length <= bytes.length);
  }));
});
