import { assertEquals } from "@std/assert";
import type { InvalidLine } from "../../lib/protocol/commands.ts";
import type { News } from "../../lib/protocol/events.ts";
import { json } from "../../lib/view/json.ts";
import { type Remark, sentence } from "../../lib/view/sentences.ts";

const CONTEXT = { host: "127.0.0.1", port: 5220, timeout: 10, script: true };
const AT = new Date("2026-03-01T12:00:00.5Z");

/** News, and what each of its lines is after the time. */
const EXACT: [news: News, ...lines: string[]][] = [
  [
    { type: "connected" },
    '"type":"connected","host":"127.0.0.1","port":5220',
  ],
  [
    { type: "rooms", rooms: ["games", "music"] },
    '"type":"rooms","rooms":["games","music"]',
  ],
  [{ type: "rooms", rooms: [] }, '"type":"rooms","rooms":[]'],
  [
    { type: "joined", room: "games", isAutomatic: true },
    '"type":"joined","room":"games"',
  ],
  [{ type: "named", nick: "bob" }, '"type":"named","nick":"bob"'],
  [{ type: "users", users: ["a", "b"] }, '"type":"users","users":["a","b"]'],
  [{ type: "present", users: ["a", "b"] }, '"type":"users","users":["a","b"]'],
  [
    { type: "presence", nick: "ann", change: "joined", people: 3 },
    '"type":"presence","nick":"ann","change":"joined","people":3',
  ],
  [
    { type: "presence", nick: "ann", change: "left", people: null },
    '"type":"presence","nick":"ann","change":"left","people":null',
  ],
  [
    { type: "messages", text: "alice: hi\n<bob> 1\nthe end is near\n" },
    '"type":"message","text":"alice: hi","from":"alice"',
    '"type":"message","text":"<bob> 1","from":"bob"',
    '"type":"message","text":"the end is near","from":null',
  ],
  [
    { type: "message", text: "alice> a\nb" },
    String.raw`"type":"message","text":"alice> a\nb","from":"alice"`,
  ],
  [
    { type: "message", text: "bob> I resign", isContinuation: true },
    '"type":"message","text":"bob> I resign","from":null,"continues":true',
  ],
  [
    { type: "message", text: 'a"\x1b\x9b\u202e\\' },
    String.raw`"type":"message","text":"a\"\u001b\u009b\u202e\\","from":null`,
  ],
  [
    { type: "notice", text: "Hi!\x07" },
    String.raw`"type":"notice","from":"server","text":"Hi!\u0007"`,
  ],
  [{ type: "said", nick: "bob", text: "hi" }],
  [{ type: "command", place: { at: "ended" }, text: "/list" }],
  [{ type: "closed", reason: "lost" }, '"type":"closed","reason":"lost"'],
];

for (const [news, ...lines] of EXACT) {
  Deno.test(`json() writes "${news.type}" as ${lines.join() || "nothing"}`, () => {
    const out = lines
      .map((line) => `{"at":"2026-03-01T12:00:00.500Z",${line}}\n`).join("");
    assertEquals(json(CONTEXT)(news, AT), { out });
  });
}

const malformed = { request: "join", reason: "malformed" } as const;
const taken = { request: "nick", reason: "taken" } as const;

/** News that is told in a sentence, and what stands before it. */
const NOTICES: [news: Remark, fields: object][] = [
  [{ type: "refused", ...malformed, name: "a b" }, {
    type: "refused",
    ...malformed,
  }],
  [{ type: "refused", ...taken, name: "bob" }, { type: "refused", ...taken }],
  ...([
    { type: "count mismatch", announced: 3, received: 1 },
    { type: "split", count: 2 },
    { type: "left" },
    { type: "leaving", seconds: 8 },
    { type: "waiting", request: "join" },
    { type: "retrying", detail: null, seconds: 1 },
    { type: "nick in use", nick: "bob" },
    { type: "queued", text: "hi" },
  ] as const).map((news) =>
    [news, { type: "notice", from: "parley" }] as [Remark, object]
  ),
];

for (const [news, fields] of NOTICES) {
  Deno.test(`json() writes "${news.type}" with a sentence`, () => {
    const text = sentence(news, CONTEXT);
    const object = { at: AT.toISOString(), ...fields, text };
    assertEquals(json(CONTEXT)(news, AT), {
      out: `${JSON.stringify(object)}\n`,
    });
  });
}

const noAnswer = { request: "who", isSilent: true } as const;
const invalid: InvalidLine = {
  type: "invalid",
  reason: "unknown",
  typed: "/lst",
  rule: null,
  stage: "lobby",
};

/** What goes wrong, and the fields that say what it is. */
const ERRORS: [news: Remark, fields: object][] = [
  ...([
    { reason: "unreachable", detail: "no route to host" },
    { reason: "lost", detail: null },
    { reason: "no answer", ...noAnswer },
    { reason: "stuck" },
    { reason: "input", detail: "is a directory" },
    { reason: "output", detail: "no space left on device" },
    { reason: "refused", request: "join", line: 4 },
  ] as const).map((failure) =>
    [{ type: "failure", failure }, { why: failure.reason }] as [Remark, object]
  ),
  [{ type: "invalid line", invalid, line: 4 }, { why: "mistake" }],
  [{ type: "unsent", text: "a\x1b" }, { why: "unsent", line: "a\x1b" }],
  [
    { type: "unconfirmed", text: "a\tb" },
    { why: "unconfirmed", line: "a\tb" },
  ],
  [
    { type: "omitted", what: "unconfirmed", count: 9 },
    { why: "unconfirmed", line: null },
  ],
  [{ type: "input discarded" }, { why: "unsent", line: null }],
];

for (const [news, fields] of ERRORS) {
  Deno.test(`json() writes the error ${JSON.stringify(fields)}, and on standard error`, () => {
    const text = sentence(news, CONTEXT);
    const object = { at: AT.toISOString(), type: "error", ...fields, text };
    assertEquals(json(CONTEXT)(news, AT), {
      out: `${JSON.stringify(object)}\n`,
      err: `parley: ${text}\n`,
    });
  });
}

Deno.test("json() writes what a person is asked back as a notice", () => {
  const asked: InvalidLine = { ...invalid, reason: "no argument" };
  const news = { type: "invalid line", invalid: asked, line: null } as const;
  const { out, err } = json({ ...CONTEXT, script: false })(news, AT);
  assertEquals(err, undefined);
  assertEquals(JSON.parse(out ?? ""), {
    at: AT.toISOString(),
    type: "notice",
    from: "parley",
    text: "which room do you want?",
  });
});

Deno.test("json() writes help as one notice, a line for each row", () => {
  const place = { at: "connecting" } as const;
  const { out = "" } = json(CONTEXT)({ type: "help", place }, AT);
  const { type, from, text } = JSON.parse(out);
  assertEquals([type, from], ["notice", "parley"]);
  assertEquals(text.split("\n").length, 4);
});
