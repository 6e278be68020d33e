import { assertEquals, assertMatch } from "@std/assert";
import type { News } from "../../lib/protocol/events.ts";
import { plain } from "../../lib/view/plain.ts";

const around = { address: "127.0.0.1:5220", timeout: 10, script: true };

const DATA: [news: News, out: string][] = [
  [{ type: "rooms", rooms: ["games", "a\nb\x1b"] }, "games\na^Jb^[\n"],
  [{ type: "rooms", rooms: [] }, ""],
  [{ type: "users", users: ["alice", "\u202ebob"] }, "alice\n<U+202E>bob\n"],
  [{ type: "messages", text: "alice: hi" }, "alice: hi\n"],
  [{ type: "messages", text: "a: \x1b[2J\nb: \r" }, "a: ^[[2J\nb: ^M\n"],
];

for (const [news, out] of DATA) {
  Deno.test(`${news.type} go to standard output: ${out.trimEnd()}`, () => {
    assertEquals(plain(around)(news, new Date(0)), { out });
  });
}

const REMARKS: News[] = [
  { type: "connected" },
  { type: "joined", room: "games" },
  { type: "refused", request: "join", name: "a\n", reason: "malformed" },
  { type: "notice", text: "Welcome!\nBe nice." },
  { type: "help", where: "lobby" },
  { type: "failure", failure: { why: "lost", detail: null } },
];

for (const news of REMARKS) {
  Deno.test(`${JSON.stringify(news)} goes to standard error`, () => {
    const { out, err = "" } = plain(around)(news, new Date(0));
    assertEquals(out, undefined);
    assertMatch(err, /^parley: [^\n]+\n$/);
  });
}

const UNTOLD: News[] = [
  { type: "closed", reason: "logout" },
  { type: "said", nick: "bob", text: "hi" },
  { type: "typed", place: { at: "lobby", asked: false }, text: "/list" },
];

for (const news of UNTOLD) {
  Deno.test(`${JSON.stringify(news)} is not worth a line`, () => {
    assertEquals(plain(around)(news, new Date(0)), {});
  });
}
