import { assertEquals } from "@std/assert";
import type { News } from "../../lib/protocol/events.ts";
import { json } from "../../lib/view/json.ts";
import { type Remark, sentence } from "../../lib/view/sentences.ts";

const server = { host: "127.0.0.1", port: 5220, address: "127.0.0.1:5220" };
const around = { ...server, timeout: 10, script: true };
const at = new Date("2026-03-01T12:00:00.5Z");

/** News, and what each of its lines is, but for the time. */
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
  [{ type: "joined", room: "games" }, '"type":"joined","room":"games"'],
  [{ type: "named", nick: "bob" }, '"type":"named","nick":"bob"'],
  [{ type: "users", users: ["a", "b"] }, '"type":"users","users":["a","b"]'],
  [
    { type: "messages", text: "alice: hi\n<bob> 1\nthe end is near" },
    '"type":"message","text":"alice: hi","from":"alice"',
    '"type":"message","text":"<bob> 1","from":"bob"',
    '"type":"message","text":"the end is near","from":null',
  ],
  [
    { type: "messages", text: 'a"\x1b\x9b\u202e\\' },
    String.raw`"type":"message","text":"a\"\u001b\u009b\u202e\\","from":null`,
  ],
  [{ type: "notice", text: "Hi!\x07" }, '"type":"notice","text":"Hi!\\u0007"'],
  [{ type: "said", nick: "bob", text: "hi" }],
  [{ type: "typed", place: { at: "ended" }, text: "/list" }],
  [{ type: "closed", reason: "lost" }, '"type":"closed","reason":"lost"'],
];

for (const [news, ...lines] of EXACT) {
  Deno.test(`in JSON, "${news.type}" is ${lines.join() || "nothing"}`, () => {
    const out = lines
      .map((line) => `{"at":"2026-03-01T12:00:00.500Z",${line}}\n`).join("");
    assertEquals(json(around)(news, at), { out });
  });
}

const malformed = { request: "join", reason: "malformed" } as const;
const taken = { request: "nick", reason: "taken" } as const;
const why = { type: "mistake", why: "unknown", where: "lobby" } as const;

/** News that is told in a sentence, and what stands beside it. */
const TOLD: [news: Remark, beside: object][] = [
  [{ type: "refused", ...malformed, name: "a b" }, malformed],
  [{ type: "refused", ...taken, name: "bob" }, taken],
  [{ type: "rooms differ", count: 3, came: 1 }, { type: "notice" }],
  [{ type: "split", count: 2 }, { type: "notice" }],
  [{ type: "help", where: "room" }, { type: "notice" }],
  [{ type: "waiting", request: "join" }, { type: "notice" }],
  [{ type: "unsent", text: "hi" }, { type: "error" }],
  [{ type: "uncertain", text: "hi" }, { type: "error" }],
  [
    { type: "mistake", mistake: { ...why, typed: "/lst" }, line: 4 },
    { type: "error" },
  ],
  [
    { type: "failure", failure: { why: "lost", detail: null } },
    { type: "error" },
  ],
];

for (const [news, beside] of TOLD) {
  Deno.test(`in JSON, "${news.type}" is told in a sentence`, () => {
    const { type } = news;
    const { out = "" } = json(around)(news, at);
    const text = sentence(news, around);
    const object = { at: at.toISOString(), type, ...beside, text };
    assertEquals(out, `${JSON.stringify(object)}\n`);
  });
}

Deno.test("an error is told on standard error as well", () => {
  const news = { type: "mistake", line: 4 } as const;
  const mistake = { ...why, typed: "/lst" };
  const { err } = json(around)({ ...news, mistake }, at);
  assertEquals(err, `parley: ${sentence({ ...news, mistake }, around)}\n`);
});
