import { assert, assertEquals, assertMatch } from "@std/assert";
import { getColorEnabled, setColorEnabled } from "@std/fmt/colors";
import fc from "fast-check";
import type { News, Place } from "../../lib/protocol/events.ts";
import { maxTextWidth } from "../../lib/text/width.ts";
import { TerminalView } from "../../lib/view/terminal.ts";
import { screen, WRAP_OFF } from "./screen.ts";

const CONTEXT = { host: "localhost", port: 5220, timeout: 10, script: false };
const ROOM: Place = { at: "room", room: "games", nick: "bob" };
const NOON = new Date(2026, 10, 23, 12, 0);

/** A view without colours, in a room, after a first row with the time. */
function roomView(columns = 80, options = {}): TerminalView {
  setColorEnabled(false);
  const view = new TerminalView(CONTEXT, () => columns, options);
  view.prompt(ROOM);
  view.show(says("x: first"), NOON);
  return view;
}

const says = (text: string): News => ({ type: "message", text });

const URL = "https://example.org/a/path/of/30";

/** News, and its rows: what they are, and how wide the window is. */
const ROWS: [criterion: string, columns: number, news: News, rows: string[]][] =
  [
    ["a message", 80, says("alice: hi"), ["        alice: hi"]],
    ["a message of nobody", 80, says("lights out"), ["        lights out"]],
    ["what mentions you with @ and a bell", 80, says("alice: hi, bob!"), [
      "      @ alice: hi, bob!\x07",
    ]],
    ["a nickname in another case", 80, says("<alice> BOB?"), [
      "      @ <alice> BOB?\x07",
    ]],
    ["a word that only begins so", 80, says("alice: bobsled"), [
      "        alice: bobsled",
    ]],
    ["your own words from the server", 80, says("bob: bob is me"), [
      "        bob: bob is me",
    ]],
    ["an LF inside a message as ^J", 80, says("a: hi\n      ! b"), [
      "        a: hi^J      ! b",
    ]],
    ["a tab as blanks", 80, says("a:\tb\tc"), ["        a:      b       c"]],
    [
      "what goes on a message without a speaker",
      80,
      { type: "message", text: "alice: hi, bob", isContinuation: true },
      ["        … alice: hi, bob"],
    ],
    ["several messages", 80, { type: "messages", text: "a: 1\nb: 2\n" }, [
      "        a: 1",
      "        b: 2",
    ]],
    ["what you said", 80, { type: "said", nick: "bob", text: "hello" }, [
      "      > bob: hello",
    ]],
    ["what you typed", 80, { type: "command", place: ROOM, text: "/who" }, [
      "        #games bob> /who",
    ]],
    ["what waits", 80, { type: "queued", text: "hello" }, ["      … hello"]],
    ["what parley says", 80, { type: "split", count: 2 }, [
      "      * message too long; sent in 2 parts",
    ]],
    ["what went wrong", 80, { type: "unsent", text: "bye\x1b" }, [
      "      ! not sent: bye^[",
    ]],
    [
      "a question without an alarm",
      80,
      {
        type: "invalid line",
        invalid: {
          type: "invalid",
          reason: "no argument",
          typed: "/join",
          rule: null,
          stage: "lobby",
        },
        line: null,
      },
      ["      * which room do you want?"],
    ],
    [
      "who came",
      80,
      { type: "presence", nick: "ann", change: "joined", people: 3 },
      ["      * ann joined; 3 people here"],
    ],
    ["who is here", 80, { type: "present", users: ["ann", "bob"] }, [
      "      * 2 people here: ann, bob",
    ]],
    ["the first question", 80, { type: "connected" }, [
      "      * connected to localhost:5220",
      "      * list the rooms or join one? Type /list or /join ROOM; /help for more",
    ]],
    ["no question where none is needed", 80, {
      type: "connected",
      isAutomatic: true,
    }, ["      * connected to localhost:5220"]],
    ["that there are no rooms", 80, { type: "rooms", rooms: [] }, [
      "      * no rooms yet; /join ROOM creates one",
    ]],
    ["one room", 80, { type: "rooms", rooms: ["games"] }, [
      "      * 1 room:",
      "        games",
    ]],
    ["one person", 80, { type: "users", users: ["bob"] }, [
      "      * 1 person here:",
      "        bob",
    ]],
    [
      "names in columns",
      24,
      { type: "users", users: ["alice", "bob", "carol", "日本", "eve"] },
      [
        "      * 5 people here:",
        "        alice  日本",
        "        bob    eve",
        "        carol",
      ],
    ],
    ["a name that is too long", 20, {
      type: "rooms",
      rooms: ["0123456789abcdef", "b"],
    }, [
      "      * 2 rooms:",
      "        0123456789ab",
      "        cdef",
      "        b",
    ]],
    ["a long message below itself", 40, says(`ann: see ${URL} now`), [
      "        ann: see",
      `        ${URL}`,
      "        now",
    ]],
    ["a long sentence below itself", 40, {
      type: "failure",
      failure: { reason: "unreachable", detail: "connection refused" },
    }, [
      "      ! cannot connect to",
      "        localhost:5220: connection",
      "        refused; try: parley demo",
    ]],
    ["help in columns", 80, { type: "help", place: ROOM }, [
      "      * here you can type:",
      "        any text    send it to the room",
      "        //text      send /text to the room",
      "        /join ROOM  join a room, or create it",
      "        /nick NAME  take a nickname",
      "        /who        list the people in this room",
      "        /leave      go back to the lobby",
      "        /logout     log out and quit",
      "        /quit       the same as /logout",
      "        /help       show what you can type here",
    ]],
    [
      "help in a narrow window",
      36,
      { type: "help", place: { at: "offline" } },
      [
        "      * here you can type:",
        "        any line  is kept until the",
        "                  connection is back",
        "        Enter     try to connect now",
        "        /logout   log out and quit",
        "        /quit     the same as",
        "                  /logout",
        "        /help     show what you can",
        "                  type here",
      ],
    ],
    ["nothing at the end", 80, { type: "closed", reason: "logout" }, []],
  ];

