import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { byteLength, MESSAGE_BYTES, split } from "../../lib/protocol/limits.ts";
import { type Outcome, Rooms } from "../../lib/server/rooms.ts";

// What makes a property fail is not made smaller for ever.
fc.configureGlobal({ interruptAfterTimeLimit: 1000 });

/** A client, what it says (`null`: it goes without a word), what follows. */
type Step = [client: number, says: string | null, ...follows: string[]];

function sentences(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => {
    switch (outcome.type) {
      case "send":
        return outcome.to.flatMap((to) =>
          outcome.texts.map((text) => `${to} gets ${text}`)
        );
      case "close":
        return `${outcome.to} is closed`;
      case "came":
        return `${outcome.nick} came to ${outcome.room}`;
      case "went":
        return `${outcome.nick} left ${outcome.room}`;
    }
  });
}

function play(steps: readonly Step[], rooms = new Rooms()): void {
  for (const [client] of steps) rooms.enter(client);
  for (const [client, says, ...follows] of steps) {
    const outcomes = says === null
      ? rooms.leave(client)
      : rooms.hear(client, says);
    assertEquals(sentences(outcomes), follows, `${client} says ${says}`);
  }
}

function joins(client: number, room: string): Step {
  return [client, `/join ${room}`, `${client} gets 0`];
}

/** Clients 1, 2 … are in the room `games` under these nicknames. */
function chatting(...nicks: string[]): Step[] {
  return nicks.flatMap((nick, i): Step[] => [
    joins(i + 1, "games"),
    [i + 1, `/nick ${nick}`, `${i + 1} gets 0`, `${nick} came to games`],
  ]);
}

const SESSIONS: Record<string, Step[]> = {
  "/list gives the count and then the names": [
    [1, "/list", "1 gets 0"],
    joins(2, "games"),
    joins(3, "music"),
    joins(4, "games"),
    [1, "/list", "1 gets 2", "1 gets games", "1 gets music"],
  ],
  "a room is gone with the last who was in it": [
    ...chatting("bob", "alice"),
    joins(3, "music"),
    [3, null],
    [1, null, "bob left games"],
    [4, "/list", "4 gets 1", "4 gets games"],
    [2, "/logout", "alice left games", "2 is closed"],
    [4, "/list", "4 gets 0"],
  ],
  "a nickname is taken by one in a room, until they go": [
    ...chatting("bob"),
    joins(2, "games"),
    joins(3, "music"),
    [2, "/nick bob", "2 gets 2"],
    [3, "/nick bob", "3 gets 0", "bob came to music"],
    [1, null, "bob left games"],
    [2, "/nick bob", "2 gets 0", "bob came to games"],
  ],
  "names that look alike are the same": [
    ...chatting("ren\u00e9e"),
    joins(2, "games"),
    [2, "/nick rene\u0301e", "2 gets 2"],
    joins(3, "caf\u00e9"),
    joins(4, "cafe\u0301"),
    [5, "/list", "5 gets 2", "5 gets games", "5 gets caf\u00e9"],
  ],
  "case is kept, and tells names apart": [
    ...chatting("bob", "Bob"),
    joins(3, "Games"),
    [4, "/list", "4 gets 2", "4 gets games", "4 gets Games"],
    [1, "/who", "1 gets bob", "1 gets Bob"],
  ],
  "everybody else in the room hears who says what": [
    ...chatting("bob", "alice", "carol"),
    joins(4, "games"),
    joins(5, "music"),
    [5, "/nick dan", "5 gets 0", "dan came to music"],
    [1, "hi, all!", "2 gets bob: hi, all!", "3 gets bob: hi, all!"],
    [2, " /who", "1 gets alice:  /who", "3 gets alice:  /who"],
    [2, "/list", "1 gets alice: /list", "3 gets alice: /list"],
    [5, "anybody?"],
  ],
  "/who gives the names of those who have one": [
    ...chatting("bob", "alice"),
    joins(3, "games"),
    [2, "/who", "2 gets bob", "2 gets alice"],
    [1, null, "bob left games"],
    [2, "/who", "2 gets alice"],
  ],
  "/logout is heard in the lobby": [[1, "/logout", "1 is closed"]],
  "/logout is heard while naming": [
    joins(1, "games"),
    [1, "/logout", "1 is closed"],
    [2, "/list", "2 gets 0"],
  ],
  "/logout is heard in a room": [
    ...chatting("bob", "alice"),
    [1, "/logout", "bob left games", "1 is closed"],
    [2, "bob?"],
  ],
  "a client that has gone is not heard": [
    [1, "/logout", "1 is closed"],
    [1, "/list"],
    [1, null],
  ],
  "nothing said is nothing heard": [[1, ""], ...chatting("bob"), [1, ""]],
};

