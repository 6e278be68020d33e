import { assertEquals } from "@std/assert";
import {
  COMMANDS,
  type InvalidReason,
  type NamedWord,
  type RequestWord,
  type StageName,
} from "../../lib/protocol/commands.ts";
import type {
  Change,
  Effect,
  Failure,
  News,
  Place,
  Refusal,
} from "../../lib/protocol/events.ts";
import type { Config } from "../../lib/protocol/config.ts";
import { wantsLine } from "../../lib/protocol/reducer.ts";
import { placeOf } from "../../lib/protocol/state.ts";
import {
  connected,
  Conversation,
  eof,
  line,
  lost,
  PERSON,
  recv,
  SCRIPT,
  sent,
  sigint,
  type Step,
  wait,
} from "./conversation.ts";

/** A step, its effects, and where the user is then, if that matters. */
type Row = [Step, Effect[], Place?];

const show = (news: News): Effect => ({ type: "show", news });
const send = (text: string): Effect => ({ type: "send", text });
const exit = (code: number): Effect => ({ type: "exit", code });
const isAutomatic = true;
const isReturn = true;
const closeWrite: Effect = { type: "close write" };
const connect: Effect = { type: "connect" };
const close: Effect = { type: "close" };
const closed = (reason: Extract<News, { type: "closed" }>["reason"]) =>
  show({ type: "closed", reason });
const messages = (text: string) => show({ type: "messages", text });
const notice = (text: string) => show({ type: "notice", text });
const unsent = (text: string) => show({ type: "unsent", text });
const unconfirmed = (text: string) => show({ type: "unconfirmed", text });
const queued = (text: string) => show({ type: "queued", text });
const message = (text: string) => show({ type: "message", text });
const refused = (request: NamedWord, name: string, reason: Refusal) =>
  show({ type: "refused", request, name, reason });
const presence = (nick: string, change: Change, people: number) =>
  show({ type: "presence", nick, change, people });
const failed = (failure: Failure) => show({ type: "failure", failure });
const lostNews = failed({ reason: "lost", detail: null });
const noAnswer = (request: RequestWord, isSilent = true) =>
  failed({ reason: "no answer", request, isSilent });
function invalid(
  reason: InvalidReason,
  typed: string,
  stage: StageName,
  line: number,
): Effect {
  const word = typed === "2" ? "join" : typed.replace("/", "");
  const rule = COMMANDS.find((rule) => rule.word === word) ?? null;
  const invalid = { type: "invalid", reason, typed, rule, stage } as const;
  return show({ type: "invalid line", invalid, line });
}

const LOBBY = { at: "lobby", asksForRoom: false } as const;
const ASKING = { at: "lobby", asksForRoom: true } as const;
const NAMING = { at: "naming", room: "r" } as const;
const ROOM = { at: "room", room: "r", nick: "n" } as const;

/** To the lobby, to a room without a nickname, and into the room. */
const toLobby: Row[] = [[connected, [show({ type: "connected" })]]];
const toNaming: Row[] = [
  ...toLobby,
  [line("/join r"), [send("/join r")]],
  [sent, []],
  [recv("0"), [show({ type: "joined", room: "r" })], NAMING],
  [wait(50), []],
];
const toRoom: Row[] = [
  ...toNaming,
  [line("/nick n", 2), [send("/nick n")]],
  [sent, []],
  [recv("0"), [show({ type: "named", nick: "n" })], ROOM],
  // No greeting comes, so this is not the class's own server.
  [wait(400), []],
];
/** The same on a wire with LFs. */
const toRoomByLf: Row[] = toRoom.map(([step, effects]) =>
  "recv" in step ? [recv(`${step.recv}\n`), effects] : [step, effects]
);
/** Into a room of the class's own server, as one of so many people. */
const toClassRoom = (people: number): Row[] => [
  ...toNaming,
  [line("/nick n", 2), [send("/nick n")]],
  [sent, []],
  [
    recv(
      people === 1
        ? "0You have joined a new room."
        : `0n has joined the room.  There are ${people} people in the room.`,
    ),
    [show({ type: "named", nick: "n" })],
    ROOM,
  ],
];
/** A look at the other and a roll, with a margin. */
const ROUND_OF_TWO = (250 + 3 * 150) * 1.1 + 150;
/** A person in such a room, into which bob comes then. */
const withBob: Row[] = [
  ...toClassRoom(1),
  [wait(50), [show({ type: "present", users: ["n"] })]],
  [recv("bob has joined the room.  There are 2 people in the room."), [
    presence("bob", "joined", 2),
  ]],
];
const EVE_JOINED = "eve has joined the room.  There are 3 people in the room.";
const goodbye: Row[] = [
  [sent, [closeWrite]],
  [lost, [close, closed("logout"), exit(0)], { at: "ended" }],
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
    lostNews,
    ...uncertain.map((text) => show({ type: "unconfirmed", text })),
    close,
    closed("lost"),
  ];
}

const AGAIN: Config = { ...PERSON, reconnect: true };