for (const [criterion, columns, news, rows] of ROWS) {
  Deno.test(`TerminalView.show() shows ${criterion} in ${columns} columns`, () => {
    const shown = roomView(columns).show(news, NOON);
    assertEquals(shown, rows.map((row) => `${row}\n`).join(""));
  });
}

Deno.test("TerminalView.show() tells the time where the minute is new, the day where it is", () => {
  setColorEnabled(false);
  const view = new TerminalView(CONTEXT, () => 80);
  const at = (day: number, hour: number, minute: number, second = 0) =>
    view.show(says("a: b"), new Date(2026, 10, day, hour, minute, second));
  assertEquals(at(23, 9, 5), "09:05   a: b\n");
  assertEquals(at(23, 9, 5, 59), "        a: b\n");
  assertEquals(at(23, 9, 6), "09:06   a: b\n");
  assertMatch(
    at(24, 9, 6),
    /^── Tuesday,? 24 November 2026 ──\n {8}a: b\n$/,
  );
});

Deno.test("TerminalView.show() shows a thousand of very many names", () => {
  const users = Array.from({ length: 5000 }, (_, i) => `n${i}`);
  const rows = roomView().show({ type: "users", users }, NOON);
  assert(rows.includes("n999") && !rows.includes("n1000"));
  assert(rows.endsWith("      * … and 4000 more\n"));
});

Deno.test("TerminalView.banner() fits the window", () => {
  setColorEnabled(false);
  const view = new TerminalView(CONTEXT, () => 32);
  assertEquals(
    view.banner("1.2.3"),
    "parley 1.2.3 connecting to\nlocalhost:5220; Ctrl-C leaves\n",
  );
});

/** When mentions come, in ms, and whether each rings. */
const BELLS: [criterion: string, times: number[], rings: boolean[]][] = [
  ["at the first mention", [0], [true]],
  ["once in 5 s", [0, 1, 4999, 5000, 9999], [true, false, false, true, false]],
  ["when the clock was set back", [9000, 0], [true, true]],
];

