import { assertEquals } from "@std/assert";
import {
  type Command,
  type Manner,
  type MistakeReason,
  parse,
  type Where,
} from "../../lib/protocol/commands.ts";

const SCRIPT: Manner = {
  natural: false,
  asked: false,
  continued: false,
  limit: 1024,
};
const PERSON: Manner = { ...SCRIPT, natural: true };
const ASKED: Manner = { ...PERSON, asked: true };
const CONTINUED: Manner = { ...SCRIPT, continued: true };

const GOOD: [Where, Manner, line: string, Command][] = [
  ["lobby", SCRIPT, "", { type: "nothing" }],
  ["lobby", SCRIPT, "   ", { type: "nothing" }],
  ["lobby", SCRIPT, "/list", { type: "list" }],
  ["lobby", SCRIPT, "  /list ", { type: "list" }],
  ["lobby", SCRIPT, "/LIST", { type: "list" }],
  ["lobby", SCRIPT, "/join games", { type: "join", room: "games" }],
  ["lobby", SCRIPT, "/join  two words ", { type: "join", room: "two words" }],
  ["lobby", SCRIPT, "/quit", { type: "leave" }],
  ["lobby", SCRIPT, "/logout now", { type: "leave" }],
  ["lobby", SCRIPT, "/help", { type: "help" }],
  ["lobby", PERSON, "list", { type: "list" }],
  ["lobby", PERSON, "1", { type: "list" }],
  ["lobby", PERSON, "2 games", { type: "join", room: "games" }],
  ["lobby", PERSON, "Join games", { type: "join", room: "games" }],
  ["lobby", ASKED, "games", { type: "join", room: "games" }],
  ["lobby", ASKED, "1", { type: "list" }],
  ["lobby", ASKED, "help", { type: "help" }],
  ["lobby", ASKED, "quit", { type: "leave" }],
  ["lobby", ASKED, "constructor", { type: "join", room: "constructor" }],
  ["naming", SCRIPT, "/nick bob", { type: "nick", nick: "bob" }],
  ["naming", PERSON, "bob", { type: "nick", nick: "bob" }],
  ["naming", PERSON, "1", { type: "nick", nick: "1" }],
  ["room", SCRIPT, "hello there", { type: "say", text: "hello there" }],
  ["room", SCRIPT, " /dance", { type: "say", text: " /dance" }],
  ["room", SCRIPT, "list", { type: "say", text: "list" }],
  ["room", SCRIPT, "a\0b\rc", { type: "say", text: "a b c" }],
  ["room", SCRIPT, "//shrug", { type: "say", text: "/shrug" }],
  ["room", SCRIPT, "///", { type: "say", text: "//" }],
  ["room", SCRIPT, "/who", { type: "who" }],
  ["room", SCRIPT, "/quit", { type: "leave" }],
  ["room", CONTINUED, "/quit", { type: "say", text: "/quit" }],
  ["lobby", CONTINUED, "/quit", { type: "nothing" }],
];

const BAD: [Where, Manner, line: string, MistakeReason, typed: string][] = [
  ["lobby", SCRIPT, "hello there", "no command", "hello there"],
  ["lobby", SCRIPT, "list", "no command", "list"],
  ["lobby", PERSON, "hello", "no command", "hello"],
  ["lobby", SCRIPT, "/join", "no argument", "/join"],
  ["lobby", PERSON, "2", "no argument", "2"],
  ["lobby", SCRIPT, "/list all", "needless argument", "/list"],
  ["lobby", SCRIPT, "/nick bob", "misplaced", "/nick"],
  ["lobby", SCRIPT, "/who", "misplaced", "/who"],
  ["lobby", SCRIPT, "/dance", "unknown", "/dance"],
  ["lobby", SCRIPT, "/", "unknown", "/"],
  ["lobby", SCRIPT, `/join ${"x".repeat(1019)}`, "too long", "/join"],
  ["naming", SCRIPT, "bob", "no command", "bob"],
  ["naming", SCRIPT, "/nick", "no argument", "/nick"],
  ["naming", SCRIPT, "/join games", "misplaced", "/join"],
  ["room", SCRIPT, "/nick bob", "misplaced", "/nick"],
  ["room", SCRIPT, "/dance", "unknown", "/dance"],
  ["room", SCRIPT, " /who ", "server command", "/who"],
  ["room", SCRIPT, "//logout", "server command", "/logout"],
];

Deno.test("a line asks for what its place allows", async (t) => {
  for (const [where, manner, line, command] of GOOD) {
    await t.step(`${where}: ${JSON.stringify(line)}`, () => {
      assertEquals(parse(line, where, manner), command);
    });
  }
});

Deno.test("a line that makes no sense says why", async (t) => {
  for (const [where, manner, line, why, typed] of BAD) {
    await t.step(`${where}: ${line.slice(0, 30)}`, () => {
      const mistake: Command = { type: "mistake", why, typed, where };
      assertEquals(parse(line, where, manner), mistake);
    });
  }
});
