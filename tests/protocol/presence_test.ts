import { assertEquals } from "@std/assert";
import { partsOf } from "../../lib/protocol/announcements.ts";
import { knownNames, namesBefore } from "../../lib/protocol/glued_names.ts";
import {
  learn,
  learnRoll,
  NOBODY_KNOWN,
  type Part,
  type Presence,
} from "../../lib/protocol/presence.ts";

/** A room of the class's server, where three people are. */
const ROOM: Presence = {
  isKnown: true,
  people: 3,
  here: new Set(["ann", "bob", "3d"]),
  gone: new Set(["zoe"]),
  joinedAt: -Infinity,
  namedAt: -Infinity,
};

const message = (text: string): Part => ({ type: "message", text });
const joined = (nick: string, people: number | null = null): Part => ({
  type: "change",
  nick,
  change: "joined",
  people,
});
const left = (nick: string): Part => ({
  type: "change",
  nick,
  change: "left",
  people: null,
});
const COUNT = "  There are 4 people in the room.";
const JOINED = `eve has joined the room.${COUNT}`;

const PARTS: [text: string, Part[]][] = [
  ["bob> hi", [message("bob> hi")]],
  ["hi", [message("hi")]],
  ["bob> hiann> yo", [message("bob> hi"), message("ann> yo")]],
  ["bob> hi3d> yo", [message("bob> hi"), message("3d> yo")]],
  ["bob> she wrote ann> yo", [message("bob> she wrote ann> yo")]],
  ["bob> hieve> yo", [message("bob> hieve> yo")]],
  ["bob> a > b", [message("bob> a > b")]],
  [JOINED, [joined("eve", 4)]],
  ["42 has joined the room.  There are 2 people in the room.", [
    joined("42", 2),
  ]],
  ["eve has joined the room.", [joined("eve")]],
  ["  There are 3 people in the room.", [{ type: "people", people: 3 }]],
  ["You have joined a new room.", [{ type: "greeting" }]],
  ["You have joined a new room.eve has joined the room.", [
    { type: "greeting" },
    joined("eve"),
  ]],
  ["ann has left the room.", [left("ann")]],
  ["ann has been disconnected.", [
    { type: "change", nick: "ann", change: "disconnected", people: null },
  ]],
  [`ann has left the room.bob> hi`, [left("ann"), message("bob> hi")]],
  [`ann has left the room.${JOINED}`, [left("ann"), joined("eve", 4)]],
  [`${JOINED}bob> hi`, [joined("eve", 4), message("bob> hi")]],
  ["bob> hiann has left the room.", [message("bob> hi"), left("ann")]],
  [`bob> hizoe has joined the room.${COUNT}`, [
    message("bob> hi"),
    joined("zoe", 4),
  ]],
  [`bob> hi!${JOINED}`, [message("bob> hi!"), joined("eve", 4)]],
  [`bob> hiann has left the room.${JOINED}ann> yo`, [
    message("bob> hi"),
    left("ann"),
    joined("eve", 4),
    message("ann> yo"),
  ]],
  ["bob> ann has left the room.", [message("bob> ann has left the room.")]],
  // Perhaps somebody came whose name is glued to bob's words.
  [`bob> I hear ${JOINED}`, [
    message(`bob> I hear ${JOINED}`),
    { type: "people", people: 4 },
  ]],
  ["bob> eve has joined the room.  There are 9 people in the room.", [
    message("bob> eve has joined the room.  There are 9 people in the room."),
  ]],
];

for (const [text, parts] of PARTS) {
  Deno.test(`partsOf() a read: ${text}`, () => {
    assertEquals(partsOf(ROOM, text, "read"), parts);
  });
}

const LINES: [text: string, Part[]][] = [
  [JOINED, [joined("eve", 4)]],
  ["bob> hiann> yo", [message("bob> hiann> yo")]],
  ["eve: hi!ann has left the room.", [
    message("eve: hi!ann has left the room."),
  ]],
];

for (const [text, parts] of LINES) {
  Deno.test(`partsOf() a delimited line, which is one thing: ${text}`, () => {
    assertEquals(partsOf(ROOM, text, "delimiter"), parts);
  });
}

Deno.test("partsOf() finds no announcement in talk before a server has greeted", () => {
  const text = "eve: hi!ann has left the room.";
  assertEquals(partsOf(NOBODY_KNOWN, text, "read"), [message(text)]);
});

const here = (presence: Presence) => [...presence.here].sort();

Deno.test("learn() knows everybody after the greeting for the first", () => {
  const presence = learn(NOBODY_KNOWN, { type: "greeting" }, "bob", 0);
  assertEquals([presence.isKnown, presence.people], [true, 1]);
  assertEquals(here(presence), ["bob"]);
});

Deno.test("learn() knows how many there are after its own announcement", () => {
  const presence = learn(NOBODY_KNOWN, joined("bob", 3), "bob", 0);
  assertEquals([presence.isKnown, presence.people], [true, 3]);
});

Deno.test("learn() counts who comes and goes", () => {
  const came = learn(ROOM, joined("eve"), "bob", 0);
  assertEquals(came.people, 4);
  assertEquals(learn(came, left("ann"), "bob", 0).people, 3);
  assertEquals(here(learn(came, left("ann"), "bob", 0)), ["3d", "bob", "eve"]);
});

Deno.test("learn() takes the announced number for the right one", () => {
  assertEquals(learn(ROOM, joined("eve", 9), "bob", 0).people, 9);
});

Deno.test("learn() learns names from those who talk", () => {
  const presence = learn(NOBODY_KNOWN, message("eve> hi"), "bob", 0);
  assertEquals(here(presence), ["eve"]);
  assertEquals(presence.isKnown, false);
});

Deno.test("learnRoll() replaces the names and the number", () => {
  const presence = learnRoll(ROOM, ["bob", "eve"], null, 0);
  assertEquals([here(presence), presence.people], [["bob", "eve"], 2]);
  assertEquals([...presence.gone].sort(), ["3d", "ann", "zoe"]);
});

Deno.test("learnRoll() keeps who came while the answer was given", () => {
  const came = learn(ROOM, joined("eve"), "bob", 0);
  const presence = learnRoll(came, ["bob", "ann"], ROOM.people, 0);
  assertEquals([here(presence), presence.people], [["ann", "bob", "eve"], 3]);
  assertEquals(learnRoll(came, ["bob", "eve"], ROOM.people, 0).people, 2);
});

Deno.test("namesBefore() finds known names before what is no name", () => {
  const before = (text: string) => namesBefore(ROOM, text);
  assertEquals(before("bobann> hi"), ["bob"]);
  assertEquals(before("3dbobann has left the room."), ["3d", "bob"]);
  assertEquals(before("bobeve has joined the room."), ["bob"]);
  assertEquals(before("eveann> hi"), []);
  assertEquals(before("bobby> hi"), []);
  assertEquals(before("bob> annbob> hi"), []);
});

Deno.test("knownNames() takes glued names apart where all are known", () => {
  assertEquals(knownNames(ROOM, "ann3dbob"), ["ann", "3d", "bob"]);
  assertEquals(knownNames(ROOM, "annabob"), null);
});
