import { assertEquals } from "@std/assert";
import {
  beginsWithCount,
  readRooms,
  readStatus,
  speaker,
} from "../../lib/protocol/answers.ts";

Deno.test("a status is one digit, perhaps with something glued to it", async (t) => {
  const cases: [
    "join" | "nick",
    string,
    ReturnType<typeof readStatus>,
  ][] = [
    ["join", "0", ["ok", ""]],
    ["join", "1", ["malformed", ""]],
    ["join", "2", null],
    ["nick", "2", ["taken", ""]],
    ["nick", "3", null],
    ["nick", "0welcome bob", ["ok", "welcome bob"]],
    ["nick", "0 welcome", ["ok", "welcome"]],
    ["nick", "10", null],
    ["nick", "02cool: hi", ["ok", "2cool: hi"]],
    ["nick", "22", null],
    ["join", "404 not found", null],
    ["join", "", null],
    ["join", "OK", null],
  ];
  for (const [request, text, status] of cases) {
    await t.step(`${request}: ${text}`, () => {
      assertEquals(readStatus(request, text), status);
    });
  }
});

Deno.test("an answer to /list begins with a number that is no sentence", () => {
  const all = ["0", "12", "2games", "999999", "2 rooms", "x2", "", "1234567"];
  assertEquals(all.filter(beginsWithCount), ["0", "12", "2games", "999999"]);
});

Deno.test("digits may be the count's or the first name's", () => {
  assertEquals(readRooms(["120"]), [
    { count: 120, names: [] },
    { count: 12, names: ["0"] },
    { count: 1, names: ["20"] },
  ]);
});

Deno.test("a speaker is told by the form of the message", () => {
  const cases: [string, string | null][] = [
    ["alice: hi", "alice"],
    ["a:b: hi", "a:b"],
    ["<alice> hi", "alice"],
    ["[alice] hi", "alice"],
    ["alice> hi", "alice"],
    ["日本: hi", "日本"],
    ["http://example.org", null],
    ["alice", null],
    ["two words: hi", null],
    ["", null],
    [": hi", null],
  ];
  for (const [text, name] of cases) assertEquals(speaker(text), name, text);
});
