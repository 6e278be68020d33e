import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { byteLength, MESSAGE_BYTES, split } from "../../lib/protocol/limits.ts";
import { CLASS, type Dialect, plain } from "../../lib/server/dialects.ts";
import { type Action, Rooms } from "../../lib/server/rooms.ts";
import { play, type Step } from "./play_rooms.ts";

// What makes a property fail is not made smaller for ever.
fc.configureGlobal({ interruptAfterTimeLimit: 1000 });

function joins(client: number, room: string): Step {
  return [client, `/join ${room}`, `${client} gets 0`];
}

/** Clients 1, 2 … are in the room `games` under these nicknames. */
function chatting(...nicks: string[]): Step[] {
  return nicks.flatMap((nick, i): Step[] => [
    joins(i + 1, "games"),
    [i + 1, `/nick ${nick}`, `${i + 1} gets 0`, `${nick} joined games`],
  ]);
}

const SESSIONS: Record<string, Step[]> = {
  "/list gives the count and then the names": [
    [1, "/list", "1 gets 0"],
    joins(2, "games"),
    joins(3, "music"),
    joins(4, "games"),
    [1, "/list", "1 gets 2 | games | music"],
  ],
  "a room goes with the last client in it": [
    ...chatting("bob", "alice"),
    joins(3, "music"),
    [3, null],
    [1, null, "bob left games"],
    [4, "/list", "4 gets 1 | games"],
    [2, "/logout", "2 is closed", "alice left games"],
    [4, "/list", "4 gets 0"],
  ],
  "a nickname is unique within a room": [
    ...chatting("bob"),
    joins(2, "games"),
    joins(3, "music"),
    [2, "/nick bob", "2 gets 2"],
    [3, "/nick bob", "3 gets 0", "bob joined music"],
    [1, null, "bob left games"],
    [2, "/nick bob", "2 gets 0", "bob joined games"],
  ],
  "names that look alike are the same name": [
    ...chatting("ren\u00e9e"),
    joins(2, "games"),
    [2, "/nick rene\u0301e", "2 gets 2"],
    joins(3, "caf\u00e9"),
    joins(4, "cafe\u0301"),
    [5, "/list", "5 gets 2 | games | caf\u00e9"],
  ],
  "case is kept and distinguishes names": [
    ...chatting("bob", "Bob"),
    joins(3, "Games"),
    [4, "/list", "4 gets 2 | games | Games"],
    [1, "/who", "1 gets bob | Bob"],
  ],
  "a message goes to everybody else in the room, with its speaker": [
    ...chatting("bob", "alice", "carol"),
    joins(4, "games"),
    joins(5, "music"),
    [5, "/nick dan", "5 gets 0", "dan joined music"],
    [1, "hi, all!", "2 gets bob: hi, all!", "3 gets bob: hi, all!"],
    [2, " /who", "1 gets alice:  /who", "3 gets alice:  /who"],
    [2, "/list", "1 gets alice: /list", "3 gets alice: /list"],
    [5, "anybody?"],
  ],
  "/who lists those who have a nickname": [
    ...chatting("bob", "alice"),
    joins(3, "games"),
    [2, "/who", "2 gets bob | alice"],
    [1, null, "bob left games"],
    [2, "/who", "2 gets alice"],
  ],
  "/logout closes in the lobby": [[1, "/logout", "1 is closed"]],
  "/logout closes while naming": [
    joins(1, "games"),
    [1, "/logout", "1 is closed"],
    [2, "/list", "2 gets 0"],
  ],
  "/logout leaves a room and closes": [
    ...chatting("bob", "alice"),
    [1, "/logout", "1 is closed", "bob left games"],
    [2, "bob?"],
  ],
  "a client that has gone is ignored": [
    [1, "/logout", "1 is closed"],
    [1, "/list"],
    [1, null],
  ],
  "an empty message is ignored": [[1, ""], ...chatting("bob"), [1, ""]],
};

for (const [name, steps] of Object.entries(SESSIONS)) {
  Deno.test(`Rooms: ${name}`, () => play(steps));
}

Deno.test("Rooms with echo sends a message to its speaker too", () => {
  const steps: Step[] = [
    ...chatting("bob", "alice"),
    [1, "hi", "1 gets bob: hi", "2 gets bob: hi"],
  ];
  play(steps, new Rooms({ echo: true }));
});

Deno.test("Rooms ignores a client that never entered", () => {
  const rooms = new Rooms();
  const received = ["/list", "/join games", "/logout"]
    .map((text) => rooms.receive(1, text));
  assertEquals([...received, rooms.leave(1)], [[], [], [], []]);
  assertEquals(rooms.size, 0);
});

const GOOD_NAMES = [
  ["x", "0", "#1", "don't", "né", "名前", "🦦", "a/b", "bob:"],
  ["x".repeat(64), "é".repeat(32), "🦦".repeat(16)],
].flat();

const BAD_NAMES = [
  ["", " ", "a b", "a\tb", "a\u00a0b", "a\u2028b", "a\u3000b", "/x"],
  ["x".repeat(65), `${"é".repeat(32)}x`, "🦦".repeat(17)],
  ["\x1b[31m", "a\0b", "a\x7f", "a\u009bb", "\u00ad", "a\ufeffb", "\ud800"],
  ["a\u200bb", "a\u200db", "a\u202eb", "a\u2066b", "a\ufff9b"],
  ["\u3164", "a\ufe0f", "a\u2800", "\u2800", "\u0301", "\u0301a"],
].flat();

