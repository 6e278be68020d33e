import { assertEquals } from "@std/assert";
import type { Effect, News } from "../../lib/protocol/events.ts";
import {
  type Config,
  type State,
  wantsLine,
} from "../../lib/protocol/reducer.ts";
import {
  connected,
  eof,
  line,
  lost,
  PERSON,
  Play,
  recv,
  SCRIPT,
  sent,
  sigint,
  type Step,
  wait,
} from "./play.ts";

/** A step, what it must lead to, and what must be true of the state then. */
type Row = [Step, Effect[], Partial<State>?];

const show = (news: News): Effect => ({ type: "show", news });
const send = (text: string): Effect => ({ type: "send", text });
const exit = (code: number): Effect => ({ type: "exit", code });
const goesOn = true;
const shut: Effect = { type: "shut" };
const connect: Effect = { type: "connect" };
const hangUp: Effect = { type: "hang up" };
const closed = (reason: Extract<News, { type: "closed" }>["reason"]) =>
  show({ type: "closed", reason });
const messages = (text: string) => show({ type: "messages", text });
const notice = (text: string) => show({ type: "notice", text });
const unsent = (text: string) => show({ type: "unsent", text });

const LOBBY = { at: "lobby", asked: false } as const;
const NAMING = { at: "naming", room: "r" } as const;
const ROOM = { at: "room", room: "r", nick: "n" } as const;

/** To the lobby, to a room without a nickname, and into the room. */
const toLobby: Row[] = [[connected, [show({ type: "connected" })]]];
const toNaming: Row[] = [
  ...toLobby,
  [line("/join r"), [send("/join r")]],
  [sent, []],
  [recv("0"), [show({ type: "joined", room: "r" })], { place: NAMING }],
  [wait(50), []],
];
const toRoom: Row[] = [
  ...toNaming,
  [line("/nick n", 2), [send("/nick n")]],
  [sent, []],
  [recv("0"), [show({ type: "named", nick: "n" })], { place: ROOM }],
  [wait(50), []],
];
/** The same on a wire with LFs. */
const toRoomByLf: Row[] = toRoom.map(([step, effects]) =>
  "recv" in step ? [recv(`${step.recv}\n`), effects] : [step, effects]
);
const goodbye: Row[] = [
  [sent, [shut]],
  [lost, [hangUp, closed("logout"), exit(0)], { place: { at: "ended" } }],
];
const roomsOf = (rooms: string[]) => show({ type: "rooms", rooms });
const rooms = (...rooms: string[]) => roomsOf(rooms);
const listing: Row[] = [
  ...toLobby,
  [line("/list"), [send("/list")]],
  [sent, []],
];

/** What is told when the connection is lost and tried again. */
function lossOf(...uncertain: string[]): Effect[] {
  return [
    show({ type: "failure", failure: { why: "lost", detail: null } }),
    ...uncertain.map((text) => show({ type: "uncertain", text })),
    hangUp,
    closed("lost"),
  ];
}

const AGAIN: Config = { ...PERSON, reconnect: true };

