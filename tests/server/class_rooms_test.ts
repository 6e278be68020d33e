/**
 * What the class's own server says, and what it makes of what it reads.
 */
import { assert, assertEquals } from "@std/assert";
import { CLASS } from "../../lib/server/dialects.ts";
import { MAX_ROOMS, Rooms } from "../../lib/server/rooms.ts";
import { play, type Step } from "./play_rooms.ts";

const LOBBY: Step[] = [];
const NAMING: Step[] = [[1, "/join games", "1 gets 0"]];
const ALONE: Step[] = [
  ...NAMING,
  [
    1,
    "/nick bob",
    "1 wants a name in games",
    "1 gets 0",
    "1 gets You have joined a new room.",
    "bob joined games",
  ],
];
const TWO: Step[] = [
  ...ALONE,
  [2, "/join games", "2 gets 0"],
  [
    2,
    "/nick 3d",
    "2 wants a name in games",
    "2 gets 0",
    "1 gets 3d has joined the room.  ",
    "1 gets There are 2 people in the room.",
    "2 gets 3d has joined the room.  ",
    "2 gets There are 2 people in the room.",
    "3d joined games",
  ],
];
const RENAMING: Step[] = [
  ...ALONE,
  [2, "/join games", "2 gets 0"],
  [2, "/nick bob", "2 wants a name in games", "2 gets 2"],
];

const SESSIONS: Record<string, Step[]> = {
  "a room is listed from its first nickname on": [
    ...NAMING,
    [2, "/list", "2 gets 0"],
    [2, "/join games", "2 gets 0"],
    ...ALONE.slice(1),
    [3, "/list", "3 gets 1 | games"],
  ],
  "the first of two in a new room makes it": [
    [1, "/join games", "1 gets 0"],
    ...TWO.slice(2, 3),
    [
      2,
      "/nick 3d",
      "2 wants a name in games",
      "2 gets 0",
      "2 gets You have joined a new room.",
      "3d joined games",
    ],
    [
      1,
      "/nick bob",
      "1 wants a name in games",
      "1 gets 0",
      "2 gets bob has joined the room.  ",
      "2 gets There are 2 people in the room.",
      "1 gets bob has joined the room.  ",
      "1 gets There are 2 people in the room.",
      "bob joined games",
    ],
  ],
  "an emptied room stays, and is not new again": [
    ...ALONE,
    [1, "/logout", "1 is closed", "bob left games"],
    [2, "/list", "2 gets 1 | games"],
    [2, "/join games", "2 gets 0"],
    [
      2,
      "/nick bob",
      "2 wants a name in games",
      "2 gets 0",
      "2 gets bob has joined the room.  ",
      "2 gets There are 1 people in the room.",
      "bob joined games",
    ],
  ],
  "a message goes to the others": [
    ...TWO,
    [1, "hello", "2 gets bob> hello"],
    [2, "  /who", "1 gets 3d>   /who"],
    [2, "one\ntwo\n", "1 gets 3d> one\ntwo"],
  ],
  "/who has a heading, and our own name": [
    ...TWO,
    [1, "/who", "1 gets Users in this room: | bob | 3d"],
    [2, "/who\r\n", "2 gets Users in this room: | bob | 3d"],
  ],
  "who leaves is announced": [
    ...TWO,
    [
      1,
      "/logout",
      "1 is closed",
      "bob left games",
      "2 gets bob has left the room.",
    ],
  ],
  "an empty message in a room is a logout": [
    ...TWO,
    [
      1,
      " \t\r\n",
      "1 is closed",
      "bob left games",
      "2 gets bob has left the room.",
    ],
    [2, "", "2 is closed", "3d left games"],
  ],
  "names in other cases and forms are other names": [
    ...ALONE,
    [2, "/join games", "2 gets 0"],
    [
      2,
      "/nick Bob",
      "2 wants a name in games",
      "2 gets 0",
      "1 gets Bob has joined the room.  ",
      "1 gets There are 2 people in the room.",
      "2 gets Bob has joined the room.  ",
      "2 gets There are 2 people in the room.",
      "Bob joined games",
    ],
  ],
  "a taken name is refused as often as it is asked for": [
    ...RENAMING,
    [2, "/nick bob", "2 wants a name in games", "2 gets 2"],
    [2, "/nick", "2 gets 1"],
    ...TWO.slice(3),
  ],
  "a request may end with white space": [
    [1, "/list \r\n", "1 gets 0"],
    [1, "/join games\u00a0\n", "1 gets 0"],
    [2, "/logout\x1f", "2 is closed"],
  ],
};

