import { assert, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import type { MistakeReason, Where } from "../../lib/protocol/commands.ts";
import type { Failure, Refusal } from "../../lib/protocol/events.ts";
import {
  type Remark,
  sentence,
  unreachable,
} from "../../lib/view/sentences.ts";

function told(news: Remark, script = true, address = "a.org:80"): string {
  return sentence(news, { address, timeout: 7, script });
}

function refused(
  request: "join" | "nick",
  name: string,
  reason: Refusal = "malformed",
): Remark {
  return { type: "refused", request, name, reason };
}

function mistake(why: MistakeReason, typed: string, where: Where): Remark {
  const mistake = { type: "mistake", why, typed, where } as const;
  return { type: "mistake", mistake, line: 4 };
}

function failure(why: Failure["why"], rest: object): Remark {
  return { type: "failure", failure: { why, ...rest } as Failure };
}

/** What there is to tell, and what must not be missing when it is told. */
const FACTS: [news: Remark, facts: RegExp][] = [
  [{ type: "connected" }, /connected to a\.org:80/],
  [{ type: "rooms differ", count: 3, came: 1 }, /3 rooms.* 1 came/],
  [{ type: "rooms differ", count: 1, came: 2 }, /1 room\b.* 2 came/],
  [{ type: "joined", room: "games" }, /joined games.*\/nick NAME/],
  [{ type: "named", nick: "bob" }, /bob/],
  [{ type: "notice", text: "Welcome!" }, /server.*Welcome!/],
  [{ type: "waiting", request: "join" }, /waiting.*\/join/],
  [{ type: "split", count: 3 }, /too long.* 3/],
  [{ type: "help", where: "lobby" }, /\/list, \/join ROOM, \/logout or/],
  [{ type: "help", where: "naming" }, / \/nick NAME, \/logout or \/quit/],
  [{ type: "help", where: "room" }, /message, \/\/text.*, \/who, \/logout/],
  [{ type: "unsent", text: "hi all" }, /not sent.*hi all/],
  [{ type: "uncertain", text: "hi all" }, /may not have arrived.*hi all/],
  [refused("join", "a b"), /room "a b".*\/join ROOM/],
  [refused("nick", "b b"), /nickname "b b".*\/nick NAME/],
  [refused("nick", "bob", "taken"), /nickname "bob".*taken.*\/nick NAME/],
  [mistake("unknown", "/lst", "lobby"), /^line 4: .*\/lst.* \/list, /],
  [mistake("misplaced", "/who", "lobby"), /\/who.*in the lobby.* \/list, /],
  [mistake("misplaced", "/who", "naming"), /\/who.*nickname.* \/nick NAME,/],
  [mistake("misplaced", "/list", "room"), /\/list.*in a room.* \/who, /],
  [mistake("no argument", "/join", "lobby"), /\/join needs a ROOM/],
  [mistake("no argument", "/NICK", "naming"), /\/NICK needs a NAME/],
  [mistake("needless argument", "/list", "lobby"), /follow.*\/list/],
  [mistake("no command", "hello", "lobby"), /"hello".*in the lobby/],
  [mistake("no command", "hello", "naming"), /"hello".*nickname/],
  [mistake("too long", "/join", "lobby"), /\/join.*too long/],
  [mistake("server command", "/who", "room"), /\/who.*command/],
  [failure("unreachable", { detail: "refused" }), /a\.org:80.*refused.*demo/],
  [failure("lost", { detail: null }), /a\.org:80 closed the connection/],
  [failure("lost", { detail: "no route" }), /a\.org:80.*lost.*no route/],
  [failure("no answer", { request: "join" }), /\/join.*7 s/],
  [failure("stuck", { text: "hi" }), /7 s/],
  [failure("deaf", { detail: "no space" }), /standard output.*no space/],
  [failure("refused", { request: "join", line: 4 }), /^line 4: .*\/join/],
  [failure("refused", { request: "nick", line: null }), /end of.*\/nick/],
];

for (const [news, facts] of FACTS) {
  Deno.test(`${JSON.stringify(news)} is told with ${facts}`, () => {
    assertMatch(told(news), facts);
    assertMatch(told(news), /^[^\n]+[^\s.]$/);
  });
}

Deno.test("an unreachable server is named, with why and a way to practise", () => {
  assertMatch(
    unreachable("b.org:1", "no route"),
    /b\.org:1.*no route.*parley demo/,
  );
});

Deno.test("a person may type a bare nickname, a script may not", () => {
  const news = { type: "help", where: "naming" } as const;
  assertStringIncludes(told(news, false), "a nickname,");
  assert(!told(news, true).includes("a nickname,"));
});

Deno.test("a mistake quotes no more of a long line than is needed", () => {
  const long = told(mistake("no command", "x".repeat(9999), "lobby"));
  assertStringIncludes(long, "xxx");
  assert(long.length < 300, long);
});

Deno.test("whatever a text holds, a sentence is one harmless line", () => {
  const unit = fc.constantFrom("a", " ", "\n", "\x1b", "\x9b", "\u202e");
  fc.assert(fc.property(fc.string({ unit }), (text) => {
    const all = [
      ...["notice", "unsent", "uncertain"].map((type) => ({ type, text })),
      ...["unreachable", "lost", "deaf"]
        .map((why) => ({ type: "failure", failure: { why, detail: text } })),
      { type: "joined", room: text },
      { type: "named", nick: text },
      refused("nick", text),
      mistake("unknown", text, "lobby"),
    ].map((news) => told(news as Remark, true, text));
    assert(!/[\p{Cc}\p{Cf}]/u.test(all.join("")));
  }));
});