for (const [name, steps] of Object.entries(SESSIONS)) {
  Deno.test(name, () => play(steps));
}

Deno.test("with echo, one hears oneself", () => {
  const steps: Step[] = [
    ...chatting("bob", "alice"),
    [1, "hi", "1 gets bob: hi", "2 gets bob: hi"],
  ];
  play(steps, new Rooms({ echo: true }));
});

Deno.test("a client that never entered is not heard", () => {
  const rooms = new Rooms();
  const heard = ["/list", "/join games", "/logout"]
    .map((text) => rooms.hear(1, text));
  assertEquals([...heard, rooms.leave(1)], [[], [], [], []]);
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
  ["\u3164", "a\ufe0f"],
].flat();

Deno.test("a good name is at most 64 bytes that can be seen", () => {
  for (const name of GOOD_NAMES) {
    play([
      joins(1, name),
      [1, `/nick  ${name} `, "1 gets 0", `${name} came to ${name}`],
      [2, "/list", "2 gets 1", `2 gets ${name}`],
    ]);
  }
});

Deno.test("any other name is malformed, and another can be chosen", () => {
  for (const name of BAD_NAMES) {
    play([
      [1, `/join ${name}`, "1 gets 1"],
      joins(1, "games"),
      [1, `/nick ${name}`, "1 gets 1"],
      [1, "/nick bob", "1 gets 0", "bob came to games"],
    ]);
  }
});

const TOO_LONG = "x".repeat(MESSAGE_BYTES + 1);
const JUNK = [
  ["hello", "0", " ", "/", "//join games", " /list", "/who", "\ufffd"],
  ["join games", "/joingames", "/JOIN games", "/join", "/join\tgames"],
  ["nick bob", "/nickbob", "/NICK bob", "/nick", "é".repeat(513), TOO_LONG],
].flat();

Deno.test("what makes no sense in the lobby or while naming is malformed", () => {
  for (const junk of [...JUNK, "/nick bob"]) play([[1, junk, "1 gets 1"]]);
  for (const junk of [...JUNK, "/list", "/join games"]) {
    play([joins(1, "games"), [1, junk, "1 gets 1"]]);
  }
});

Deno.test("more than 1024 bytes are refused in a room and told to nobody", () => {
  play([...chatting("bob", "alice"), [1, TOO_LONG, "1 gets 1"]]);
  play([...chatting("bob", "alice"), [1, "é".repeat(513), "1 gets 1"]]);
});

/** What a message becomes for the others. */
function relayed(nick: string, text: string): readonly string[] {
  const rooms = new Rooms();
  play(chatting(nick, "alice"), rooms);
  const [outcome] = rooms.hear(1, text);
  assert(outcome?.type === "send");
  return outcome.texts;
}

Deno.test("a message that its nickname makes too long goes as several", () => {
  const room = MESSAGE_BYTES - byteLength("bob: ");
  assertEquals(relayed("bob", "x".repeat(room)).length, 1);
  assertEquals(relayed("bob", "x".repeat(room + 1)), [
    `bob: ${"x".repeat(room)}`,
    "bob: x",
  ]);
});

Deno.test("the parts of any message have 1024 bytes at most, and are all of it", () => {
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
    assertEquals(parts.map((part) => part.slice(name.length)).join(""), text);
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

Deno.test("whatever clients do, the rooms keep their promises", () => {
  const turns = fc.array(turn, { maxLength: 80, size: "max" });
  fc.assert(fc.property(turns, (turns) => {
    const rooms = new Rooms();
    const present = new Set<number>();
    const nicks = new Set<string>();
    const check = (client: number, outcome: Outcome) => {
      if (outcome.type === "send") {
        assert(outcome.to.every((id) => present.has(id)));
        assert(outcome.texts.every((text) => byteLength(text) <= 1024));
      } else if (outcome.type === "close") {
        assertEquals(outcome.to, client);
        present.delete(client);
      } else {
        const nick = `${outcome.nick} in ${outcome.room}`.normalize();
        assertEquals(nicks.delete(nick), outcome.type === "went");
        if (outcome.type === "came") nicks.add(nick);
      }
    };
    for (const [client, says] of turns) {
      const outcomes = says === null
        ? rooms.leave(client)
        : rooms.hear(client, says);
      const enters = says === null && !present.delete(client);
      if (enters) rooms.enter(client);
      if (enters) present.add(client);
      for (const outcome of outcomes) check(client, outcome);
      assertEquals(rooms.size, present.size);
    }
    for (const client of present) rooms.leave(client);
    play([[9, "/list", "9 gets 0"]], rooms);
  }));
});
