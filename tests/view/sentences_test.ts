import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  COMMANDS,
  type InvalidReason,
  type StageName,
} from "../../lib/protocol/commands.ts";
import type { Failure, News } from "../../lib/protocol/events.ts";
import { textWidth } from "../../lib/text/width.ts";
import {
  type Context,
  isError,
  type Remark,
  sentence,
} from "../../lib/view/sentences.ts";

const PERSON: Context = {
  host: "34.73.23.1",
  port: 5220,
  timeout: 10,
  script: false,
};
const SCRIPT: Context = { ...PERSON, script: true };

const joined = { type: "joined", room: "games" } as const;
const presence = { type: "presence", nick: "ann" } as const;
const lost = { reason: "lost", detail: null } as const;
const noAnswer = { reason: "no answer", request: "join" } as const;

const failed = (failure: Failure): Remark => ({ type: "failure", failure });

/** What there is to tell, and how: to a person and, if it differs, to a script. */
const SENTENCES: [news: Remark, person: string, script?: string][] = [
  [{ type: "connected" }, "connected to 34.73.23.1:5220"],
  [
    { type: "count mismatch", announced: 3, received: 1 },
    "the server announced 3 rooms, but only 1 name could be told apart",
  ],
  [
    { type: "count mismatch", announced: 1, received: 2 },
    "the server announced 1 room, but sent 2 names",
  ],
  [
    joined,
    "joined games; which nickname do you want?",
    "joined games; choose a nickname with /nick NAME",
  ],
  [{ ...joined, isAutomatic: true }, "joined games"],
  [
    { type: "named", nick: "bob" },
    "you are now bob; type a message to send it to the room",
    "you are now bob",
  ],
  [{ type: "named", nick: "bob", isReturn: true }, "you are now bob"],
  [
    { type: "left" },
    "back in the lobby; /list lists the rooms, /join ROOM joins one",
    "back in the lobby",
  ],
  [
    { type: "leaving", seconds: 8 },
    "leaving within 8 s, once the server has read it all; Ctrl-C leaves now",
    "leaving within 8 s, once the server has read it all",
  ],
  [
    { type: "present", users: ["ann", "bob", "carol"] },
    "3 people here: ann, bob, carol",
  ],
  [{ type: "present", users: ["bob"] }, "nobody else is here"],
  [
    { ...presence, change: "joined", people: 3 },
    "ann joined; 3 people here",
  ],
  [{ ...presence, change: "joined", people: null }, "ann joined"],
  [
    { ...presence, change: "left", people: 1 },
    "ann left; nobody else is here",
  ],
  [
    { ...presence, change: "disconnected", people: 2 },
    "ann was disconnected; 2 people here",
  ],
  [
    { type: "refused", request: "join", name: "a b", reason: "malformed" },
    'the server rejected the room "a b"; type another one',
    'the server rejected the room "a b"; try another with /join ROOM',
  ],
  [
    { type: "refused", request: "nick", name: "a b", reason: "malformed" },
    'the server rejected the nickname "a b"; type another one',
    'the server rejected the nickname "a b"; try another with /nick NAME',
  ],
  [
    { type: "refused", request: "nick", name: "bob", reason: "taken" },
    'the nickname "bob" is taken; type another one',
    'the nickname "bob" is taken; try another with /nick NAME',
  ],
  [
    { type: "waiting", request: "list" },
    "waiting for the answer to /list",
  ],
  [
    { type: "retrying", detail: "connection refused", seconds: 16 },
    "no connection: connection refused; trying again in 16 s; Enter tries now",
    "no connection: connection refused; trying again in 16 s",
  ],
  [
    { type: "retrying", detail: null, seconds: 1 },
    "trying again in 1 s; Enter tries now",
    "trying again in 1 s",
  ],
  [
    { type: "nick in use", nick: "bob" },
    'your old connection may still hold "bob"; retrying (or use /nick NAME)',
    'your old connection may still hold "bob"; retrying',
  ],
  [{ type: "queued", text: "hello" }, "queued: hello"],
  [{ type: "notice", text: "Hi!\nHo!" }, "the server says: Hi!^JHo!"],
  [{ type: "split", count: 3 }, "message too long; sent in 3 parts"],
  [{ type: "unsent", text: "a\tb" }, "not sent: a\tb"],
  [
    { type: "unconfirmed", text: "hello" },
    "may not have arrived: hello",
    "not confirmed: hello",
  ],
  [
    { type: "omitted", what: "unsent", count: 4200 },
    "4200 earlier lines were not sent",
  ],
  [
    { type: "omitted", what: "unconfirmed", count: 1 },
    "1 earlier line may not have arrived",
    "1 earlier line is not confirmed",
  ],
  [
    { type: "input discarded" },
    "not sent: the rest of the input, which was not read",
  ],
  [
    failed({ reason: "unreachable", detail: "connection refused" }),
    "cannot connect to 34.73.23.1:5220: connection refused; try: parley demo",
    "cannot connect to 34.73.23.1:5220: connection refused",
  ],
  [failed(lost), "the server at 34.73.23.1:5220 closed the connection"],
  [
    failed({ ...lost, detail: "connection reset" }),
    "the connection to 34.73.23.1:5220 was lost: connection reset",
  ],
  [
    failed({ ...noAnswer, isSilent: true }),
    "the server did not answer /join within 10 s; try --eol lf",
  ],
  [
    failed({ ...noAnswer, isSilent: false }),
    "the server's answer to /join makes no sense; is the port right?",
  ],
  [failed({ reason: "stuck" }), "the server accepted no data for 10 s"],
  [
    failed({ reason: "input", detail: "is a directory" }),
    "cannot read standard input: is a directory",
  ],
  [
    failed({ reason: "output", detail: "no space left on device" }),
    "cannot write to standard output: no space left on device",
  ],
  [
    failed({ reason: "refused", request: "join", line: 4 }),
    "line 4: expected another /join after the refused one",
  ],
  [
    failed({ reason: "refused", request: "nick", line: null }),
    "end of input: expected another /nick after the refused one",
  ],
];

