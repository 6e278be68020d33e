import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { decode, encode } from "../../lib/text/utf8.ts";

Deno.test("encode(decode()) gives any bytes back", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    assertEquals([...encode(decode(bytes))], [...bytes]);
  }));
});

Deno.test("decode() escapes what is not UTF-8, as TextDecoder tells it", () => {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const pieces = fc.constantFrom(
    ...[[0x41], [0xc3, 0xa9], [0xe2, 0x82, 0xac], [0xf0, 0x9f, 0xa6, 0xa6]],
    ...[[0xc0], [0xc3], [0xe0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90], [0xff]],
  );
  fc.assert(fc.property(fc.array(pieces, { maxLength: 8 }), (pieces) => {
    const bytes = Uint8Array.from(pieces.flat());
    const text = decode(bytes);
    let isUtf8 = true;
    try {
      assertEquals(strict.decode(bytes), text);
    } catch {
      isUtf8 = false;
    }
    assertEquals(text.isWellFormed(), isUtf8);
  }));
});

Deno.test("encode() takes halves of a character apart and together", () => {
  const halves = [Uint8Array.of(0xc3), Uint8Array.of(0xa9)];
  assertEquals(halves.map(decode), ["\udcc3", "\udca9"]);
  assertEquals([...encode(`bob> ${decode(Uint8Array.of(0xc3))}`)].at(-1), 0xc3);
  assertEquals(encode("\ud83e"), encode("\ufffd"));
});