for (const [name, steps] of Object.entries(SESSIONS)) {
  Deno.test(`CLASS: ${name}`, () => play(steps, new Rooms({ dialect: CLASS })));
}

/** What one message leads to at each stage. */
const MESSAGES: [says: string, lobby: string, naming: string, again: string][] =
  [
    ["hello", "gets 1", "is forgotten", "gets 1"],
    ["/nick", "gets 1", "is forgotten", "gets 1"],
    ["", "gets 1", "is forgotten", "gets 1"],
    ["two words", "gets 1", "gets 1", "gets 1"],
    ["/nick a b", "gets 1", "gets 1", "gets 1"],
    ["/nick  bob", "gets 1", "gets 1", "gets 1"],
    [" /nick ann", "gets 1", "gets 1", "gets 1"],
    ["/nick a-b", "gets 1", "gets 1", "gets 1"],
    ["/nick ann\0", "gets 1", "gets 1", "gets 1"],
    ["/NICK ann", "gets 1", "gets 1", "gets 1"],
    ["/join a\n/nick b", "gets 1", "gets 1", "gets 1"],
    ["/list\0", "gets 1", "is forgotten", "gets 1"],
    ["\udcff", "is forgotten", "is forgotten", "is forgotten"],
    ["/logout", "is closed", "is closed", "is closed"],
    ["/logout now", "gets 1", "is closed", "is closed"],
  ];

for (const [says, ...stages] of MESSAGES) {
  Deno.test(`CLASS: ${JSON.stringify(says)} at each stage`, () => {
    for (const [i, before] of [LOBBY, NAMING, RENAMING].entries()) {
      const client = before === RENAMING ? 2 : 1;
      const rooms = new Rooms({ dialect: CLASS });
      play([...before, [client, says, `${client} ${stages[i]}`]], rooms);
    }
  });
}

Deno.test("CLASS: somebody whose connection broke is announced", () => {
  const rooms = new Rooms({ dialect: CLASS });
  play(TWO, rooms);
  assertEquals(rooms.leave(1, "lost"), [
    { type: "left", nick: "bob", room: "games" },
    { type: "send", to: [2], texts: ["bob has been disconnected."] },
  ]);
});

const NAMES = [
  "3d",
  "42",
  "007",
  "2",
  "né",
  "名前",
  "x".repeat(1000),
  "½",
  "Ⅷ",
];
const NOT_NAMES = [
  "a_b",
  "a.b",
  "#1",
  "🦦",
  "ne\u0301",
  "a\u200d",
  "\u3164",
  "\u2800",
];

Deno.test("CLASS: a name is letters and digits of any script", () => {
  for (const name of NAMES) {
    assertEquals(CLASS.name("/nick", `/nick ${name}`), name);
  }
  for (const name of NOT_NAMES) {
    assertEquals(CLASS.name("/nick", `/nick ${name}`), null, name);
  }
});

Deno.test("CLASS: an empty room makes way when there are too many", () => {
  const rooms = new Rooms({ dialect: CLASS });
  const enter = (id: number) => {
    rooms.enter(id);
    rooms.receive(id, `/join r${id}`);
    rooms.receive(id, "/nick bob");
    rooms.admit(id);
  };
  enter(0);
  for (let id = 1; id < MAX_ROOMS + 50; id++) {
    enter(id);
    rooms.leave(id);
  }
  rooms.enter(-1);
  const [list] = rooms.receive(-1, "/list");
  assert(list?.type === "send items");
  const [count, first, second] = list.texts;
  assertEquals([count, first, second], [String(MAX_ROOMS), "r0", "r51"]);
});
