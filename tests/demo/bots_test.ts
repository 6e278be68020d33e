import { assert, assertEquals } from "@std/assert";
import { answerOf, BOTS, greeting } from "../../lib/demo/bots.ts";
import { byteLength, MESSAGE_BYTES } from "../../lib/protocol/limits.ts";

const ANSWERS: [heard: string, answer: string | null][] = [
  ["bob: hi otter", "bob: hello!"],
  ["bob: Hello, Otter!", "bob: hello!"],
  ["bob: otter, hey", "bob: hello!"],
  ["bob: bye otter", "bob: see you; /logout leaves"],
  ["bob: thanks otter", "bob: you are welcome"],
  ["bob: thank you, OTTER", "bob: you are welcome"],
  ["bob: otter, is it cold?", "bob: I would have to ask the fish"],
  ["bob: otter", "bob: you called?"],
  ["bob: this otter likes sushi", "bob: you called?"],
  ["né: hi otter", "né: hello!"],
  ["bob> hi otter", "bob: hello!"],
  ["heron> hi otter", null],
  ["bob has joined the room.  There are 3 people in the room.", null],
  ["otters: hi all", null],
  ["bob: hi all", null],
  ["bob: ", null],
  ["bob: hi heron", null],
  ["heron: hi otter", null],
  ["otter: hi otter", null],
  ["the otter is here", null],
  ["", null],
];

for (const [heard, answer] of ANSWERS) {
  Deno.test(`answerOf() of ${JSON.stringify(heard)} is ${answer}`, () => {
    const [otter] = BOTS;
    assert(otter?.nick === "otter");
    assertEquals(answerOf(otter, heard), answer);
  });
}

Deno.test("answerOf() answers no bot, or they would never stop", () => {
  for (const bot of BOTS) {
    for (const other of BOTS) {
      for (const text of [...other.smallTalk, greeting(bot.nick)]) {
        assertEquals(answerOf(bot, `${other.nick}> ${text}`), null);
      }
    }
  }
});

Deno.test("BOTS and greeting() say nothing that is too long for one message", () => {
  for (const { nick, smallTalk } of BOTS) {
    for (const text of [...smallTalk, greeting("x".repeat(64))]) {
      assert(text !== "" && !text.startsWith("/"));
      assert(byteLength(`${nick}> ${text}`) <= MESSAGE_BYTES);
    }
  }
});
