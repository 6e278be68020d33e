import { assertEquals } from "@std/assert";
import type { News } from "../../lib/protocol/events.ts";
import { plain } from "../../lib/view/plain.ts";
import type { Text } from "../../lib/view/view.ts";

const around = { address: "127.0.0.1:5220", timeout: 10, script: true };

const DATA: [news: News, text: Text][] = [
  [{ type: "rooms", rooms: ["games", "music"] }, { out: "games\nmusic\n" }],
  [{ type: "rooms", rooms: [] }, { out: "" }],
  [{ type: "rooms", rooms: ["a\nb\x1b"] }, { out: "a^Jb^[\n" }],
  [{ type: "users", users: ["alice", "bob"] }, { out: "alice\nbob\n" }],
  [{ type: "users", users: ["\u202ebob"] }, { out: "<U+202E>bob\n" }],
  [{ type: "messages", text: "alice: hi" }, { out: "alice: hi\n" }],
  [{ type: "messages", text: "a: 1\nb: 2" }, { out: "a: 1\nb: 2\n" }],
  [{ type: "messages", text: "a: \x1b[2J\r" }, { out: "a: ^[[2J^M\n" }],
  [{ type: "closed", reason: "logout" }, {}],
];

for (const [news, text] of DATA) {
  Deno.test(`a script sees ${JSON.stringify(news)} on standard output`, () => {
    assertEquals(plain(around)(news, new Date(0)), text);
  });
}

const REMARKS: News[] = [
  { type: "connected" },
  { type: "rooms differ", count: 3, came: 1 },
  { type: "joined", room: "games" },
  { type: "named", nick: "bob" },
  { type: "refused", request: "join", name: "a b", reason: "malformed" },
  { type: "notice", text: "Welcome!" },
  { type: "split", count: 2 },
  { type: "help", where: "lobby" },
  { type: "unsent", text: "hi" },
  { type: "uncertain", text: "hi" },
  { type: "failure", failure: { why: "lost", detail: null } },
];

for (const news of REMARKS) {
  Deno.test(`a script is told of "${news.type}" on standard error`, () => {
    const { out, err = "" } = plain(around)(news, new Date(0));
    assertEquals([out, /^parley: [^\n]+\n$/.test(err)], [undefined, true]);
  });
}
