import { assertEquals } from "@std/assert";
import {
  type Command,
  COMMANDS,
  type InvalidReason,
  type Stage,
  usage,
} from "../../lib/protocol/commands.ts";
import { parse, type ParseOptions } from "../../lib/protocol/parse.ts";

const SCRIPT: ParseOptions = { bareWords: false, limit: 1024 };
const PERSON: ParseOptions = { ...SCRIPT, bareWords: true };

const LOBBY: Stage = { at: "lobby", asksForRoom: false };
const ASKED: Stage = { at: "lobby", asksForRoom: true };
const NAMING: Stage = { at: "naming", room: "games" };
const ROOM: Stage = { at: "room", room: "games", nick: "bob" };

const say = (text: string): Command => ({ type: "say", text });
const join = (room: string): Command => ({ type: "join", room });
const nick = (nick: string): Command => ({ type: "nick", nick });

const VALID: [Stage, ParseOptions, line: string, Command][] = [
  [LOBBY, SCRIPT, "", { type: "nothing" }],
  [LOBBY, SCRIPT, "   ", { type: "nothing" }],
  [ROOM, SCRIPT, " \t\x1f\x85", { type: "nothing" }],
  [LOBBY, SCRIPT, "/list", { type: "list" }],
  [LOBBY, SCRIPT, "  /list ", { type: "list" }],
  [LOBBY, SCRIPT, "/LIST", { type: "list" }],
  [LOBBY, SCRIPT, "/join games", join("games")],
  [LOBBY, SCRIPT, "/join  two words ", join("two words")],
  [LOBBY, SCRIPT, "/quit", { type: "logout" }],
  [LOBBY, SCRIPT, "/QUIT ", { type: "logout" }],
  [LOBBY, SCRIPT, "/help", { type: "help" }],
  [LOBBY, SCRIPT, "/help me", { type: "help" }],
  [LOBBY, PERSON, "list", { type: "list" }],
  [LOBBY, PERSON, "list the rooms", { type: "list" }],
  [LOBBY, PERSON, "1", { type: "list" }],
  [LOBBY, PERSON, "2 games", join("games")],
  [LOBBY, PERSON, "Join games", join("games")],
  [ASKED, PERSON, "games", join("games")],
  [ASKED, PERSON, "1", { type: "list" }],
  [ASKED, PERSON, "help", { type: "help" }],
  [ASKED, PERSON, "quit", { type: "logout" }],
  [ASKED, PERSON, "constructor", join("constructor")],
  [NAMING, SCRIPT, "/nick bob", nick("bob")],
  [NAMING, SCRIPT, "/leave", { type: "leave" }],
  [NAMING, PERSON, "bob", nick("bob")],
  [NAMING, PERSON, "1", nick("1")],
  [ROOM, SCRIPT, "hello there", say("hello there")],
  [ROOM, SCRIPT, " /dance", say(" /dance")],
  [ROOM, SCRIPT, "list", say("list")],
  [ROOM, PERSON, "quit", say("quit")],
  [ROOM, SCRIPT, "a\0b\rc", say("a b c")],
  [ROOM, SCRIPT, "//shrug", say("/shrug")],
  [ROOM, SCRIPT, "// sum of all", say("// sum of all")],
  [ROOM, SCRIPT, "///", say("//")],
  [ROOM, SCRIPT, "/", say("/")],
  [ROOM, SCRIPT, "/* x */", say("/* x */")],
  [ROOM, SCRIPT, "/usr/bin/ld: not found", say("/usr/bin/ld: not found")],
  [ROOM, SCRIPT, "/r2d2", say("/r2d2")],
  [ROOM, SCRIPT, "/who", { type: "who" }],
  [ROOM, SCRIPT, "/quit", { type: "logout" }],
  [ROOM, SCRIPT, "/join music", join("music")],
  [ROOM, SCRIPT, "/nick rob", nick("rob")],
  [ROOM, SCRIPT, "/leave", { type: "leave" }],
];

const INVALID: [
  Stage,
  ParseOptions,
  line: string,
  InvalidReason,
  typed: string,
][] = [
  [LOBBY, SCRIPT, "hello there", "no command", "hello there"],
  [LOBBY, SCRIPT, "list", "no command", "list"],
  [LOBBY, SCRIPT, "/", "no command", "/"],
  [LOBBY, PERSON, "hello", "no command", "hello"],
  [LOBBY, SCRIPT, "/join", "no argument", "/join"],
  [LOBBY, PERSON, "2", "no argument", "2"],
  [LOBBY, SCRIPT, "/list all", "needless argument", "/list"],
  [ROOM, SCRIPT, "/logout of the user failed", "needless argument", "/logout"],
  [LOBBY, SCRIPT, "/quit now", "needless argument", "/quit"],
  [LOBBY, SCRIPT, "/nick bob", "misplaced", "/nick"],
  [LOBBY, SCRIPT, "/who", "misplaced", "/who"],
  [LOBBY, SCRIPT, "/leave", "misplaced", "/leave"],
  [LOBBY, SCRIPT, "/dance", "unknown", "/dance"],
  [LOBBY, SCRIPT, `/join ${"x".repeat(1019)}`, "too long", "/join"],
  [NAMING, SCRIPT, "bob", "no command", "bob"],
  [NAMING, SCRIPT, "/nick", "no argument", "/nick"],
  [NAMING, SCRIPT, "/join games", "misplaced", "/join"],
  [ROOM, SCRIPT, "/list", "misplaced", "/list"],
  [ROOM, SCRIPT, "/dance", "unknown", "/dance"],
  [ROOM, SCRIPT, "/me waves", "unknown", "/me"],
  [ROOM, SCRIPT, " /who ", "server command", "/who"],
  [ROOM, SCRIPT, "//logout", "server command", "/logout"],
  [ROOM, SCRIPT, "caf\udce9", "not UTF-8", "caf\ufffd"],
  [LOBBY, SCRIPT, "/join caf\udce9", "not UTF-8", "/join caf\ufffd"],
  [NAMING, PERSON, "caf\udce9", "not UTF-8", "caf\ufffd"],
];

const shown = (line: string) => JSON.stringify(line.slice(0, 30));

for (const [stage, options, line, command] of VALID) {
  const who = options.bareWords ? "a person" : "a script";
  Deno.test(`parse() reads ${shown(line)} of ${who} in ${stage.at}`, () => {
    assertEquals(parse(line, stage, options), command);
  });
}

for (const [stage, options, line, reason, typed] of INVALID) {
  Deno.test(`parse() finds ${shown(line)} in ${stage.at}: ${reason}`, () => {
    const word = typed === "2" ? "join" : typed.slice(1);
    const isText = ["no command", "server command", "not UTF-8"];
    const isNamed = !isText.includes(reason);
    const rule = COMMANDS.find((rule) => isNamed && rule.word === word) ?? null;
    const { rule: found, ...invalid } = {
      rule: null,
      ...parse(line, stage, options),
    };
    assertEquals(invalid, { type: "invalid", reason, typed, stage: stage.at });
    if (isNamed) assertEquals(found, rule);
  });
}

for (const stage of [LOBBY, NAMING, ROOM]) {
  for (const rule of COMMANDS) {
    const works = rule.stages.includes(stage.at);
    const line = usage(rule);
    Deno.test(`parse() ${works ? "takes" : "refuses"} ${line} in ${stage.at}`, () => {
      assertEquals(parse(line, stage, SCRIPT).type !== "invalid", works);
    });
  }
}