/** Lines that cannot be carried out, and the same. */
const INVALID: [
  stage: StageName,
  reason: InvalidReason,
  typed: string,
  person: string,
  script?: string,
][] = [
  [
    "room",
    "unknown",
    "/me",
    "there is no command /me; //me sends it, /help lists commands",
  ],
  [
    "lobby",
    "unknown",
    "/lst",
    "there is no command /lst; /help lists commands",
  ],
  [
    "room",
    "misplaced",
    "/list",
    "/list only works in the lobby; first /leave",
  ],
  [
    "naming",
    "misplaced",
    "/JOIN",
    "/JOIN only works in the lobby; first /leave",
  ],
  [
    "naming",
    "misplaced",
    "/who",
    "/who only works in a room; first /nick NAME",
  ],
  [
    "lobby",
    "misplaced",
    "/who",
    "/who only works in a room; first /join ROOM",
  ],
  [
    "lobby",
    "misplaced",
    "/nick",
    "/nick only works in a room; first /join ROOM",
  ],
  [
    "lobby",
    "misplaced",
    "/leave",
    "you are already in the lobby; /quit leaves parley",
  ],
  [
    "lobby",
    "no argument",
    "/join",
    "which room do you want?",
    "/join needs a ROOM, as in /join games",
  ],
  [
    "naming",
    "no argument",
    "/nick",
    "which nickname do you want?",
    "/nick needs a NAME, as in /nick bob",
  ],
  [
    "room",
    "no argument",
    "/join",
    "/join needs a ROOM, as in /join games",
  ],
  [
    "room",
    "no argument",
    "/nick",
    "/nick needs a NAME, as in /nick bob",
  ],
  [
    "lobby",
    "needless argument",
    "/list",
    "/list takes no argument; type it alone",
  ],
  [
    "lobby",
    "no command",
    "hello",
    'cannot send "hello" from the lobby; first /join ROOM',
  ],
  [
    "naming",
    "no command",
    "hello",
    'cannot send "hello" without a nickname; first /nick NAME',
  ],
  [
    "lobby",
    "no command",
    "0123456789".repeat(9),
    'cannot send "012345678901234567890123…" from the lobby; first /join ROOM',
  ],
  [
    "lobby",
    "too long",
    "/join",
    "that room name is too long; choose a shorter one",
  ],
  [
    "naming",
    "too long",
    "/nick",
    "that nickname is too long; choose a shorter one",
  ],
  [
    "room",
    "server command",
    "/logout",
    "the server would treat /logout as a command; put a word before it",
  ],
  [
    "room",
    "not UTF-8",
    "caf\ufffd",
    '"caf\ufffd" is not UTF-8; convert the input to UTF-8',
  ],
];

