import { assertEquals } from "@std/assert";
import type { News } from "../../lib/protocol/events.ts";
import { plain } from "../../lib/view/plain.ts";

const CONTEXT = { host: "127.0.0.1", port: 5220, timeout: 10, script: true };
const AT = new Date(0);

const DATA: [criterion: string, news: News, out: string][] = [
  [
    "rooms, one per line",
    { type: "rooms", rooms: ["games", "a\nb\x1b"] },
    "games\na^Jb^[\n",
  ],
  ["no rooms as nothing", { type: "rooms", rooms: [] }, ""],
  [
    "users as names",
    { type: "users", users: ["alice\u2800", "bob"] },
    "alice<U+2800>\nbob\n",
  ],
  ["messages", { type: "messages", text: "a: hi\nb: ho" }, "a: hi\nb: ho\n"],
  [
    "messages that end with an LF",
    { type: "messages", text: "a: hi\nb: ho\n" },
    "a: hi\nb: ho\n",
  ],
  [
    "hostile messages, visibly",
    { type: "messages", text: "a: \x1b[2J\nb: \r" },
    "a: ^[[2J\nb: ^M\n",
  ],
  [
    "speakers as names",
    { type: "messages", text: "a\u2800: é\nb: ho" },
    "a<U+2800>: é\nb: ho\n",
  ],
  ["a tab as a tab", { type: "message", text: "a: b\tc" }, "a: b\tc\n"],
  [
    "an LF in a message as ^J",
    { type: "message", text: "a: b\nc: d" },
    "a: b^Jc: d\n",
  ],
  [
    "what goes on a message so that nobody speaks",
    { type: "message", text: "bob: I resign", isContinuation: true },
    "… bob: I resign\n",
  ],
];

for (const [criterion, news, out] of DATA) {
  Deno.test(`plain() writes ${criterion}`, () => {
    assertEquals(plain(CONTEXT)(news, AT), { out });
  });
}

const refused = { type: "refused", request: "join", name: "a\n" } as const;

/** What parley says, and whether it is an error. */
const REMARKS: [news: News, err: string, isError: boolean][] = [
  [{ type: "connected" }, "connected to 127.0.0.1:5220", false],
  [
    { type: "presence", nick: "ann", change: "left", people: 2 },
    "ann left; 2 people here",
    false,
  ],
  [{ type: "notice", text: "Hi!\nHo!" }, "the server says: Hi!^JHo!", false],
  [
    { ...refused, reason: "malformed" },
    'the server rejected the room "a^J"; try another with /join ROOM',
    true,
  ],
  [
    { type: "failure", failure: { reason: "lost", detail: null } },
    "the server at 127.0.0.1:5220 closed the connection",
    true,
  ],
  [{ type: "unsent", text: "a\tb" }, "not sent: a\tb", true],
  [{ type: "unconfirmed", text: "hi" }, "not confirmed: hi", true],
];

for (const [news, err, isError] of REMARKS) {
  Deno.test(`plain() says on standard error: ${err}`, () => {
    assertEquals(plain(CONTEXT)(news, AT), { err: `parley: ${err}\n` });
    const quiet = plain(CONTEXT, { quiet: true })(news, AT);
    assertEquals(quiet, isError ? { err: `parley: ${err}\n` } : {});
  });
}

Deno.test("plain() says each row of help, quiet or not", () => {
  const news = { type: "help", place: { at: "offline" } } as const;
  const err = "parley: any line  is kept until the connection is back\n" +
    "parley: /logout   log out and quit\n" +
    "parley: /quit     the same as /logout\n" +
    "parley: /help     show what you can type here\n";
  assertEquals(plain(CONTEXT)(news, AT), { err });
  assertEquals(plain(CONTEXT, { quiet: true })(news, AT), { err });
});

const UNTOLD: News[] = [
  { type: "closed", reason: "logout" },
  { type: "said", nick: "bob", text: "hi" },
  {
    type: "command",
    place: { at: "lobby", asksForRoom: false },
    text: "/list",
  },
];

for (const news of UNTOLD) {
  Deno.test(`plain() says nothing of "${news.type}"`, () => {
    assertEquals(plain(CONTEXT)(news, AT), {});
  });
}