Deno.test("Rooms.receive() takes a name of 64 bytes, all of them visible", () => {
  for (const name of GOOD_NAMES) {
    play([
      joins(1, name),
      [1, `/nick  ${name} `, "1 gets 0", `${name} joined ${name}`],
      [2, "/list", `2 gets 1 | ${name}`],
    ]);
  }
});

Deno.test("Rooms.receive() finds any other name malformed, and takes a good one after it", () => {
  for (const name of BAD_NAMES) {
    play([
      [1, `/join ${name}`, "1 gets 1"],
      joins(1, "games"),
      [1, `/nick ${name}`, "1 gets 1"],
      [1, "/nick bob", "1 gets 0", "bob joined games"],
    ]);
  }
});

const TOO_LONG = "x".repeat(MESSAGE_BYTES + 1);
const JUNK = [
  ["hello", "0", " ", "/", "//join games", " /list", "/who", "\ufffd"],
  ["join games", "/joingames", "/JOIN games", "/join", "/join\tgames"],
  ["nick bob", "/nickbob", "/NICK bob", "/nick", "é".repeat(513), TOO_LONG],
].flat();

Deno.test("Rooms.receive() finds an unknown request malformed in the lobby and while naming", () => {
  for (const junk of [...JUNK, "/nick bob"]) play([[1, junk, "1 gets 1"]]);
  for (const junk of [...JUNK, "/list", "/join games"]) {
    play([joins(1, "games"), [1, junk, "1 gets 1"]]);
  }
});

Deno.test("Rooms.receive() refuses a message of more than 1024 bytes and sends it to nobody", () => {
  play([...chatting("bob", "alice"), [1, TOO_LONG, "1 gets 1"]]);
  play([...chatting("bob", "alice"), [1, "é".repeat(513), "1 gets 1"]]);
});

/** What a message becomes for the others. */
function relayed(nick: string, text: string): readonly string[] {
  const rooms = new Rooms();
  play(chatting(nick, "alice"), rooms);
  const [action] = rooms.receive(1, text);
  assert(action?.type === "send");
  return action.texts;
}

Deno.test("Rooms.receive() sends a message that its nickname makes too long in parts", () => {
  const room = MESSAGE_BYTES - byteLength("bob: ");
  assertEquals(relayed("bob", "x".repeat(room)).length, 1);
  assertEquals(relayed("bob", "x".repeat(room + 1)), [
    `bob: ${"x".repeat(room)}`,
    "bob: x",
  ]);
});

Deno.test("Rooms.receive() makes parts of at most 1024 bytes, and loses nothing", () => {
  const units = ["grapheme", "binary", "grapheme-ascii"] as const;
  const text = fc.constantFrom(...units)
    .chain((unit) => fc.string({ unit, maxLength: 1024, size: "max" }))
    .map((text) => split(text)[0] ?? "")
    .filter((text) => !["", "/who", "/logout"].includes(text.trim()));
  const nick = fc.constantFrom(...GOOD_NAMES);
  fc.assert(fc.property(nick, text, (nick, text) => {
    const name = `${nick}: `;
    const parts = relayed(nick, text);
    for (const part of parts) {
      assert(part.startsWith(name) && byteLength(part) <= MESSAGE_BYTES);
    }
    const joined = parts.map((part) => part.slice(name.length)).join("");
    // Blanks that would fill a message are left out.
    assertEquals(joined.replace(/\s+/g, ""), text.replace(/\s+/g, ""));
  }));
});

const client = fc.integer({ min: 1, max: 5 });
const name = fc.constantFrom("bob", "Bob", "n\u00e9", "ne\u0301", "games");
const said = fc.oneof(
  name.map((name) => `/join ${name}`),
  name.map((name) => `/nick ${name}`),
  fc.constantFrom("/list", "/who", "/logout", "", TOO_LONG, "\ud800"),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme", minLength: 800, maxLength: 1100 }),
);
/** `null`: the client enters, or leaves when it has entered. */
const turn = fc.tuple(client, fc.option(said, { freq: 8 }));

for (const [name, dialect] of Object.entries({ plain: plain(), CLASS })) {
  Deno.test(`Rooms (${name}) stay consistent whatever clients do`, () => {
    const turns = fc.array(turn, { maxLength: 80, size: "max" });
    fc.assert(fc.property(turns, (turns) => keepsConsistent(dialect, turns)));
  });
}

function keepsConsistent(
  dialect: Dialect,
  turns: readonly [client: number, says: string | null][],
): void {
  const rooms = new Rooms({ dialect });
  const present = new Set<number>();
  const nicks = new Set<string>();
  const check = (client: number, action: Action) => {
    switch (action.type) {
      case "send":
        assert(action.to.every((id) => present.has(id)));
        assert(action.texts.every((text) => text !== ""));
        break;
      case "send items":
        assert(present.has(action.to));
        break;
      case "close":
      case "forget":
        assertEquals(action.client, client);
        present.delete(client);
        break;
      case "admit":
        for (const next of rooms.admit(client)) check(client, next);
        break;
      default: {
        const nick = `${dialect.canonical(action.nick)} in ${action.room}`;
        assertEquals(nicks.delete(nick), action.type === "left");
        if (action.type === "joined") nicks.add(nick);
      }
    }
  };
  for (const [client, says] of turns) {
    const actions = says === null
      ? rooms.leave(client)
      : rooms.receive(client, says);
    const enters = says === null && !present.delete(client);
    if (enters) rooms.enter(client);
    if (enters) present.add(client);
    for (const action of actions) check(client, action);
    assertEquals(rooms.size, present.size);
  }
  for (const client of present) rooms.leave(client);
  assertEquals(rooms.members("games"), []);
  if (dialect !== CLASS) play([[9, "/list", "9 gets 0"]], rooms);
}