function invalid(
  stage: StageName,
  reason: InvalidReason,
  typed: string,
  line: number | null,
): Remark {
  const rule = COMMANDS.find(({ word }) => `/${word}` === typed.toLowerCase());
  return {
    type: "invalid line",
    invalid: { type: "invalid", reason, typed, stage, rule: rule ?? null },
    line,
  };
}

const ALL: [news: Remark, person: string, script: string][] = [
  ...SENTENCES.map(([news, person, script = person]) =>
    [news, person, script] as [Remark, string, string]
  ),
  ...INVALID.map(([stage, reason, typed, person, script = person]) =>
    [invalid(stage, reason, typed, null), person, script] as [
      Remark,
      string,
      string,
    ]
  ),
];

for (const [news, person, script] of ALL) {
  const name = news.type === "invalid line"
    ? `${news.invalid.typed} in the ${news.invalid.stage} stage`
    : `"${news.type}"`;
  Deno.test(`sentence() tells of ${name}: ${person}`, () => {
    assertEquals(sentence(news, PERSON), person);
    assertEquals(sentence(news, SCRIPT), script);
  });
}

Deno.test("sentence() fits a row of 80 columns beside the time and the mark", () => {
  for (const [news] of ALL) {
    const text = sentence(news, PERSON);
    assert(textWidth(text) <= 72, `${textWidth(text)} columns: ${text}`);
  }
});

Deno.test("sentence() names the line of the input that is invalid", () => {
  assertEquals(
    sentence(invalid("room", "misplaced", "/list", 4), SCRIPT),
    "line 4: /list only works in the lobby; first /leave",
  );
});

Deno.test("sentence() names 30 of the people in a crowded room", () => {
  const users = Array.from({ length: 42 }, (_, i) => `n${i}`);
  const text = sentence({ type: "present", users }, PERSON);
  assert(text.startsWith("42 people here: n0, n1, "), text);
  assert(text.endsWith(", n29 and 12 more"), text);
});

Deno.test("sentence() is one harmless line, whatever a text or a name holds", () => {
  const unit = fc.constantFrom("a", " ", "\n", "\x1b", "\x9b", "\u202e");
  fc.assert(fc.property(fc.string({ unit }), (text) => {
    const news = [
      ...["notice", "queued", "unsent", "unconfirmed"]
        .map((type) => ({ type, text })),
      ...["unreachable", "lost", "input", "output"]
        .map((reason) => ({
          type: "failure",
          failure: { reason, detail: text },
        })),
      { type: "retrying", detail: text, seconds: 1 },
      { type: "joined", room: text },
      { type: "named", nick: text },
      { type: "nick in use", nick: text },
      { type: "present", users: [text, text] },
      { ...presence, nick: text, change: "left", people: 2 },
      { type: "refused", request: "nick", name: text, reason: "taken" },
      invalid("lobby", "unknown", text, 1),
      invalid("lobby", "no command", text, 1),
    ] as Remark[];
    for (const context of [{ ...PERSON, host: text }, SCRIPT]) {
      const all = news.map((news) => sentence(news, context)).join("");
      assert(!/[\p{Cc}\p{Cf}]/u.test(all), all);
    }
  }));
});

/** News, and whether something went wrong: for a person, for a script. */
const ERRORS: [news: News, person: boolean, script?: boolean][] = [
  [invalid("lobby", "no argument", "/join", null), false, true],
  [invalid("naming", "no argument", "/nick", null), false, true],
  [invalid("room", "no argument", "/join", null), true],
  [invalid("room", "unknown", "/me", null), true],
  [{ type: "refused", request: "nick", name: "a", reason: "taken" }, true],
  [{ type: "unsent", text: "a" }, true],
  [{ type: "unconfirmed", text: "a" }, true],
  [{ type: "omitted", what: "unsent", count: 2 }, true],
  [{ type: "input discarded" }, true],
  [failed(lost), true],
  [joined, false],
  [{ type: "waiting", request: "who" }, false],
  [{ type: "messages", text: "a: b" }, false],
];

for (const [news, person, script = person] of ERRORS) {
  const what = JSON.stringify(news);
  Deno.test(`isError() is ${person} for a person, ${script} for a script: ${what}`, () => {
    assertEquals(isError(news, PERSON), person);
    assertEquals(isError(news, SCRIPT), script);
  });
}
