import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { visible } from "../../lib/text/visible.ts";
import {
  mentions,
  readMessage,
  visibleMessage,
} from "../../lib/view/message.ts";

const SHOWN: [criterion: string, text: string, shown: string][] = [
  ["printable text as it is", "alice> hi", "alice> hi"],
  ["a tab as it is", "alice> a\tb", "alice> a\tb"],
  ["an LF as ^J, so that it begins no row", "a> hi\nb> ho", "a> hi^Jb> ho"],
  ["control characters by their names", "a> \x1b[2J\r", "a> ^[[2J^M"],
  ["the speaker as a name", "al\u200dice> क्\u200dष", "al<U+200D>ice> क्\u200dष"],
  ["the speaker in brackets as a name", "<a\u2800> hi", "<a<U+2800>> hi"],
];

for (const [criterion, text, shown] of SHOWN) {
  Deno.test(`visibleMessage() shows ${criterion}`, () => {
    assertEquals(visibleMessage(text), shown);
  });
}

Deno.test("visibleMessage() shows that a text goes on the message before it", () => {
  assertEquals(visibleMessage("bob> I resign", true), "… bob> I resign");
});

Deno.test("readMessage() names nobody in what goes on the message before it", () => {
  assertEquals(readMessage("bob> I resign", true).from, null);
  assertEquals(readMessage("… bob> I resign").from, null);
});

Deno.test("visibleMessage() is the message where nothing is hidden", () => {
  const unit = fc.constantFrom(
    "a",
    "b",
    "é",
    "日",
    "<",
    ">",
    ":",
    " ",
    "[",
    "]",
  );
  fc.assert(fc.property(fc.string({ unit }), (text) => {
    assertEquals(visibleMessage(text), text);
  }));
});

Deno.test("visibleMessage() shows all that visible() shows", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const shown = visibleMessage(`a> ${text}`);
    assertEquals(visible(shown), shown);
  }));
});

const MENTIONS: [text: string, nick: string, isMention: boolean][] = [
  ["> hi, bob!", "bob", true],
  ["> BOB?", "bob", true],
  ["> bobsled", "bob", false],
  ["> über", "ber", false],
  ["> a.c", "a.c", true],
  ["> abc", "a.c", false],
];

for (const [text, nick, isMention] of MENTIONS) {
  Deno.test(`mentions() is ${isMention} for ${nick} in "${text}"`, () => {
    assertEquals(mentions(text, nick), isMention);
  });
}
