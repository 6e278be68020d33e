import { assertEquals } from "@std/assert";
import {
  beginsWithCount,
  readRooms,
  readStatus,
  speaker,
} from "../../lib/protocol/answers.ts";
import type { NamedWord } from "../../lib/protocol/commands.ts";

const STATUSES: [
  NamedWord,
  text: string,
  nick: string,
  ReturnType<typeof readStatus>,
][] = [
  ["join", "0", "", ["ok", ""]],
  ["join", " 0 ", "", ["ok", ""]],
  ["join", "1", "", ["malformed", ""]],
  ["join", "2", "", null],
  ["nick", "2", "2", ["taken", ""]],
  ["nick", "3", "", null],
  ["nick", "0welcome bob", "bob", ["ok", "welcome bob"]],
  ["nick", "0<alice> hi", "bob", ["ok", "<alice> hi"]],
  ["nick", "02cool: hi", "bob", ["ok", "2cool: hi"]],
  ["nick", "03d has joined the room.", "3d", ["ok", "3d has joined the room."]],
  ["nick", "0007 has joined the room.", "007", [
    "ok",
    "007 has joined the room.",
  ]],
  ["nick", "042", "42", ["ok", "42"]],
  ["nick", "042", "4", null],
  ["nick", "10", "", null],
  ["nick", "22", "", null],
  ["join", "404 not found", "", null],
  ["join", "", "", null],
  ["join", "OK", "", null],
];

/** Texts that only begin like an answer. */
const BANNERS = [
  "12:30 welcome",
  "0:30 until the restart",
  "127.0.0.1:5000: /list",
  "0.1 of the class server",
  "0 users online",
  "1 user online",
  "2 rooms",
  "1st server of the class",
  "2nd: hi",
  "10 people are here",
  "2024-11-25",
];

for (const [request, text, nick, status] of STATUSES) {
  Deno.test(`readStatus() of /${request} ${nick}: ${JSON.stringify(text)}`, () => {
    assertEquals(readStatus(request, text, nick), status);
  });
}

for (const text of BANNERS) {
  Deno.test(`readStatus() and beginsWithCount() refuse "${text}"`, () => {
    assertEquals(readStatus("join", text), null);
    assertEquals(readStatus("nick", text, "bob"), null);
    assertEquals(beginsWithCount(text, true), text === "1st");
    assertEquals(beginsWithCount(text, false), false);
  });
}

const COUNTS: [text: string, alone: boolean, glued: boolean][] = [
  ["0", true, true],
  ["12", true, true],
  ["999999", true, true],
  ["2games", false, true],
  ["2日本", false, true],
  ["x2", false, false],
  ["", false, false],
  ["1234567", false, false],
];

for (const [text, alone, glued] of COUNTS) {
  Deno.test(`beginsWithCount() of "${text}"`, () => {
    assertEquals(beginsWithCount(text, false), alone);
    assertEquals(beginsWithCount(text, true), glued);
  });
}

Deno.test("readRooms() gives each way to read digits", () => {
  assertEquals(readRooms(["120"]), [
    { count: 120, names: [] },
    { count: 12, names: ["0"] },
    { count: 1, names: ["20"] },
  ]);
});

const SPEAKERS: [string, string | null][] = [
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

for (const [text, name] of SPEAKERS) {
  Deno.test(`speaker() of "${text}"`, () => assertEquals(speaker(text), name));
}
