import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import type { MistakeReason, Where } from "../../lib/protocol/commands.ts";
import {
  type Remark,
  sentence,
  unreachable,
} from "../../lib/view/sentences.ts";

const around = { address: "127.0.0.1:5220", timeout: 7, script: true };
const ADDRESS = around.address;

function mistake(
  why: MistakeReason,
  typed: string,
  where: Where,
  line: number | null = 4,
): Remark {
  const mistake = { type: "mistake", why, typed, where } as const;
  return { type: "mistake", mistake, line };
}

/** What there is to tell, and what must not be missing when it is told. */
const FACTS: [news: Remark, ...facts: string[]][] = [
  [{ type: "connected" }, "connected", ADDRESS],
  [{ type: "rooms differ", count: 3, came: 1 }, "3 rooms", "1 came"],
  [{ type: "rooms differ", count: 1, came: 2 }, "1 room,", "2 came"],
  [{ type: "joined", room: "games" }, "joined games", "/nick NAME"],
  [{ type: "named", nick: "bob" }, "bob"],
  [
    { type: "refused", request: "join", name: "a b", reason: "malformed" },
    'room "a b"',
    "/join ROOM",
  ],
  [
    { type: "refused", request: "nick", name: "b b", reason: "malformed" },
    'nickname "b b"',
    "/nick NAME",
  ],
  [
    { type: "refused", request: "nick", name: "bob", reason: "taken" },
    'nickname "bob"',
    "taken",
    "/nick NAME",
  ],
  [{ type: "notice", text: "Welcome!" }, "the server", "Welcome!"],
  [{ type: "split", count: 3 }, "too long", "3"],
  [{ type: "help", where: "lobby" }, "/list, /join ROOM, /logout or /quit"],
  [{ type: "help", where: "naming" }, "/nick NAME, /logout or /quit"],
  [
    { type: "help", where: "room" },
    "a message, //text to say /text, /who, /logout or /quit",
  ],
  [mistake("unknown", "/lst", "lobby"), "line 4: ", "/lst", "/list, "],
  [mistake("misplaced", "/who", "lobby"), "/who", "in the lobby", "/list, "],
  [mistake("misplaced", "/who", "naming"), "/who", "nickname", "/nick NAME"],
  [mistake("misplaced", "/list", "room"), "/list", "in a room", "/who"],
  [mistake("no argument", "/join", "lobby"), "/join needs a ROOM"],
  [mistake("no argument", "/NICK", "naming"), "/NICK needs a NAME"],
  [mistake("needless argument", "/list", "lobby"), "/list", "follow"],
  [mistake("no command", "hello", "lobby"), '"hello"', "in the lobby"],
  [mistake("no command", "hello", "naming"), '"hello"', "nickname"],
  [mistake("too long", "/join", "lobby"), "/join", "too long"],
  [mistake("server command", "/who", "room"), "/who", "command"],
  [{ type: "unsent", text: "hi all" }, "not sent", "hi all"],
  [{ type: "uncertain", text: "hi all" }, "may not have arrived", "hi all"],
  [
    {
      type: "failure",
      failure: { why: "unreachable", detail: "connection refused" },
    },
    unreachable(ADDRESS, "connection refused"),
  ],
  [
    { type: "failure", failure: { why: "lost", detail: null } },
    ADDRESS,
    "closed the connection",
  ],
  [
    { type: "failure", failure: { why: "lost", detail: "no route" } },
    ADDRESS,
    "lost",
    "no route",
  ],
  [
    { type: "failure", failure: { why: "no answer", request: "join" } },
    "/join",
    "7 s",
  ],
  [{ type: "failure", failure: { why: "stuck", text: "hi" } }, "7 s"],
  [
    { type: "failure", failure: { why: "deaf", detail: "no space is left" } },
    "standard output",
    "no space is left",
  ],
  [
    { type: "failure", failure: { why: "refused", request: "join", line: 4 } },
    "line 4: ",
    "/join",
  ],
  [
    {
      type: "failure",
      failure: { why: "refused", request: "nick", line: null },
    },
    "end of the script",
    "/nick",
  ],
];

for (const [news, ...facts] of FACTS) {
  Deno.test(`${JSON.stringify(news)} is told with ${facts.join(" | ")}`, () => {
    const told = sentence(news, around);
    for (const fact of facts) assertStringIncludes(told, fact);
    assert(!/\n|[.\s]$/.test(told), told);
  });
}

Deno.test("an unreachable server is named, with why and a way to practise", () => {
  const told = unreachable("example.org:80", "no route");
  for (const fact of ["example.org:80", "no route", "parley demo"]) {
    assertStringIncludes(told, fact);
  }
});

Deno.test("only a line that has a number is numbered", () => {
  const told = sentence(mistake("unknown", "/lst", "lobby", null), around);
  assert(!told.includes("line"), told);
});

Deno.test("a person may type a bare nickname, a script may not", () => {
  const offers = [true, false].map((script) =>
    sentence({ type: "help", where: "naming" }, { ...around, script })
      .includes("a nickname")
  );
  assertEquals(offers, [false, true]);
});

Deno.test("a mistake quotes no more of a long line than is needed", () => {
  const told = sentence(
    mistake("no command", "x".repeat(9999), "lobby"),
    around,
  );
  assertStringIncludes(told, "xxx");
  assert(told.length < 300, told);
});

Deno.test("whatever a text holds, a sentence is one harmless line", () => {
  const unit = fc.constantFrom("a", " ", "\n", "\r", "\x1b", "\x9b", "\u202e");
  fc.assert(fc.property(fc.string({ unit }), (text) => {
    const remarks: Remark[] = [
      { type: "joined", room: text },
      { type: "named", nick: text },
      { type: "refused", request: "nick", name: text, reason: "taken" },
      { type: "notice", text },
      mistake("unknown", text, "lobby"),
      { type: "unsent", text },
      { type: "uncertain", text },
      { type: "failure", failure: { why: "unreachable", detail: text } },
      { type: "failure", failure: { why: "lost", detail: text } },
      { type: "failure", failure: { why: "deaf", detail: text } },
    ];
    return remarks.every((news) => {
      const told = sentence(news, { ...around, address: text });
      return !/[\p{Cc}\p{Cf}]/u.test(told);
    });
  }));
});