const CONVERSATIONS: [name: string, config: Config, rows: Row[]][] = [
  ["a whole session", SCRIPT, [
    ...toRoom,
    [line("hello", 3), [send("hello")]],
    [recv("alice: hi"), [messages("alice: hi")]],
    [sent, []],
    [eof, []],
    [wait(50), [send("/logout")]],
    ...goodbye,
  ]],
  ["the server never closes: leaving takes one second", SCRIPT, [
    ...toLobby,
    [line("/logout"), [send("/logout")]],
    [sent, [shut]],
    [wait(999), []],
    [wait(1), [hangUp, closed("logout"), exit(0)]],
  ]],
  ["options come before lines", { ...SCRIPT, room: "r", nick: "n" }, [
    [connected, [show({ type: "connected", goesOn }), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", goesOn })]],
    [wait(50), [send("/nick n")]],
  ]],
  ["--list lists and leaves", { ...SCRIPT, list: true }, [
    [connected, [show({ type: "connected" }), send("/list")]],
    [sent, []],
    [recv("1\na\n"), [rooms("a")]],
    [wait(50), [send("/logout")]],
    ...goodbye,
  ]],
  ["--list ignores --room", { ...SCRIPT, list: true, room: "r" }, [
    [connected, [show({ type: "connected" }), send("/list")]],
  ]],
  ["--linger listens on", { ...SCRIPT, linger: 2 }, [
    ...toRoom,
    [eof, []],
    [wait(1999), []],
    [recv("a: late"), [messages("a: late")]],
    [wait(1), [send("/logout")]],
  ]],
  ["messages are paced, answers awaited", SCRIPT, [
    ...toRoom,
    [line("x".repeat(2000), 3), [
      show({ type: "split", count: 2 }),
      send("x".repeat(1024)),
    ]],
    [wait(500), []],
    [sent, []],
    [wait(49), []],
    [wait(1), [send("x".repeat(976))]],
  ]],
  ["with an end there is no pace", { ...SCRIPT, eol: "\n" }, [
    ...toLobby,
    [line("/join r"), [send("/join r\n")]],
    [sent, []],
    [recv("0\n"), [show({ type: "joined", room: "r" })]],
    [line("/nick n"), [send("/nick n\n")]],
  ]],

  ["raw rooms settle", SCRIPT, [
    ...listing,
    [recv("2"), []],
    [recv("games"), []],
    [recv("music"), []],
    [wait(99), []],
    [wait(1), [rooms("games", "music")]],
  ]],
  ["delimited rooms are done at once", SCRIPT, [
    ...listing,
    [recv("2\r\ngames\r\nmu"), []],
    [recv("sic\r\n"), [rooms("games", "music")]],
  ]],
  ["no rooms", SCRIPT, [...listing, [recv("0\0"), [rooms()]]]],
  ["a byte at a time", SCRIPT, [
    ...listing,
    [recv("1"), []],
    [recv("0"), []],
    [recv("\n"), [], { decoder: { delimited: true, held: new Uint8Array() } }],
    [recv("a\nb\nc\nd\ne\nf\ng\nh\ni\n"), []],
    [recv("j"), []],
    [recv("\n"), [rooms(..."abcdefghij")]],
  ]],
  ["a name glued to the count", SCRIPT, [
    ...listing,
    [recv("2games"), []],
    [recv("music"), []],
    [wait(100), [rooms("games", "music")]],
  ]],
  ["a name that is cut in delimited framing", SCRIPT, [
    ...listing,
    [recv("2\ngames\nmus"), []],
    [wait(500), []],
    [recv("ic\n"), [rooms("games", "music")]],
  ]],
  ["digits that are the name's", SCRIPT, [
    ...listing,
    [recv("21games"), []],
    [recv("music"), []],
    [wait(1000), [rooms("1games", "music")]],
  ]],
  ["names that cannot be cut", SCRIPT, [
    ...listing,
    [recv("3gamesmusicchess"), []],
    [wait(1000), [
      rooms("3gamesmusicchess"),
      show({ type: "rooms differ", count: 3, came: 1 }),
    ]],
  ]],
  ["fewer rooms than announced", SCRIPT, [
    ...listing,
    [recv("3\na\nb\n"), []],
    [wait(1000), [
      rooms("a", "b"),
      show({ type: "rooms differ", count: 3, came: 2 }),
    ]],
  ]],
  ["a banner before the answer", SCRIPT, [
    ...toLobby,
    [recv("Welcome!\n"), [notice("Welcome!")]],
    [line("/list"), [send("/list")]],
    [recv("Please wait"), [notice("Please wait")]],
    [recv("1\na\n"), [rooms("a")]],
  ]],

  ["a status and a message, glued", SCRIPT, [
    ...toNaming,
    [line("/nick n", 2), [send("/nick n")]],
    [recv("0welcome n"), [
      show({ type: "named", nick: "n" }),
      messages("welcome n"),
    ], { place: ROOM, replyIsOpen: false }],
  ]],
  ["an LF after a status tells the framing, however late", SCRIPT, [
    ...toNaming,
    [line("/nick n", 2), [send("/nick n")]],
    [recv("0"), [show({ type: "named", nick: "n" })]],
    [recv("\na: h"), []],
    [recv("i\n"), [messages("a: hi\n")]],
  ]],
  ["an LF in a chat message tells nothing", SCRIPT, [
    ...toRoom,
    [recv("a: one\nline"), [messages("a: one\nline")]],
    [recv("b: two"), [messages("b: two")]],
  ]],
  ["a piece of a line is shown after 100 ms", SCRIPT, [
    ...toRoomByLf,
    [recv("a: half"), []],
    [wait(60), []],
    [recv(" a line"), []],
    [wait(39), []],
    [wait(1), [messages("a: half a line")]],
  ]],

  ["/who is done after 300 ms of quiet", SCRIPT, [
    ...toRoom,
    [line("/who", 3), [send("/who")]],
    [sent, []],
    [recv("alice"), []],
    [wait(299), []],
    [recv("bob"), []],
    [recv("alice: hi"), [messages("alice: hi")]],
    [wait(299), []],
    [wait(1), [show({ type: "users", users: ["alice", "bob"] })]],
  ]],
  ["a name and a message that are cut in delimited framing", SCRIPT, [
    ...toRoomByLf,
    [line("/who", 3), [send("/who")]],
    [recv("bob\nali"), []],
    [wait(200), []],
    [recv("ce\nbob: hi th"), []],
    [wait(200), [messages("bob: hi th")]],
    [recv("ere\nbob: bye\n"), [messages("ere\nbob: bye")]],
    [wait(300), [show({ type: "users", users: ["bob", "alice"] })]],
  ]],
  ["/who does not take longer than an answer may", SCRIPT, [
    ...toRoom,
    [line("/who", 3), [send("/who")]],
    [sent, []],
    ...Array.from({ length: 40 }, (): Row => [recv("*** x"), []]).flatMap(
      (row): Row[] => [row, [wait(249), []]],
    ),
    [wait(40), [show({ type: "users", users: Array(40).fill("*** x") })]],
  ]],
  ["a whole answer to /who in one segment", SCRIPT, [
    ...toRoom,
    [line("/who", 3), [send("/who")]],
    [recv("a\nb\nb: hi\nc\n"), [messages("b: hi")]],
    [wait(300), [show({ type: "users", users: ["a", "b", "c"] })]],
  ]],

  ["a server that refuses and closes", SCRIPT, [
    ...toLobby,
    [line("/join x!"), [send("/join x!")]],
    [eof, []],
    [recv("1"), [
      show({
        type: "refused",
        request: "join",
        name: "x!",
        reason: "malformed",
      }),
    ]],
    [lost, [
      show({ type: "failure", failure: { why: "lost", detail: null } }),
      hangUp,
      closed("refused"),
      exit(3),
    ]],
  ]],
  ["a script may ask again", SCRIPT, [
    ...toLobby,
    [line("/join x!"), [send("/join x!")]],
    [recv("1"), [
      show({
        type: "refused",
        request: "join",
        name: "x!",
        reason: "malformed",
      }),
    ]],
    [sent, []],
    [line("", 2), []],
    [wait(50), []],
    [line("/join r", 3), [send("/join r")], { refused: null }],
  ]],
  ["a script must ask again", SCRIPT, [
    ...toNaming,
    [line("/nick n", 2), [send("/nick n")]],
    [sent, []],
    [recv("2"), [
      show({ type: "refused", request: "nick", name: "n", reason: "taken" }),
    ]],
    [wait(50), []],
    [line("hello", 3), [
      show({
        type: "failure",
        failure: { why: "refused", request: "nick", line: 3 },
      }),
      unsent("hello"),
      send("/logout"),
    ]],
    [sent, [shut]],
    [lost, [hangUp, closed("refused")]],
    [line("more", 4), [unsent("more")]],
    [eof, [exit(3)]],
  ]],
  ["a refusal at the end of a script", SCRIPT, [
    ...toLobby,
    [line("/join x!"), [send("/join x!")]],
    [sent, []],
    [recv("1\n"), [
      show({
        type: "refused",
        request: "join",
        name: "x!",
        reason: "malformed",
      }),
    ]],
    [eof, []],
    [wait(50), [
      show({
        type: "failure",
        failure: { why: "refused", request: "join", line: null },
      }),
      send("/logout"),
    ]],
    [sent, [shut]],
    [lost, [hangUp, closed("refused"), exit(3)]],
  ]],
  ["a script that makes no sense", SCRIPT, [
    ...toLobby,
    [line("/who", 4), [
      show({
        type: "mistake",
        line: 4,
        mistake: {
          type: "mistake",
          why: "misplaced",
          typed: "/who",
          where: "lobby",
        },
      }),
      send("/logout"),
    ]],
  ]],

  ["a person is asked again", PERSON, [
    ...toLobby,
    [line("/join x!"), [send("/join x!")]],
    [sent, []],
    [recv("1"), [
      show({
        type: "refused",
        request: "join",
        name: "x!",
        reason: "malformed",
      }),
    ], { place: { at: "lobby", asked: true } }],
    [wait(50), []],
    [line("games"), [send("/join games")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "games" })]],
    [wait(50), []],
    [line("bob"), [send("/nick bob")]],
  ]],
  ["a person may type ahead", PERSON, [
    [line("/join r"), []],
    [line("n"), []],
    [line("hello"), []],
    [connected, [show({ type: "connected" }), send("/join r")]],
    [sent, []],
    [wait(50), []],
    [recv("0"), [show({ type: "joined", room: "r" }), send("/nick n")]],
    [sent, []],
    [wait(50), []],
    [recv("0"), [show({ type: "named", nick: "n" }), send("hello")]],
  ]],
  ["a person who leaves need not wait for an answer", PERSON, [
    ...toLobby,
    [line("/list"), [send("/list")]],
    [sent, []],
    [wait(50), []],
    [line("/quit"), [send("/logout")]],
    ...goodbye,
  ]],
  ["a person's mistake is no end", PERSON, [
    ...toLobby,
    [line("2"), [
      show({
        type: "mistake",
        line: 1,
        mistake: {
          type: "mistake",
          why: "no argument",
          typed: "2",
          where: "lobby",
        },
      }),
    ], { place: { at: "lobby", asked: true } }],
    [line("/help"), [show({ type: "help", where: "lobby" })]],
    [line("games"), [send("/join games")]],
  ]],
  ["no answer for a person", PERSON, [
    ...listing,
    [wait(1000), [show({ type: "waiting", request: "list" })]],
    [wait(8999), []],
    [wait(1), [
      show({ type: "failure", failure: { why: "no answer", request: "list" } }),
    ], { place: LOBBY, request: null }],
  ]],
  ["a slow answer tells what waits for it", PERSON, [
    ...listing,
    [line("/join r"), []],
    [wait(1000), [
      show({ type: "waiting", request: "list" }),
      show({ type: "held", text: "/join r" }),
    ]],
    [line("n"), [show({ type: "held", text: "n" })]],
  ]],
  ["a room that is refused is no reason to forget the nickname", {
    ...PERSON,
    room: "x!",
    nick: "bob",
  }, [
    [connected, [show({ type: "connected", goesOn }), send("/join x!")]],
    [sent, []],
    [recv("1"), [
      show({
        type: "refused",
        request: "join",
        name: "x!",
        reason: "malformed",
      }),
    ]],
    [wait(50), []],
    [line("games"), [send("/join games")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "games", goesOn })]],
    [wait(50), [send("/nick bob")]],
  ]],
  ["no answer to what decides where a person is", PERSON, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [wait(10_000), [
      show({ type: "waiting", request: "join" }),
      show({ type: "failure", failure: { why: "no answer", request: "join" } }),
    ]],
    [line("n"), [show({ type: "held", text: "n" })]],
    [recv("0"), [show({ type: "joined", room: "r" }), send("/nick n")]],
  ]],
  ["a person may leave though an answer is overdue", PERSON, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [wait(10_000), [
      show({ type: "waiting", request: "join" }),
      show({ type: "failure", failure: { why: "no answer", request: "join" } }),
    ]],
    [line("n"), [show({ type: "held", text: "n" })]],
    [line("/quit"), [send("/logout")]],
    [sent, [shut]],
    [lost, [hangUp, closed("logout"), unsent("n"), exit(0)]],
  ]],
  ["no answer for a script", SCRIPT, [
    ...listing,
    [wait(10_000), [
      show({ type: "failure", failure: { why: "no answer", request: "list" } }),
      send("/logout"),
    ]],
    [sent, [shut]],
    [eof, []],
    [wait(1000), [hangUp, closed("timeout"), exit(1)]],
  ]],

  ["no connection", SCRIPT, [
    [{ type: "unreachable", why: "connection refused" }, [
      show({
        type: "failure",
        failure: { why: "unreachable", detail: "connection refused" },
      }),
      hangUp,
    ]],
    [line("hello"), [unsent("hello")]],
    [line("/logout"), []],
    [wait(1000), [exit(1)]],
  ]],
  ["the connection is lost while a line is written", PERSON, [
    ...toRoom,
    [line("hello"), [send("hello")]],
    [line("and more"), []],
    [lost, [
      show({ type: "failure", failure: { why: "lost", detail: null } }),
      show({ type: "uncertain", text: "hello" }),
      hangUp,
      closed("lost"),
      unsent("and more"),
      exit(1),
    ]],
  ]],
  ["the connection is lost in the middle of a reply", SCRIPT, [
    ...listing,
    [recv("2\na\nb"), []],
    [eof, []],
    [{ type: "lost", why: "reset" }, [
      notice("b"),
      rooms("a"),
      show({ type: "rooms differ", count: 2, came: 1 }),
      show({ type: "failure", failure: { why: "lost", detail: "reset" } }),
      hangUp,
      closed("lost"),
      exit(1),
    ]],
  ]],
  ["a request without an answer may not have arrived", SCRIPT, [
    ...listing,
    [eof, []],
    [lost, [
      show({ type: "failure", failure: { why: "lost", detail: null } }),
      show({ type: "uncertain", text: "/list" }),
      hangUp,
      closed("lost"),
      exit(1),
    ]],
  ]],
  ["the server takes nothing", PERSON, [
    ...toRoom,
    [line("hello"), [send("hello")]],
    [wait(10_000), [
      show({ type: "failure", failure: { why: "stuck" } }),
      show({ type: "uncertain", text: "hello" }),
      hangUp,
      closed("timeout"),
      exit(1),
    ]],
  ]],

  ["a person comes back to where they were", AGAIN, [
    ...toRoom,
    [line("hello"), [send("hello")]],
    [line("and more"), []],
    [lost, [
      ...lossOf("hello"),
      show({ type: "retrying", why: null, seconds: 1 }),
    ], { place: { at: "away" }, home: { where: "room", room: "r" } }],
    [line("still here"), [show({ type: "held", text: "still here" })]],
    [wait(1200), [connect]],
    [{ type: "unreachable", why: "refused" }, [
      show({ type: "retrying", why: "refused", seconds: 2 }),
    ]],
    [line(""), [connect], { place: { at: "connecting" } }],
    [connected, [show({ type: "connected", goesOn }), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", goesOn })]],
    [wait(50), [send("/nick n")]],
    [line("nearly"), [show({ type: "held", text: "nearly" })]],
    [sent, []],
    [recv("2"), [show({ type: "haunted", nick: "n" })]],
    [wait(2999), []],
    [wait(1), [send("/nick n")]],
    [sent, []],
    [wait(50), []],
    [recv("0"), [show({ type: "named", nick: "n" }), send("and more")]],
    [sent, []],
    [wait(50), [send("still here")]],
    [sent, []],
    [wait(50), [send("nearly")]],
  ]],
  ["the waits grow to half a minute", AGAIN, [
    ...toLobby,
    [lost, [...lossOf(), show({ type: "retrying", why: null, seconds: 1 })]],
    ...[2, 4, 8, 16, 30, 30].flatMap((seconds): Row[] => [
      [wait(36_000), [connect]],
      [{ type: "unreachable", why: "?" }, [
        show({ type: "retrying", why: "?", seconds }),
      ]],
    ]),
    [line("/quit"), [hangUp, exit(0)]],
  ]],
  ["a nickname that stays taken", AGAIN, [
    ...toRoom,
    [lost, [...lossOf(), show({ type: "retrying", why: null, seconds: 1 })]],
    [line("hello"), [show({ type: "held", text: "hello" })]],
    [wait(1200), [connect]],
    [connected, [show({ type: "connected", goesOn }), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", goesOn })]],
    [wait(50), [send("/nick n")]],
    [sent, []],
    [recv("2"), [show({ type: "haunted", nick: "n" })]],
    ...Array.from({ length: 9 }).flatMap((): Row[] => [
      [wait(3000), [send("/nick n")]],
      [sent, []],
      [recv("2"), []],
    ]),
    [wait(3000), [send("/nick n")]],
    [sent, []],
    [recv("2"), [
      show({ type: "refused", request: "nick", name: "n", reason: "taken" }),
    ]],
    [wait(50), []],
    [line("m"), [send("/nick m")]],
    [sent, []],
    [wait(50), []],
    [recv("0"), [show({ type: "named", nick: "m" }), send("hello")]],
  ]],
  ["another nickname than the haunted one", AGAIN, [
    ...toRoom,
    [lost, [...lossOf(), show({ type: "retrying", why: null, seconds: 1 })]],
    [line("hello"), [show({ type: "held", text: "hello" })]],
    [line(""), [connect]],
    [connected, [show({ type: "connected", goesOn }), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", goesOn })]],
    [wait(50), [send("/nick n")]],
    [sent, []],
    [recv("2"), [show({ type: "haunted", nick: "n" })]],
    [wait(50), []],
    [line("still here"), [show({ type: "held", text: "still here" })]],
    [line("/nick m"), [send("/nick m")]],
    [sent, []],
    [wait(50), []],
    [recv("0"), [show({ type: "named", nick: "m" }), send("hello")]],
  ]],
  ["what was meant for a room is not said in another", AGAIN, [
    ...toRoom,
    [lost, [...lossOf(), show({ type: "retrying", why: null, seconds: 1 })]],
    [line("secret"), [show({ type: "held", text: "secret" })]],
    [line(""), [connect]],
    [connected, [show({ type: "connected", goesOn }), send("/join r")]],
    [sent, []],
    [recv("1"), [
      show({
        type: "refused",
        request: "join",
        name: "r",
        reason: "malformed",
      }),
      unsent("secret"),
    ], { home: null, wishes: { room: null, nick: null } }],
    [wait(50), []],
    [line("other"), [send("/join other")]],
  ]],
  ["Ctrl-D and /help while an answer is awaited", PERSON, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [wait(50), []],
    [line("/help"), [show({ type: "help", where: "lobby" })]],
    [eof, [send("/logout")]],
    [sent, [shut]],
  ]],
  ["a /quit behind other lines, and no answer", PERSON, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [line("n"), []],
    [line("/quit"), []],
    [wait(1000), [
      show({ type: "waiting", request: "join" }),
      show({ type: "held", text: "n" }),
      show({ type: "held", text: "/quit" }),
    ]],
    [wait(9000), [
      show({ type: "failure", failure: { why: "no answer", request: "join" } }),
      send("/logout"),
    ]],
    [sent, [shut]],
    [lost, [hangUp, closed("logout"), unsent("n"), exit(0)]],
  ]],
  ["what was typed ahead of a refusal", PERSON, [
    ...toNaming,
    [line("n"), [send("/nick n")]],
    [sent, []],
    [line("hello all"), []],
    [recv("2"), [
      show({ type: "refused", request: "nick", name: "n", reason: "taken" }),
      unsent("hello all"),
    ]],
  ]],
  ["a script is not read while it is away", { ...SCRIPT, reconnect: true }, [
    ...toRoom,
    [line("one"), [send("one")]],
    [sent, []],
    [lost, [
      ...lossOf("one"),
      show({ type: "retrying", why: null, seconds: 1 }),
    ]],
    [wait(1200), [connect]],
    [connected, [show({ type: "connected", goesOn }), send("/join r")]],
    [sent, []],
    [recv("1"), [
      show({
        type: "refused",
        request: "join",
        name: "r",
        reason: "malformed",
      }),
    ]],
    [wait(50), [send("/logout")]],
    [sent, [shut]],
    [lost, [hangUp, closed("refused")]],
    [eof, [exit(3)]],
  ]],
  ["what is known to have arrived is not uncertain", PERSON, [
    ...toRoom,
    [line("one"), [send("one")]],
    [sent, []],
    [wait(50), []],
    [line("/who"), [send("/who")]],
    [sent, []],
    [recv("n"), []],
    [wait(300), [show({ type: "users", users: ["n"] })]],
    [line("two"), [send("two")]],
    [sent, []],
    [recv("n: two"), []],
    [wait(50), []],
    [line("three"), [send("three")]],
    [sent, []],
    [lost, [
      show({ type: "failure", failure: { why: "lost", detail: null } }),
      show({ type: "uncertain", text: "three" }),
      hangUp,
      closed("lost"),
      exit(1),
    ]],
  ]],
  ["leaving is no proof when the connection breaks", SCRIPT, [
    ...toRoom,
    [line("one"), [send("one")]],
    [eof, []],
    [sent, []],
    [wait(50), [send("/logout")]],
    [sent, [shut]],
    [{ type: "lost", why: "reset" }, [
      show({ type: "uncertain", text: "one" }),
      hangUp,
      closed("lost"),
      exit(1),
    ]],
  ]],
  ["a signal in the room", SCRIPT, [
    ...toRoom,
    [sigint, [send("/logout")]],
    [sent, [shut]],
    [lost, [hangUp, closed("signal"), exit(130)]],
  ]],
  ["a second signal waits for nothing", SCRIPT, [
    ...toRoom,
    [sigint, [send("/logout")]],
    [{ type: "signal", number: 15 }, [hangUp, closed("signal"), exit(143)]],
  ]],
  ["a signal does not wait for a long pace", { ...SCRIPT, pace: 8000 }, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [sigint, []],
    [wait(1000), [send("/logout")]],
  ]],
  ["a signal does not wait for a write that is stuck", SCRIPT, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sigint, []],
    [wait(1000), [
      show({ type: "uncertain", text: "/join r" }),
      hangUp,
      closed("signal"),
      exit(130),
    ]],
  ]],
  ["a signal while connecting", SCRIPT, [[sigint, [hangUp, exit(130)]]]],
  ["a signal while a long line is being said", PERSON, [
    ...toRoom,
    [line("x".repeat(1500)), [
      show({ type: "split", count: 2 }),
      send("x".repeat(1024)),
    ]],
    [sigint, [unsent("x".repeat(476))]],
    [sent, []],
    [wait(50), [send("/logout")]],
  ]],
  ["nobody reads the output", SCRIPT, [
    ...toRoom,
    [{ type: "deaf", why: null }, [send("/logout")]],
    ...goodbye,
  ]],
  ["the output cannot be written", SCRIPT, [
    ...toRoom,
    [eof, [send("/logout")]],
    [{ type: "deaf", why: "no space is left" }, [
      show({
        type: "failure",
        failure: { why: "deaf", detail: "no space is left" },
      }),
    ]],
  ]],
];

