import { assert, assertEquals } from "@std/assert";
import type { News } from "../../lib/protocol/events.ts";
import { json } from "../../lib/view/json.ts";
import { sentence } from "../../lib/view/sentences.ts";

const around = {
  host: "127.0.0.1",
  port: 5220,
  address: "127.0.0.1:5220",
  timeout: 10,
  script: true,
};
const at = new Date("2026-03-01T12:00:00.5Z");

function shown(news: News): { out?: string; err?: string } {
  return json(around)(news, at);
}

/** News, and what follows `"at"` in each of its lines. */
const OBJECTS: [news: News, ...objects: string[]][] = [
  [
    { type: "connected" },
    '"type":"connected","host":"127.0.0.1","port":5220}',
  ],
  [
    { type: "rooms", rooms: ["games", "music"] },
    '"type":"rooms","rooms":["games","music"]}',
  ],
  [{ type: "rooms", rooms: [] }, '"type":"rooms","rooms":[]}'],
  [{ type: "joined", room: "games" }, '"type":"joined","room":"games"}'],
  [{ type: "named", nick: "bob" }, '"type":"named","nick":"bob"}'],
  [
    { type: "users", users: ["alice", "bob"] },
    '"type":"users","users":["alice","bob"]}',
  ],
  [
    { type: "messages", text: "alice: hi" },
    '"type":"message","text":"alice: hi","from":"alice"}',
  ],
  [
    { type: "messages", text: "<bob> 1\ncarol> 2\nthe end is near" },
    '"type":"message","text":"<bob> 1","from":"bob"}',
    '"type":"message","text":"carol> 2","from":"carol"}',
    '"type":"message","text":"the end is near","from":null}',
  ],
  [
    { type: "messages", text: 'a"\x1b\x9b\u202e\\' },
    String.raw`"type":"message","text":"a\"\u001b\u009b\u202e\\","from":null}`,
  ],
  [
    { type: "notice", text: "Welcome!\x07" },
    String.raw`"type":"notice","text":"Welcome!\u0007"}`,
  ],
  [{ type: "closed", reason: "logout" }, '"type":"closed","reason":"logout"}'],
  [{ type: "closed", reason: "lost" }, '"type":"closed","reason":"lost"}'],
];

for (const [news, ...objects] of OBJECTS) {
  Deno.test(`in JSON, ${JSON.stringify(news)} is what the page says`, () => {
    const lines = objects
      .map((rest) => `{"at":"2026-03-01T12:00:00.500Z",${rest}\n`);
    assertEquals(shown(news), { out: lines.join("") });
  });
}

const mistake = {
  type: "mistake",
  why: "unknown",
  typed: "/lst",
  where: "lobby",
} as const;

/** News told in a sentence, what stands beside it, and where else it goes. */
const SENTENCES: [news: Parameters<typeof sentence>[0], object, "err"?][] = [
  [
    { type: "refused", request: "join", name: "a b", reason: "malformed" },
    { type: "refused", request: "join", reason: "malformed" },
  ],
  [
    { type: "refused", request: "nick", name: "bob", reason: "taken" },
    { type: "refused", request: "nick", reason: "taken" },
  ],
  [{ type: "rooms differ", count: 3, came: 1 }, { type: "notice" }],
  [{ type: "split", count: 2 }, { type: "notice" }],
  [{ type: "help", where: "room" }, { type: "notice" }],
  [{ type: "unsent", text: "hi" }, { type: "error" }],
  [{ type: "uncertain", text: "hi" }, { type: "error" }],
  [{ type: "mistake", mistake, line: 4 }, { type: "error" }, "err"],
  [
    { type: "failure", failure: { why: "lost", detail: null } },
    { type: "error" },
    "err",
  ],
];

for (const [news, object, err] of SENTENCES) {
  Deno.test(`in JSON, ${JSON.stringify(news)} is a sentence`, () => {
    const text = sentence(news, around);
    const { out = "", ...rest } = shown(news);
    assert(out.endsWith("\n"));
    assertEquals(JSON.parse(out), { at: at.toISOString(), ...object, text });
    if (err) assertEquals(rest, { err: `parley: ${text}\n` });
  });
}