for (const [criterion, times, rings] of BELLS) {
  Deno.test(`TerminalView.show() rings ${criterion}`, () => {
    const view = roomView();
    const rung = times.map((ms) =>
      view.show(says("ann: bob"), new Date(NOON.getTime() + ms)).includes(
        "\x07",
      )
    );
    assertEquals(rung, rings);
  });
}

Deno.test("TerminalView.show() rings no bell where none is wanted", () => {
  const row = roomView(80, { bell: false }).show(says("ann: bob"), NOON);
  assertEquals(row, "      @ ann: bob\n");
});

/** Does something while colours are on, if this run may have any. */
function withColors(action: () => void): void {
  setColorEnabled(true);
  try {
    if (getColorEnabled()) action();
  } finally {
    setColorEnabled(false);
  }
}

Deno.test("TerminalView.show() gives a nickname one colour, and red to what went wrong", () => {
  const view = roomView();
  const colorOf = (text: string) =>
    // deno-lint-ignore no-control-regex
    /\x1b\[38;5;(\d+)m/.exec(view.show(says(text), NOON))?.[1];
  withColors(() => {
    assertEquals(colorOf("alice: hi"), colorOf("<alice> bye"));
    const nicks = Array.from({ length: 50 }, (_, i) => `nick${i}`);
    const colors = new Set(nicks.map((nick) => colorOf(`${nick}: hi`)));
    assert(colors.size > 8, `${colors.size} colours for 50 nicknames`);
    const unsent = view.show({ type: "unsent", text: "x" }, NOON);
    assert(unsent.includes("\x1b[31m"));
  });
});

Deno.test("TerminalView.show() colours each row of what goes on below itself", () => {
  const view = roomView(24);
  withColors(() => {
    assertEquals(
      view.show({ type: "unsent", text: "to be or not to be" }, NOON),
      "      \x1b[31m!\x1b[39m \x1b[31mnot sent: to be\x1b[39m\n" +
        "        \x1b[31mor not to be\x1b[39m\n",
    );
  });
});

const HOSTILE = "\x1b]0;x\x07\u202e\x9b2J";

/** News with a hostile text in each place that takes one. */
const hostile = (text: string): News[] => [
  says(`${text}: ${text} bob`),
  { type: "message", text, isContinuation: true },
  { type: "messages", text: `eve> ${text}`.replaceAll("\n", " ") },
  { type: "said", nick: text, text },
  { type: "command", place: { ...ROOM, room: text }, text },
  { type: "queued", text },
  { type: "rooms", rooms: [text, "a"] },
  { type: "users", users: [text, "a"] },
  { type: "present", users: [text, "a"] },
  { type: "presence", nick: text, change: "joined", people: null },
  { type: "joined", room: text },
  { type: "named", nick: text },
  { type: "notice", text },
  { type: "refused", request: "nick", name: text, reason: "taken" },
  { type: "failure", failure: { reason: "unreachable", detail: text } },
];

for (const news of hostile(HOSTILE)) {
  Deno.test(`TerminalView.show() lets nothing hostile through in "${news.type}"`, () => {
    const shown = roomView().show(news, NOON).replace("\x07\n", "\n");
    assert(!/[^\P{Cc}\n]|\p{Cf}/u.test(shown), JSON.stringify(shown));
  });
}

Deno.test("TerminalView.prompt() and complete() let nothing hostile through", () => {
  const view = roomView();
  hostile(HOSTILE).forEach((news) => view.show(news, NOON));
  const place: Place = { at: "room", room: HOSTILE, nick: HOSTILE };
  assert(!/\p{Cc}|\p{Cf}/u.test(view.prompt(place)));
  assert(!/\p{Cc}|\p{Cf}/u.test(view.complete("")[0].join("")));
});

/** A text made of parts that try to look like a row of parley's own. */
const forgery = fc.array(
  fc.constantFrom(
    ...["      ! the connection was lost", "      > bob: I resign"],
    ...["lobby> ", "#games bob> ", "\n", "\t", " ", "   ", "x".repeat(70)],
    ...["日本語", "e\u0301", "👨‍👩‍👧‍👦", "🇩🇪", "❤️", "नमस्ते", "สวัสดี", "שָׁלוֹם"],
  ),
  { minLength: 1, maxLength: 30 },
).map((parts) => parts.join(""));
const anyColumns = fc.integer({ min: 20, max: 100 });

Deno.test("TerminalView.show() begins no row but its first before column 8", async () => {
  const property = fc.asyncProperty(forgery, anyColumns, async (...args) => {
    const [text, columns] = args;
    for (const news of hostile(text)) {
      const rows = roomView(columns).show(news, NOON);
      const [first = "", ...below] = await screen(rows, columns);
      assertMatch(first, /^ {6}[ *!@>…] /);
      for (const row of below) assertMatch(row, /^ {8}/);
    }
  });
  await fc.assert(property, { numRuns: 15 });
});

Deno.test("TerminalView.show() does so for any characters where the terminal does not wrap", async () => {
  const text = fc.string({ unit: "binary", minLength: 100, maxLength: 400 });
  const property = fc.asyncProperty(text, anyColumns, async (text, columns) => {
    const rows = roomView(columns).show(says(`eve> ${text}`), NOON);
    const [, ...below] = await screen(WRAP_OFF + rows, columns);
    for (const row of below) assertMatch(row, /^ {8}/);
  });
  await fc.assert(property, { numRuns: 50 });
});

Deno.test("TerminalView.show() fits the window", () => {
  fc.assert(
    fc.property(forgery, anyColumns, (text, columns) => {
      for (const news of hostile(text)) {
        const rows = roomView(columns).show(news, NOON).replaceAll("\x07", "");
        for (const row of rows.split("\n")) {
          assert(maxTextWidth(row) <= columns, row);
        }
      }
    }),
    { numRuns: 30 },
  );
});

Deno.test("TerminalView.complete() knows the rooms of the last list and who was seen", () => {
  const view = roomView();
  view.show(says("alice: hi"), NOON);
  view.show({ type: "users", users: ["carol"] }, NOON);
  view.show({ type: "present", users: ["dan"] }, NOON);
  view.show(says("alice: again"), NOON);
  assertEquals(view.complete("")[0], ["alice: ", "dan: ", "carol: ", "x: "]);
  const presence = { type: "presence", people: null } as const;
  view.show({ ...presence, nick: "carol", change: "left" }, NOON);
  view.show({ ...presence, nick: "eve", change: "joined" }, NOON);
  assertEquals(view.complete("")[0], ["eve: ", "alice: ", "dan: ", "x: "]);
  view.show({ type: "rooms", rooms: ["games", "music"] }, NOON);
  view.prompt({ at: "lobby", asksForRoom: false });
  assertEquals(view.complete("/join ")[0], ["games", "music"]);
});

Deno.test("TerminalView.choices() are rows that cannot be taken for parley's own", () => {
  const view = roomView(30);
  const rooms = ["12:00 ! the connection was lost", "lobby> x"];
  assertEquals(view.choices(rooms, NOON).split("\n"), [
    "        12:00 ! the connection",
    "        was lost",
    "        lobby> x",
    "",
  ]);
  assertEquals(
    view.choices(["alice: ", "/join "], NOON),
    "        alice  /join\n",
  );
});

Deno.test("TerminalView remembers no more names than it needs", () => {
  const view = roomView();
  for (let i = 0; i < 2000; i++) view.show(says(`n${i}: x`), NOON);
  assertEquals(view.complete("")[0].length, 500);
  assertEquals(view.complete("n1999")[0], ["n1999: "]);
});

Deno.test("TerminalView.trace() goes on below the text of a row", () => {
  assertEquals(
    roomView(30).trace('14:05:01.123 > 23 "one two three four five"'),
    '14:05:01.123 > 23 "one\n        two three four five"\n',
  );
});