Deno.test("conversations", async (t) => {
  for (const [name, config, rows] of CONVERSATIONS) {
    await t.step(name, () => {
      const play = new Play(config);
      for (const [i, [step, effects, state = {}]] of rows.entries()) {
        const context = `step ${i + 1}, ${JSON.stringify(step)}`;
        const got = play.step(step).filter(isNoEchoOfTyping);
        assertEquals(got, effects, `${context}: ${JSON.stringify(got)}`);
        for (const [key, value] of Object.entries(state)) {
          assertEquals(play.state[key as keyof State], value, context);
        }
      }
    });
  }
});

/** What a person typed is told them for the transcript; a test below looks. */
function isNoEchoOfTyping(effect: Effect): boolean {
  return effect.type !== "show" ||
    (effect.news.type !== "said" && effect.news.type !== "typed");
}

Deno.test("what a person types is told for the transcript", () => {
  const play = new Play({ ...PERSON, room: "r", eol: "\n" });
  for (const step of [connected, sent, recv("0\n")]) play.step(step);
  const text = "/nick n";
  assertEquals(play.step(line(text)), [
    show({ type: "typed", place: NAMING, text }),
    send("/nick n\n"),
  ]);
  for (const step of [sent, recv("0\n")]) play.step(step);
  assertEquals(play.step(line("hello")), [
    show({ type: "said", nick: "n", text: "hello" }),
    send("hello\n"),
  ]);
  assertEquals(play.step(line("")), []);
});