const CONVERSATIONS: [name: string, config: Config, rows: Row[]][] = [
  ["a whole session", SCRIPT, [
    ...toRoom,
    [line("hello", 3), [send("hello")]],
    [recv("alice: hi"), [message("alice: hi")]],
    [sent, []],
    [eof, []],
    [wait(50), [send("/logout")]],
    ...goodbye,
  ]],
  ["the server never closes: leaving takes one second", SCRIPT, [
    ...toLobby,
    [line("/logout"), [send("/logout")]],
    [sent, [closeWrite]],
    [wait(999), []],
    [wait(1), [close]],
    // Then it looks whether there is more input to report.
    [wait(35), [closed("logout"), exit(0)]],
  ]],
  ["options come before lines", { ...SCRIPT, room: "r", nick: "n" }, [
    [connected, [show({ type: "connected", isAutomatic }), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", isAutomatic })]],
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
  ["what an option asked for is no line", { ...SCRIPT, list: true }, [
    [connected, [show({ type: "connected" }), send("/list")]],
    [lost, [lostNews, close, closed("lost"), exit(1)]],
  ]],
  ["what a line asked for is", SCRIPT, [
    ...listing,
    [lost, [lostNews, unconfirmed("/list"), close]],
    [wait(35), [closed("lost"), exit(1)]],
  ]],
  ["--linger listens on", { ...SCRIPT, linger: 2 }, [
    ...toRoom,
    [eof, []],
    [wait(1999), []],
    [recv("a: late"), [message("a: late")]],
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
    [recv("\n"), []],
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
      show({ type: "count mismatch", announced: 3, received: 1 }),
    ]],
  ]],
  ["fewer rooms than announced", SCRIPT, [
    ...listing,
    [recv("3\na\nb\n"), []],
    [wait(9999), []],
    [wait(1), [
      rooms("a", "b"),
      show({ type: "count mismatch", announced: 3, received: 2 }),
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
      message("welcome n"),
    ], ROOM],
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
    [recv("a: one\nline\n"), [message("a: one\nline")]],
    [recv("b: two"), [message("b: two")]],
  ]],
  [
    "gives out the beginning of a line after 1 s, and its rest as that",
    SCRIPT,
    [
      ...toRoomByLf,
      [recv("a: half"), []],
      [wait(600), []],
      [recv(" a line"), []],
      [wait(399), []],
      [wait(1), [message("a: half a line")]],
      [recv("b: I resign\nc: hi\n"), [
        show({ type: "message", text: "b: I resign", isContinuation: true }),
        messages("c: hi\n"),
      ]],
    ],
  ],

  ["completes /who after 1 s of quiet", SCRIPT, [
    ...toRoom,
    [line("/who", 3), [send("/who")]],
    [sent, []],
    [recv("alice"), []],
    [wait(650), []],
    [recv("bob"), []],
    [recv("alice: hi"), [message("alice: hi")]],
    [wait(999), []],
    [wait(1), [show({ type: "users", users: ["alice", "bob"] })]],
  ]],
  ["a name and a message that are cut in delimited framing", SCRIPT, [
    ...toRoomByLf,
    [line("/who", 3), [send("/who")]],
    [recv("bob\nali"), []],
    [wait(200), []],
    [recv("ce\nbob: hi th"), []],
    [wait(800), []],
    [recv("ere\nbob: bye\n"), [message("bob: hi there"), message("bob: bye")]],
    [wait(1000), [show({ type: "users", users: ["bob", "alice"] })]],
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
  ["half a character that does not go on", SCRIPT, [
    ...toRoom,
    [{ type: "bytes", bytes: Uint8Array.of(0x63, 0xe9) }, []],
    [recv("bob: hi"), [message("c\ufffd"), message("bob: hi")]],
  ]],
  ["a whole answer to /who in one segment", SCRIPT, [
    ...toRoom,
    [line("/who", 3), [send("/who")]],
    [recv("a\nb\nb: hi\nc\n"), [message("b: hi")]],
    [wait(1000), [show({ type: "users", users: ["a", "b", "c"] })]],
  ]],

  ["a server that refuses and closes", SCRIPT, [
    ...toLobby,
    [line("/join x!"), [send("/join x!")]],
    [eof, []],
    [recv("1"), [
      refused("join", "x!", "malformed"),
    ]],
    [lost, [
      lostNews,
      close,
      closed("refused"),
      exit(3),
    ]],
  ]],
  ["a script may ask again", SCRIPT, [
    ...toLobby,
    [line("/join x!"), [send("/join x!")]],
    [recv("1"), [
      refused("join", "x!", "malformed"),
    ]],
    [sent, []],
    [line("", 2), []],
    [wait(50), []],
    [line("/join r", 3), [send("/join r")]],
  ]],
  ["a script must ask again", SCRIPT, [
    ...toNaming,
    [line("/nick n", 2), [send("/nick n")]],
    [sent, []],
    [recv("2"), [
      refused("nick", "n", "taken"),
    ]],
    [wait(50), []],
    [line("hello", 3), [
      show({
        type: "failure",
        failure: { reason: "refused", request: "nick", line: 3 },
      }),
      send("/logout"),
    ]],
    [sent, [closeWrite]],
    [lost, [close]],
    ...Array<Row>(1000).fill([line("more"), []]),
    [eof, [
      // The line at fault is the first of those that were not sent.
      show({ type: "omitted", what: "unsent", count: 1 }),
      ...Array<Effect>(1000).fill(unsent("more")),
      closed("refused"),
      exit(3),
    ]],
  ]],
  ["a refusal at the end of a script", SCRIPT, [
    ...toLobby,
    [line("/join x!"), [send("/join x!")]],
    [sent, []],
    [recv("1\n"), [
      refused("join", "x!", "malformed"),
    ]],
    [eof, []],
    [wait(50), [
      show({
        type: "failure",
        failure: { reason: "refused", request: "join", line: null },
      }),
      send("/logout"),
    ]],
    [sent, [closeWrite]],
    [lost, [close, closed("refused"), exit(3)]],
  ]],
  ["a script that makes no sense", SCRIPT, [
    ...toLobby,
    [line("/who", 4), [
      invalid("misplaced", "/who", "lobby", 4),
      send("/logout"),
    ]],
  ]],

  ["a person is asked again", PERSON, [
    ...toLobby,
    [line("/join x!"), [send("/join x!")]],
    [sent, []],
    [recv("1"), [
      refused("join", "x!", "malformed"),
    ], { at: "lobby", asksForRoom: true }],
    [wait(50), []],
    [line("games"), [send("/join games")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "games" })]],
    [wait(50), []],
    [line("bob"), [send("/nick bob")]],
  ]],
  ["a person may type ahead", PERSON, [
    [line("/join r"), [queued("/join r")]],
    [line("n"), [queued("n")]],
    [line("hello"), [queued("hello")]],
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
      invalid("no argument", "2", "lobby", 1),
    ], { at: "lobby", asksForRoom: true }],
    [line("/help"), [show({ type: "help", place: ASKING })]],
    [line("games"), [send("/join games")]],
  ]],
  ["no answer for a person", PERSON, [
    ...listing,
    [wait(1000), [show({ type: "waiting", request: "list" })]],
    [wait(8999), []],
    [wait(1), [
      noAnswer("list"),
    ], LOBBY],
  ]],
  ["a slow answer tells what waits for it", PERSON, [
    ...listing,
    [line("/join r"), []],
    [wait(1000), [
      show({ type: "waiting", request: "list" }),
      queued("/join r"),
    ]],
    [line("n"), [queued("n")]],
  ]],
  ["a room that is refused is no reason to forget the nickname", {
    ...PERSON,
    room: "x!",
    nick: "bob",
  }, [
    [connected, [show({ type: "connected", isAutomatic }), send("/join x!")]],
    [sent, []],
    [recv("1"), [
      refused("join", "x!", "malformed"),
    ]],
    [wait(50), []],
    [line("games"), [send("/join games")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "games", isAutomatic })]],
    [wait(50), [send("/nick bob")]],
  ]],
  ["no answer to what decides where a person is", PERSON, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [wait(10_000), [
      show({ type: "waiting", request: "join" }),
      noAnswer("join"),
    ]],
    [line("n"), [queued("n")]],
    [recv("0"), [show({ type: "joined", room: "r" }), send("/nick n")]],
  ]],
  ["a person may leave though an answer is overdue", PERSON, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [wait(10_000), [
      show({ type: "waiting", request: "join" }),
      noAnswer("join"),
    ]],
    [line("n"), [queued("n")]],
    [line("/quit"), [send("/logout")]],
    [sent, [closeWrite]],
    [lost, [close, unsent("n"), closed("logout"), exit(0)]],
  ]],
  ["no answer for a script", SCRIPT, [
    ...listing,
    [wait(10_000), [
      noAnswer("list"),
      send("/logout"),
    ]],
    [sent, [closeWrite]],
    [eof, []],
    [wait(1000), [close, closed("timeout"), exit(1)]],
  ]],

  ["no connection", SCRIPT, [
    [{ type: "unreachable", detail: "connection refused" }, [
      show({
        type: "failure",
        failure: { reason: "unreachable", detail: "connection refused" },
      }),
      close,
    ]],
    [line("hello"), []],
    [line("/logout"), []],
    [wait(35), [unsent("hello"), exit(1)]],
  ]],
  ["the connection is lost while a line is written", PERSON, [
    ...toRoom,
    [line("hello"), [send("hello")]],
    [line("and more"), []],
    [lost, [
      lostNews,
      unconfirmed("hello"),
      close,
      unsent("and more"),
      closed("lost"),
      exit(1),
    ]],
  ]],
  ["the connection is lost in the middle of a reply", SCRIPT, [
    ...listing,
    [recv("2\na\nb"), []],
    [eof, []],
    [{ type: "lost", detail: "reset" }, [
      notice("b"),
      rooms("a"),
      show({ type: "count mismatch", announced: 2, received: 1 }),
      show({ type: "failure", failure: { reason: "lost", detail: "reset" } }),
      close,
      closed("lost"),
      exit(1),
    ]],
  ]],
  ["a request without an answer may not have arrived", SCRIPT, [
    ...listing,
    [eof, []],
    [lost, [
      lostNews,
      unconfirmed("/list"),
      close,
      closed("lost"),
      exit(1),
    ]],
  ]],
  ["the server takes nothing", PERSON, [
    ...toRoom,
    [line("hello"), [send("hello")]],
    [wait(10_000), [
      show({ type: "failure", failure: { reason: "stuck" } }),
      unconfirmed("hello"),
      close,
      closed("timeout"),
      exit(1),
    ]],
  ]],

  ["the server takes nothing, and the user is about to leave", PERSON, [
    ...toRoom,
    [line("/who"), [send("/who")]],
    [line("hello"), []],
    [eof, []],
    [wait(10_000), [
      show({ type: "waiting", request: "who" }),
      queued("hello"),
      noAnswer("who"),
      unconfirmed("/who"),
      close,
      unsent("hello"),
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
      show({ type: "retrying", detail: null, seconds: 1 }),
    ], { at: "offline" }],
    [line("still here"), [queued("still here")]],
    [wait(1200), [connect]],
    [{ type: "unreachable", detail: "refused" }, [
      show({ type: "retrying", detail: "refused", seconds: 2 }),
    ]],
    [line(""), [connect], { at: "connecting" }],
    [connected, [show({ type: "connected", isAutomatic }), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", isAutomatic })]],
    [wait(50), [send("/nick n")]],
    [line("nearly"), [queued("nearly")]],
    [sent, []],
    [recv("2"), [show({ type: "nick in use", nick: "n" })]],
    [wait(2999), []],
    [wait(1), [send("/nick n")]],
    [sent, []],
    [wait(50), []],
    [recv("0"), [
      show({ type: "named", nick: "n", isReturn }),
      send("and more"),
    ]],
    [sent, []],
    [wait(400), [send("still here")]],
    [sent, []],
    [wait(50), [send("nearly")]],
  ]],
  ["the waits grow to half a minute", AGAIN, [
    ...toLobby,
    [lost, [...lossOf(), show({ type: "retrying", detail: null, seconds: 1 })]],
    ...[2, 4, 8, 16, 30, 30].flatMap((seconds): Row[] => [
      [wait(36_000), [connect]],
      [{ type: "unreachable", detail: "?" }, [
        show({ type: "retrying", detail: "?", seconds }),
      ]],
    ]),
    [line("/quit"), [close, exit(0)]],
  ]],
  ["a nickname that stays taken", AGAIN, [
    ...toRoom,
    [lost, [...lossOf(), show({ type: "retrying", detail: null, seconds: 1 })]],
    [line("hello"), [queued("hello")]],
    [wait(1200), [connect]],
    [connected, [show({ type: "connected", isAutomatic }), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", isAutomatic })]],
    [wait(50), [send("/nick n")]],
    [sent, []],
    [recv("2"), [show({ type: "nick in use", nick: "n" })]],
    ...Array.from({ length: 9 }).flatMap((): Row[] => [
      [wait(3000), [send("/nick n")]],
      [sent, []],
      [recv("2"), []],
    ]),
    [wait(3000), [send("/nick n")]],
    [sent, []],
    [recv("2"), [
      refused("nick", "n", "taken"),
    ]],
    [wait(50), []],
    [line("m"), [send("/nick m")]],
    [sent, []],
    [wait(50), []],
    [recv("0"), [show({ type: "named", nick: "m", isReturn }), send("hello")]],
  ]],
  ["another nickname than the one that is still held", AGAIN, [
    ...toRoom,
    [lost, [...lossOf(), show({ type: "retrying", detail: null, seconds: 1 })]],
    [line("hello"), [queued("hello")]],
    [line(""), [connect]],
    [connected, [show({ type: "connected", isAutomatic }), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", isAutomatic })]],
    [wait(50), [send("/nick n")]],
    [sent, []],
    [recv("2"), [show({ type: "nick in use", nick: "n" })]],
    [wait(50), []],
    [line("still here"), [queued("still here")]],
    [line("/nick m"), [send("/nick m")]],
    [sent, []],
    [wait(50), []],
    [recv("0"), [show({ type: "named", nick: "m", isReturn }), send("hello")]],
  ]],
  ["what was meant for a room is not said in another", AGAIN, [
    ...toRoom,
    [lost, [...lossOf(), show({ type: "retrying", detail: null, seconds: 1 })]],
    [line("secret"), [queued("secret")]],
    [line(""), [connect]],
    [connected, [show({ type: "connected", isAutomatic }), send("/join r")]],
    [sent, []],
    [recv("1"), [
      refused("join", "r", "malformed"),
      unsent("secret"),
    ]],
    [wait(50), []],
    // Words that were meant for the room never become a room.
    [line("other"), [invalid("no command", "other", "lobby", 1)]],
    [line("/join other"), [send("/join other")]],
    [sent, []],
    [wait(50), []],
    [recv("0"), [
      show({ type: "joined", room: "other", isAutomatic }),
      send("/nick n"),
    ]],
  ]],
  ["Ctrl-D and /help while an answer is awaited", PERSON, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [wait(50), []],
    [line("/help"), [show({ type: "help", place: LOBBY })]],
    [eof, [send("/logout")]],
    [sent, [closeWrite]],
  ]],
  ["a /quit behind other lines, and no answer", PERSON, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [line("n"), []],
    [line("/quit"), []],
    [wait(1000), [
      show({ type: "waiting", request: "join" }),
      queued("n"),
      queued("/quit"),
    ]],
    [wait(9000), [
      noAnswer("join"),
      send("/logout"),
    ]],
    [sent, [closeWrite]],
    [lost, [close, unsent("n"), closed("logout"), exit(0)]],
  ]],
  ["what was typed ahead of a refusal", PERSON, [
    ...toNaming,
    [line("n"), [send("/nick n")]],
    [sent, []],
    [line("hello all"), []],
    [recv("2"), [
      refused("nick", "n", "taken"),
      unsent("hello all"),
    ]],
  ]],
  ["a script is not read while it is away", { ...SCRIPT, reconnect: true }, [
    ...toRoom,
    [line("one"), [send("one")]],
    [sent, []],
    [lost, [
      ...lossOf("one"),
      show({ type: "retrying", detail: null, seconds: 1 }),
    ]],
    [wait(1200), [connect]],
    [connected, [show({ type: "connected", isAutomatic }), send("/join r")]],
    [sent, []],
    [recv("1"), [
      refused("join", "r", "malformed"),
    ]],
    [wait(50), [send("/logout")]],
    [sent, [closeWrite]],
    [lost, [close]],
    [eof, [closed("refused"), exit(3)]],
  ]],
  ["what is known to have arrived is not uncertain", PERSON, [
    ...toRoom,
    [line("one"), [send("one")]],
    [sent, []],
    [wait(50), []],
    [line("/who"), [send("/who")]],
    [sent, []],
    [recv("n"), []],
    [wait(1000), [show({ type: "users", users: ["n"] })]],
    [line("two"), [send("two")]],
    [sent, []],
    [recv("n: two"), []],
    [wait(50), []],
    [line("three"), [send("three")]],
    [sent, []],
    [lost, [
      lostNews,
      unconfirmed("three"),
      close,
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
    [sent, [closeWrite]],
    [{ type: "lost", detail: "reset" }, [
      unconfirmed("one"),
      close,
      closed("lost"),
      exit(1),
    ]],
  ]],
  ["a signal in the room", SCRIPT, [
    ...toRoom,
    [sigint, [send("/logout")]],
    [sent, [closeWrite]],
    [lost, [close]],
    [line("more"), []],
    [eof, [unsent("more"), closed("signal"), exit(130)]],
  ]],
  ["a second signal waits for nothing", SCRIPT, [
    ...toRoom,
    [sigint, [send("/logout")]],
    [{ type: "signal", number: 15 }, [close, closed("signal"), exit(143)]],
  ]],
  ["a window that is closed, as two sources tell", SCRIPT, [
    ...toRoom,
    [{ type: "signal", number: 1 }, [send("/logout")]],
    [{ type: "signal", number: 1 }, []],
    [sent, [closeWrite]],
    [lost, [close]],
    [eof, [closed("signal"), exit(129)]],
  ]],
  ["a signal does not wait for a long pace", { ...SCRIPT, pace: 8000 }, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [sigint, [closeWrite]],
    [lost, [close]],
    [line("more"), []],
    [eof, [unsent("more"), closed("signal"), exit(130)]],
  ]],
  ["a signal does not wait for a write that is stuck", SCRIPT, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sigint, []],
    [wait(1000), [
      unconfirmed("/join r"),
      close,
    ]],
    [wait(35), [closed("signal"), exit(130)]],
  ]],
  ["a signal while connecting", SCRIPT, [
    [sigint, [close]],
    [wait(35), [exit(130)]],
  ]],
  ["a signal while a long line is being said", PERSON, [
    ...toRoom,
    [line("x".repeat(1500)), [
      show({ type: "split", count: 2 }),
      send("x".repeat(1024)),
    ]],
    [sigint, [unsent("x".repeat(1500))]],
    [sent, []],
    [wait(50), [send("/logout")]],
  ]],
  [
    "a script calls the roll when it has been in the room for a second",
    SCRIPT,
    [
      ...toClassRoom(2),
      [wait(999), []],
      [wait(1), [send("/who")]],
    ],
  ],
  ["who comes and goes right behind a roll is not in it", PERSON, [
    ...toClassRoom(2),
    [wait(50), [send("/who")]],
    [sent, []],
    [recv("Users in this room:"), []],
    [wait(150), []],
    [recv("bob"), []],
    [wait(150), []],
    [recv("n"), []],
    [wait(150), []],
    [recv("bob has left the room."), [
      show({ type: "present", users: ["bob", "n"] }),
      presence("bob", "left", 1),
    ]],
    [wait(300), []],
    [recv("eve has joined the room.  There are 2 people in the room."), [
      presence("eve", "joined", 2),
    ]],
  ]],
  ["the pace is that of a slow server that has just named everybody", SCRIPT, [
    ...toClassRoom(2),
    [wait(2000), [send("/who")]],
    [sent, []],
    [recv("Users in this room:"), []],
    [recv("bob"), []],
    [wait(650), []],
    [recv("n"), []],
    [wait(300), [show({ type: "present", users: ["bob", "n"] })]],
    [line("one", 3), [send("one")]],
    [sent, []],
    [line("two", 4), []],
    [wait((250 + 350) * 1.1 + 149), []],
    [wait(1), [send("two")]],
    [sent, []],
    [line("three", 5), []],
    [wait(250 * 1.1 + 150), [send("three")]],
  ]],
  ["talk that is glued to the last name of an answer to /who", PERSON, [
    ...withBob,
    [line("/who"), [send("/who")]],
    [sent, []],
    [recv("Users in this room:"), []],
    [recv("n"), []],
    [recv("bobbob> yo"), [
      show({ type: "users", users: ["n", "bob"] }),
      message("bob> yo"),
    ]],
  ]],
  ["a newcomer whom the answer to /who leaves out", PERSON, [
    ...withBob,
    [line("/who"), [send("/who")]],
    [sent, []],
    [recv(`Users in this room:${EVE_JOINED}n`), [presence("eve", "joined", 3)]],
    [wait(150), []],
    [recv("bob"), []],
    [wait(999), []],
    [wait(1), [show({ type: "users", users: ["n", "bob"] })]],
    [line("hello"), [send("hello")]],
    [sent, []],
    // The newcomer costs a round time all the same.
    [line("two"), [queued("two")]],
    [wait((2 * 250 + 4 * 150) * 1.1 + 149), []],
    [wait(1), [send("two")]],
  ]],
  ["a newcomer whom the answer to /who names", PERSON, [
    ...withBob,
    [line("/who"), [send("/who")]],
    [sent, []],
    [recv("Users in this room:"), []],
    [recv(`n${EVE_JOINED}bob`), [presence("eve", "joined", 3)]],
    [wait(650), []],
    [recv("eve"), []],
    [wait(300), [show({ type: "users", users: ["n", "bob", "eve"] })]],
  ]],
  ["talk that is glued to the heading of an answer to /who", PERSON, [
    ...withBob,
    [line("/who"), [send("/who")]],
    [sent, []],
    [recv("bob> look at this:"), [message("bob> look at this:")]],
    [recv("bob> see?Users in this room:"), [message("bob> see?")]],
    [recv("n"), []],
    [wait(150), []],
    [recv("bob"), []],
    [wait(300), [show({ type: "users", users: ["n", "bob"] })]],
  ]],
  ["/logout does not run together with /who", PERSON, [
    ...withBob,
    [line("/who"), [send("/who")]],
    [sent, []],
    [eof, [show({ type: "leaving", seconds: 3 })]],
    [wait(ROUND_OF_TWO - 1), []],
    [wait(1), [send("/logout")]],
  ]],
  ["an answered /who needs no wait", PERSON, [
    ...toClassRoom(1),
    [wait(50), [show({ type: "present", users: ["n"] })]],
    [line("/who"), [send("/who")]],
    [sent, []],
    [recv("Users in this room:"), []],
    [recv("n"), []],
    [wait(150), []],
    [recv("bob has joined the room.  There are 2 people in the room."), [
      show({ type: "users", users: ["n"] }),
      presence("bob", "joined", 2),
    ]],
    [line("hello"), [send("hello")]],
  ]],
  ["the pace is that of the people who have been there", PERSON, [
    ...withBob,
    [wait(5000), []],
    [line("one"), [send("one")]],
    [sent, []],
    [recv("eve has joined the room.  There are 3 people in the room."), [
      presence("eve", "joined", 3),
    ]],
    [recv("eve has left the room."), [presence("eve", "left", 2)]],
    [line("two"), [queued("two")]],
    // Looks at two others, and a roll that eve may have called.
    [wait((2 * 250 + 4 * 150) * 1.1 + 149), []],
    [wait(1), [send("two")]],
  ]],
  ["the pace is that of the people who were there", PERSON, [
    ...withBob,
    [line("one"), [send("one")]],
    [sent, []],
    [line("two"), [queued("two")]],
    [wait(200), []],
    [recv("bob has left the room."), [presence("bob", "left", 1)]],
    [wait(ROUND_OF_TWO - 201), []],
    [wait(1), [send("two")]],
    [sent, []],
    [wait(149), []],
    [line("three"), []],
    [wait(1), [send("three")]],
  ]],
  ["nobody reads the output", SCRIPT, [
    ...toRoom,
    [{ type: "output closed", detail: null }, [send("/logout")]],
    ...goodbye,
  ]],
  ["the input cannot be read", SCRIPT, [
    ...toRoom,
    [{ type: "input failed", detail: "is a directory" }, [
      failed({ reason: "input", detail: "is a directory" }),
      send("/logout"),
    ]],
    [sent, [closeWrite]],
    [lost, [close, closed("logout"), exit(1)]],
  ]],
  ["the output cannot be written", SCRIPT, [
    ...toRoom,
    [eof, [send("/logout")]],
    [{ type: "output closed", detail: "no space is left" }, [
      show({
        type: "failure",
        failure: { reason: "output", detail: "no space is left" },
      }),
    ]],
  ]],
  [
    "asks for a receipt after a long silence, when it has said something",
    AGAIN,
    [
      ...toRoom,
      [wait(299_000), []],
      [line("hello"), [send("hello")]],
      [sent, []],
      [wait(2000), []],
      [line("are you there?"), [send("are you there?")]],
      [sent, []],
      [wait(49), []],
      [wait(1), [send("/who")]],
      [sent, []],
      // Nothing of it is shown when it is answered, and it is not asked again.
      [recv("n"), []],
      [wait(1000), []],
      [line("good"), [send("good")]],
      [sent, []],
      [wait(10_000), []],
    ],
  ],
  ["takes a receipt that does not come for a loss", AGAIN, [
    ...toRoom,
    [{ type: "resumed" }, []],
    [line("hello"), [send("hello")]],
    [sent, []],
    [wait(50), [send("/who")]],
    [sent, []],
    [wait(9999), []],
    [wait(1), [
      failed({ reason: "lost", detail: "no answer" }),
      unconfirmed("hello"),
      close,
      closed("lost"),
      show({ type: "retrying", detail: null, seconds: 1 }),
    ]],
  ]],
  ["asks a room of more than ten for no receipt", AGAIN, [
    ...toRoom,
    [recv("n has joined the room.  There are 11 people in the room."), []],
    [{ type: "resumed" }, []],
    [line("hello"), [send("hello")]],
    [sent, []],
    [wait(60_000), []],
  ]],
  ["tells a person how long leaving a large room may take", PERSON, [
    ...toRoom,
    [recv("n has joined the room.  There are 11 people in the room."), []],
    // Nobody who has just come calls the roll any more.
    [wait(60_000), []],
    [line("bye"), [send("bye")]],
    [sent, []],
    [line("/quit"), [show({ type: "leaving", seconds: 7 })]],
    [wait(2899), []],
    [wait(1), [send("/logout")]],
    [sent, [closeWrite]],
    // Members are read one after the other, and this one is the last.
    [wait(3800), []],
    [lost, [close, closed("logout"), exit(0)]],
  ]],
  ["takes no banner that begins with a number for the rooms", SCRIPT, [
    ...listing,
    [recv("12:30 welcome"), [notice("12:30 welcome")]],
    [recv("127.0.0.1:5000: /list"), [notice("127.0.0.1:5000: /list")]],
    [recv("2 users online"), [notice("2 users online")]],
    [recv("1"), []],
    [recv("games"), []],
    [wait(100), [rooms("games")]],
  ]],
  ["takes no banner that begins with a digit for a status", SCRIPT, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [recv("1st server of the class"), [notice("1st server of the class")]],
    [recv("0:30 left"), [notice("0:30 left")]],
    [recv("0"), [show({ type: "joined", room: "r" })]],
  ]],
  ["says whether a server that gave no answer said anything", PERSON, [
    ...listing,
    [recv("Unknown command"), [notice("Unknown command")]],
    [wait(10_000), [
      show({ type: "waiting", request: "list" }),
      noAnswer("list", false),
    ]],
  ]],
  ["asks again when it is asked again after no answer", PERSON, [
    ...toLobby,
    [line("/join r"), [send("/join r")]],
    [sent, []],
    [wait(10_000), [
      show({ type: "waiting", request: "join" }),
      noAnswer("join"),
    ]],
    [line("/join r"), [queued("/join r"), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r" })], NAMING],
  ]],
  ["gives help for where it is while it is offline", AGAIN, [
    ...toRoom,
    [lost, [...lossOf(), show({ type: "retrying", detail: null, seconds: 1 })]],
    [line("/help"), [show({ type: "help", place: { at: "offline" } })]],
    [line("/join other"), [queued("/join other")]],
    [line("/QUIT"), [close, unsent("/join other"), exit(0)]],
  ]],
  ["shows nothing of a server that answers /logout for ever", SCRIPT, [
    ...toRoom,
    [line("/logout", 3), [send("/logout")]],
    [sent, [closeWrite]],
    ...["1", "1111"].map((text): Row => [recv(text), []]),
    [recv("alice: bye"), [message("alice: bye")]],
    [lost, [close]],
  ]],
  ["shows nothing of it on a wire with LFs, either", SCRIPT, [
    ...toRoomByLf,
    [line("/logout", 3), [send("/logout")]],
    [sent, [closeWrite]],
    [recv("1\n1\nalice: bye\n1\n"), [messages("alice: bye\n")]],
  ]],
  ["drops what waits when a person cancels", PERSON, [
    ...toRoom,
    [recv("n has joined the room.  There are 11 people in the room."), []],
    [line("one"), [send("one")]],
    [sent, []],
    [line("two"), [queued("two")]],
    [line("three"), [queued("three")]],
    [{ type: "cancel" }, [unsent("two"), unsent("three")]],
    [wait(10_000), []],
  ]],
  ["moves to another room with the same nickname", PERSON, [
    ...toRoom,
    [line("hello"), [send("hello")]],
    [sent, []],
    [line("/join q"), []],
    [line("hi q"), []],
    [wait(50), [send("/logout")]],
    [sent, [closeWrite]],
    [lost, [close, connect], { at: "connecting" }],
    [connected, [send("/join q")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "q", isAutomatic })]],
    [wait(50), [send("/nick n")]],
    [sent, []],
    [recv("0"), [show({ type: "named", nick: "n", isReturn })]],
    [wait(50), [send("hi q")]],
  ]],
  ["a nickname that was never ours", { ...AGAIN, room: "r", nick: "n" }, [
    [connected, [show({ type: "connected", isAutomatic }), send("/join r")]],
    [lost, [...lossOf(), show({ type: "retrying", detail: null, seconds: 1 })]],
    [line(""), [connect]],
    [connected, [show({ type: "connected", isAutomatic }), send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", isAutomatic })]],
    [wait(50), [send("/nick n")]],
    [sent, []],
    [recv("2"), [refused("nick", "n", "taken")]],
  ]],
  ["a nickname that somebody in the other room has", SCRIPT, [
    ...toRoom,
    [line("/join q"), [send("/logout")]],
    [sent, [closeWrite]],
    [lost, [close, connect]],
    [connected, [send("/join q")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "q", isAutomatic })]],
    [wait(50), [send("/nick n")]],
    [sent, []],
    [recv("2"), [refused("nick", "n", "taken")]],
  ]],
  ["comes back to the lobby with /leave", SCRIPT, [
    ...toRoom,
    [line("/leave", 3), [send("/logout")]],
    [sent, [closeWrite]],
    [lost, [close, connect]],
    [connected, [show({ type: "left" })], LOBBY],
    [line("/list", 4), [send("/list")]],
  ]],
  ["asks a person again whose new nickname is taken", PERSON, [
    ...toRoom,
    [line("/nick m"), [send("/logout")]],
    [sent, [closeWrite]],
    [lost, [close, connect]],
    [connected, [send("/join r")]],
    [sent, []],
    [recv("0"), [show({ type: "joined", room: "r", isAutomatic })]],
    [wait(50), [send("/nick m")]],
    [sent, []],
    [recv("2"), [refused("nick", "m", "taken")], NAMING],
    [wait(50), []],
    [line("k"), [send("/nick k")]],
    [sent, []],
    [recv("0"), [show({ type: "named", nick: "k", isReturn })]],
  ]],
  ["calls the roll although the number of people comes late", PERSON, [
    ...toRoom,
    [recv("n has joined the room.  "), []],
    [wait(100), []],
    [recv("There are 2 people in the room."), [send("/who")]],
  ]],
  ["calls no roll at a pace of the user's own", { ...PERSON, pace: 0 }, [
    ...toRoom,
    [recv("n has joined the room.  There are 2 people in the room."), []],
    [line("hello"), [send("hello")]],
  ]],
  ["waits for the greeting before it says a second thing", SCRIPT, [
    ...toRoom.slice(0, -1),
    [wait(50), []],
    [line("hello", 3), [send("hello")]],
    [sent, []],
    [line("/who", 4), []],
    [wait(200), []],
    [recv("n has joined the room.  "), []],
    [wait(200), []],
    [recv("There are 3 people in the room."), []],
    // Counted from when it was said, with time for a roll of somebody else.
    [wait(959), []],
    [wait(1), [send("/who")]],
  ]],
];

for (const [name, config, rows] of CONVERSATIONS) {
  Deno.test(`reduce() ${name}`, () => {
    const talk = new Conversation(config);
    for (const [i, [step, effects, place]] of rows.entries()) {
      const context = `step ${i + 1}, ${JSON.stringify(step)}`;
      const got = talk.step(step).filter(isNoEchoOfTyping);
      assertEquals(got, effects, `${context}: ${JSON.stringify(got)}`);
      if (place !== undefined) {
        assertEquals(placeOf(talk.state), place, context);
      }
    }
  });
}

/** What a person typed is told them for the transcript; a test below looks. */
function isNoEchoOfTyping(effect: Effect): boolean {
  return effect.type !== "show" ||
    (effect.news.type !== "said" && effect.news.type !== "command");
}

Deno.test("reduce() tells what a person types for the transcript", () => {
  const talk = new Conversation({ ...PERSON, room: "r", eol: "\n" });
  for (const step of [connected, sent, recv("0\n")]) talk.step(step);
  const text = "/nick n";
  assertEquals(talk.step(line(text)), [
    show({ type: "command", place: NAMING, text }),
    send("/nick n\n"),
  ]);
  for (const step of [sent, recv("0\n")]) talk.step(step);
  assertEquals(talk.step(line("hello")), [
    show({ type: "said", nick: "n", text: "hello" }),
    send("hello\n"),
  ]);
  assertEquals(talk.step(line("")), []);
});

/** Somebody who has said "hello" in a room, on a wire with LFs. */
function said(config: Config): Conversation {
  const talk = new Conversation({ ...config, room: "r", nick: "n", eol: "\n" });
  const entry = [connected, sent, recv("0\n"), sent, recv("0\n")];
  for (const step of [...entry, line("hello"), sent]) talk.step(step);
  return talk;
}

for (const form of ["n: hello", "<n> hello", "[n] hello", "n> hello"]) {
  Deno.test(`reduce() hides an echo in the form ${form}, once`, () => {
    const talk = said(PERSON);
    assertEquals(talk.step(recv(`${form}\n`)), []);
    assertEquals(talk.step(recv(`${form}\n`)), [messages(`${form}\n`)]);
  });
}

Deno.test("reduce() hides echoes in one form only", () => {
  const talk = said(PERSON);
  assertEquals(talk.step(recv("n: hello\n")), []);
  talk.step(line("bye"));
  assertEquals(talk.step(recv("<n> bye\n")), [messages("<n> bye\n")]);
  assertEquals(talk.step(recv("n: bye\n")), []);
});

Deno.test("reduce() shows the user's words when others say them", () => {
  const talk = said(PERSON);
  assertEquals(talk.step(recv("a: hello\nhello\nn: hello\nb: hello\n")), [
    messages("a: hello\nhello\nb: hello\n"),
  ]);
});

Deno.test("reduce() shows an answer that reads like the user's own words", () => {
  const talk = new Conversation({ ...PERSON, room: "r", nick: "bob" });
  for (const step of [connected, sent, recv("0"), wait(50), sent, recv("0")]) {
    talk.step(step);
  }
  for (const step of [wait(50), line("alice: hi"), sent]) talk.step(step);
  assertEquals(talk.step(recv("alice: hi")), [message("alice: hi")]);
});

Deno.test("reduce() hides as many echoes as messages were said", () => {
  const talk = said(PERSON);
  talk.step(line("hello"));
  assertEquals(talk.step(recv("n: hello\nn: hello\n")), []);
  assertEquals(talk.step(recv("n: hello\n")), [messages("n: hello\n")]);
});

Deno.test("reduce() shows an echo that comes long after", () => {
  const talk = said(PERSON);
  talk.step(wait(11_000));
  assertEquals(talk.step(recv("n: hello\n")), [messages("n: hello\n")]);
});

Deno.test("reduce() keeps a name in /who that was just said", () => {
  const talk = said(PERSON);
  for (const step of [line("/who"), sent, recv("hello\nn\n")]) talk.step(step);
  assertEquals(talk.step(wait(1000)), [
    show({ type: "users", users: ["hello", "n"] }),
  ]);
});

Deno.test("reduce() shows a script everything that comes", () => {
  const talk = said(SCRIPT);
  assertEquals(talk.step(recv("n: hello\n")), [messages("n: hello\n")]);
});

Deno.test("reduce() reads a script as fast as it carries it out", () => {
  const talk = new Conversation(SCRIPT);
  const wanted = (step: Step) => {
    talk.step(step);
    return wantsLine(talk.state);
  };
  assertEquals(wantsLine(talk.state), false);
  assertEquals(wanted(connected), true);
  assertEquals(wanted(line("/join r")), false);
  assertEquals(wanted(sent), false);
  assertEquals(wanted(recv("0")), true);
  assertEquals(wanted(eof), false);
});

Deno.test("reduce() takes no quadratic time for a long list", () => {
  const talk = new Conversation(SCRIPT);
  for (const step of [connected, line("/list"), sent]) talk.step(step);
  talk.step(recv(`999999\n${"a\n".repeat(200_000)}`));
  const [effect] = talk.step(wait(10_000));
  assertEquals(effect, roomsOf(Array(200_000).fill("a")));
});

Deno.test("reduce() does nothing more after the end", () => {
  const talk = new Conversation(PERSON);
  talk.step(sigint);
  for (const step of [connected, recv("0"), line("x"), eof, lost, sigint]) {
    const before = talk.state;
    assertEquals(talk.step(step), []);
    assertEquals(talk.state, before);
  }
});