Deno.test("the user's own words are shown once", async (t) => {
  const forms = ["hello", "n: hello", "<n> hello", "[n] hello", "n> hello"];
  const say = (config: Config) => {
    const play = new Play({ ...config, room: "r", nick: "n", eol: "\n" });
    const entry = [connected, sent, recv("0\n"), sent, recv("0\n")];
    for (const step of [...entry, line("hello"), sent]) play.step(step);
    return play;
  };
  for (const form of forms) {
    await t.step(form, () => {
      const play = say(PERSON);
      assertEquals(play.step(recv(`${form}\n`)), []);
      assertEquals(play.step(recv(`${form}\n`)), [messages(`${form}\n`)]);
    });
  }
  await t.step("among others' words", () => {
    const play = say(PERSON);
    assertEquals(play.step(recv("a: hello\nn: hello\nb: hello\n")), [
      messages("a: hello\nb: hello\n"),
    ]);
  });
  await t.step("said twice, shown twice", () => {
    const play = say(PERSON);
    play.step(line("hello"));
    assertEquals(play.step(recv("n: hello\nn: hello\n")), []);
    assertEquals(play.step(recv("n: hello\n")), [messages("n: hello\n")]);
  });
  await t.step("but not long after", () => {
    const play = say(PERSON);
    play.step(wait(11_000));
    assertEquals(play.step(recv("n: hello\n")), [messages("n: hello\n")]);
  });
  await t.step("a bare echo is no name among others", () => {
    const play = say(PERSON);
    play.step(line("/who"));
    assertEquals(play.step(recv("hello\nn\n")), []);
    assertEquals(play.step(wait(300)), [
      show({ type: "users", users: ["n"] }),
    ]);
  });
  await t.step("nor is a name an echo, after another or much later", () => {
    for (
      const [ms, answer, users] of [
        [0, "n\nhello\n", ["n", "hello"]],
        [2000, "hello\nn\n", ["hello", "n"]],
      ] as const
    ) {
      const play = say(PERSON);
      play.step(wait(ms));
      for (const step of [line("/who"), sent, recv(answer)]) play.step(step);
      assertEquals(play.step(wait(300)), [show({ type: "users", users })]);
    }
  });
  await t.step("a script gets everything that comes", () => {
    const play = say(SCRIPT);
    assertEquals(play.step(recv("n: hello\n")), [messages("n: hello\n")]);
  });
});

Deno.test("a script is read as fast as it is carried out", () => {
  const play = new Play(SCRIPT);
  const wanted = (step: Step) => {
    play.step(step);
    return wantsLine(play.state);
  };
  assertEquals(wantsLine(play.state), false);
  assertEquals(wanted(connected), true);
  assertEquals(wanted(line("/join r")), false);
  assertEquals(wanted(sent), false);
  assertEquals(wanted(recv("0")), true);
  assertEquals(wanted(eof), false);
});

Deno.test("a long list takes no quadratic time", () => {
  const play = new Play(SCRIPT);
  for (const step of [connected, line("/list"), sent]) play.step(step);
  play.step(recv(`999999\n${"a\n".repeat(200_000)}`));
  const [effect] = play.step(wait(1000));
  assertEquals(effect, roomsOf(Array(200_000).fill("a")));
});

Deno.test("a session that ended does nothing more", () => {
  const play = new Play(SCRIPT);
  play.step(sigint);
  for (const step of [connected, recv("0"), line("x"), eof, lost, sigint]) {
    const before = play.state;
    assertEquals(play.step(step), []);
    assertEquals(play.state, before);
  }
});
