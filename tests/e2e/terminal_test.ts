/**
 * A person at a terminal: keys are typed on a real terminal device, and what a
 * real emulator shows is read.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Answers, BY_THE_BOOK, ClassServer, LF } from "./class_server.ts";
import {
  CRASHING,
  type Screen,
  TerminalProgram,
  terminalTest,
} from "./terminal.ts";

const PROMPT = "#games bob> ";
const LEFT = "\x1b[D";
const UP = "\x1b[A";
const TAB = "\t";
const CTRL_A = "\x01";
const CTRL_C = "\x03";
const CTRL_D = "\x04";
const CTRL_K = "\x0b";
const CTRL_U = "\x15";
const CTRL_Z = "\x1a";

/** Does something with a person who is in a room, and with their server. */
async function inRoom(
  action: (program: TerminalProgram, server: ClassServer) => Promise<void>,
  {
    answers = BY_THE_BOOK,
    args = [],
    ...options
  }: { answers?: Answers; args?: string[]; env?: string; main?: string } = {},
): Promise<void> {
  await using server = new ClassServer(LF, answers);
  const entry = ["-r", "games", "-n", "bob", ...args, server.address];
  await using program = new TerminalProgram(entry, options);
  await program.row(/alice: hi$/);
  await program.cursorRow(/^#games bob> $/);
  await action(program, server);
}

/** The row of the cursor, and those after it. */
function edited({ rows, cursor: [row] }: Screen, above = 0): string {
  return rows.slice(row - above).join("\n");
}

function count({ rows }: Screen, pattern: RegExp): number {
  return rows.filter((row) => pattern.test(row)).length;
}

terminalTest(
  "a message leaves a half-typed line as it was",
  () =>
    inRoom(async (program, server) => {
      await program.type(`half typed${LEFT.repeat(5)}`);
      await program.cursorRow(/half typed$/);
      await server.say("alice: psst\n");
      await program.row(/alice: psst$/);
      await program.until(
        (screen) =>
          edited(screen) === `${PROMPT}half typed` &&
          screen.cursor[1] === PROMPT.length + 5,
        "the line and its cursor",
      );
      await program.type("un");
      await program.cursorRow(/^#games bob> half untyped$/);
    }),
);

terminalTest(
  "a message leaves a line of three rows with wide characters as it was",
  () =>
    inRoom(async (program, server) => {
      const text = "日本語 ".repeat(12) + "👩‍💻 " + "wörter ".repeat(12);
      await program.type(text + LEFT.repeat(90));
      const isWhole = (screen: Screen) =>
        screen.rows.join("").replaceAll(" ", "").includes(
          (PROMPT + text).replaceAll(" ", ""),
        );
      const isDrawn = (screen: Screen) =>
        isWhole(screen) && screen.rows.length - screen.cursor[0] === 2;
      const before = await program.until(isDrawn, "the long line");
      await server.say("alice: psst\nalice: over here\n");
      await program.row(/alice: over here$/);
      const after = await program.until(isDrawn, "the long line again");
      const shape = (
        { rows, cursor: [row, column] }: Screen,
        start: number,
      ) => ({
        rows: rows.slice(start),
        cursor: [row - start, column],
      });
      const start = ({ rows }: Screen) =>
        rows.findIndex((row) => row.startsWith(PROMPT));
      assertEquals(shape(after, start(after)), shape(before, start(before)));
      assertEquals(start(after), start(before) + 2);
      assertEquals(after.rows.length - start(after), 3);
    }),
);

terminalTest(
  "a burst of a thousand messages loses no key",
  () =>
    inRoom(async (program, server) => {
      const typed = "typed while they came";
      const burst = async () => {
        for (let i = 0; i < 1000; i += 50) {
          const numbers = Array.from({ length: 50 }, (_, j) => i + j);
          await server.say(numbers.map((n) => `alice: no ${n}\n`).join(""));
        }
      };
      const keys = async () => {
        for (const key of typed) await program.type(key);
      };
      await Promise.all([burst(), keys()]);
      await program.row(/alice: no 999$/);
      const screen = await program.cursorRow(new RegExp(`${typed}$`));
      const numbers = screen.rows
        .map((row) => /alice: no (\d+)$/.exec(row)?.[1])
        .filter((number) => number !== undefined);
      assertEquals(numbers, Array.from({ length: 1000 }, (_, i) => String(i)));
      assertEquals(count(screen, /^#games bob>/), 1);
    }),
);

terminalTest(
  "Up finds earlier lines, and Ctrl-Y pastes what Ctrl-W cut",
  () =>
    inRoom(async (program, server) => {
      await program.type("first\rsecond\r");
      await program.row(/> bob: second$/);
      await program.type(UP + UP);
      await program.cursorRow(/first$/);
      await program.type("\x17\x19\x19\r");
      await program.row(/> bob: firstfirst$/);
      await program.cursorRow(/^#games bob> $/);
      await program.type("/quit\r");
      await program.shell("exit");
      assertEquals(server.received.slice(2), [
        "first",
        "second",
        "firstfirst",
        "/logout",
      ]);
    }),
);

terminalTest("Tab completes commands, rooms and nicknames", async () => {
  await using server = new ClassServer(LF);
  await using program = new TerminalProgram([server.address]);
  await program.cursorRow(/^lobby> $/);
  await program.type(`/li${TAB}`);
  await program.cursorRow(/^lobby> \/list$/);
  await program.type("\r");
  await program.row(/games\s+music$/);
  await program.type(`/j${TAB}ga${TAB}`);
  await program.cursorRow(/^lobby> \/join games$/);
  await program.type("\rbob\r");
  await program.row(/alice: hi$/);
  await program.type(`al${TAB}`);
  await program.cursorRow(/^#games bob> alice: /);
  await program.type(`hi al${TAB}!`);
  await program.cursorRow(/^#games bob> alice: hi alice !$/);
  await program.type(`${CTRL_U}/w${TAB}`);
  await program.cursorRow(/^#games bob> \/who$/);
  await server.say("albert: hello\n");
  await program.row(/albert: hello$/);
  await program.type(`${CTRL_U}al${TAB}${TAB}`);
  await program.row(/^ {8}albert +alice$/);
  await program.cursorRow(/^#games bob> al$/);
});

terminalTest(
  "a paste waits for Enter, and each line is a message",
  () =>
    inRoom(async (program, server) => {
      await program.type(
        "\x1b[200~one\r\ntwo\nthree\rfo\tur\n\x1b[31mfive\x1b[201~",
      );
      const screen = await program.cursorRow(/five/);
      assertEquals(edited(screen), `${PROMPT}one␊two␊three␊fo␉ur␊␛[31mfive`);
      assertEquals(server.received.length, 2);
      await program.type("\r");
      await program.row(/> bob: .*five$/);
      await program.type("/quit\r");
      await program.shell("exit");
      assertEquals(server.received.slice(2), [
        "one",
        "two",
        "three",
        "fo\tur",
        "\x1b[31mfive",
        "/logout",
      ]);
    }),
);

for (const form of ["bob: %", "<bob> %", "[bob] %", "bob> %"]) {
  terminalTest(`the user's words stand there once, echoed as ${form}`, () => {
    const answers = (said: string) =>
      said.startsWith("hello")
        ? [form.replace("%", said), "alice: heard"]
        : BY_THE_BOOK(said);
    return inRoom(async (program) => {
      for (const i of [1, 2, 3]) {
        await program.type(`hello ${i}\r`);
        const screen = await program.until(
          (screen) => count(screen, /alice: heard$/) === i,
          `answer ${i}`,
        );
        assertEquals(count(screen, new RegExp(`hello ${i}$`)), 1);
      }
    }, { answers });
  });
}

terminalTest(
  "a hostile message is shown, and obeyed in nothing",
  () =>
    inRoom(async (program, server) => {
      await program.type("safe");
      await program.cursorRow(/safe$/);
      const bells = program.bells;
      await server.say(
        "eve: \x1b[1;1H\x1b[2J\x1b]0;owned\x07\x9b31m\u202eesrever\x08\x08\r\n",
      );
      await program.row(/eve: /);
      const screen = await program.cursorRow(/safe$/);
      assert(
        screen.rows.join("").includes(
          "eve: ^[[1;1H^[[2J^[]0;owned^G<U+009B>31m<U+202E>esrever^H^H",
        ),
        screen.rows.join("\n"),
      );
      assertEquals(edited(screen), `${PROMPT}safe`);
      assertEquals([program.title, program.bells], ["", bells]);
    }),
);

terminalTest(
  "keys that come at once with Enter leave no trace of the line",
  () =>
    inRoom(async (program) => {
      await program.type("q".repeat(200) + "\r");
      await program.row(/^ +q+$/);
      await program.cursorRow(/^#games bob> $/);
      await program.type("x\r" + "z".repeat(200));
      await program.row(/> bob: x$/);
      const screen = await program.cursorRow(/^z+$/);
      assertEquals(count(screen, /^#games bob>/), 1);
      assertEquals(screen.rows.join("").match(/q/g)?.length, 200);
      assertEquals(screen.rows.join("").match(/z/g)?.length, 200);
    }),
);

terminalTest(
  "a line stays whole in a window that becomes narrower",
  () =>
    inRoom(async (program, server) => {
      const text = "abcdefghij ".repeat(8).trimEnd();
      await program.type(text);
      await program.cursorRow(/^[a-j ]+hij$/);
      await program.resize(40);
      const isWhole = ({ rows, cursor: [row] }: Screen) =>
        rows.slice(row - 2).join("\n") === [
          (PROMPT + text).slice(0, 40),
          (PROMPT + text).slice(40, 80),
          (PROMPT + text).slice(80),
        ].map((row) => row.trimEnd()).join("\n");
      await program.until(isWhole, "the line in three rows");
      await server.say("alice: narrow\n");
      await program.row(/alice: narrow$/);
      const screen = await program.until(isWhole, "the line in three rows");
      assertEquals(count(screen, /^#games bob>/), 1);
      await program.type("\r");
      await program.row(/> bob: abcdefghij/);
      await program.cursorRow(/^#games bob> $/);
    }),
);

terminalTest(
  "Ctrl-C clears a line with text, and leaves on an empty one",
  () =>
    inRoom(async (program, server) => {
      await program.type(`some text${LEFT}${LEFT}${CTRL_C}`);
      await program.cursorRow(/^#games bob> $/);
      await program.type(CTRL_C);
      assertEquals(await program.shell("exit"), "130");
      assertEquals(server.received.slice(2), ["/logout"]);
    }),
);

terminalTest(
  "Ctrl-D deletes, and leaves on an empty line; Ctrl-Z does nothing",
  () =>
    inRoom(async (program, server) => {
      await program.type(`${CTRL_Z}xab${CTRL_A}${CTRL_D}`);
      await program.cursorRow(/^#games bob> ab$/);
      await program.type(CTRL_K + CTRL_D);
      assertEquals(await program.shell("exit"), "0");
      assertEquals(server.received.slice(2), ["/logout"]);
    }),
);

/** Ways to end, and the exit status of each. */
const ENDS: [
  name: string,
  status: string,
  end: (program: TerminalProgram, server: ClassServer) => Promise<void>,
][] = [
  ["/quit", "0", (program) => program.type("/quit\r")],
  ["Ctrl-D", "0", (program) => program.type(CTRL_D)],
  ["Ctrl-C", "130", (program) => program.type(CTRL_C)],
  ["SIGTERM", "143", (program) => program.signal("SIGTERM")],
  ["SIGHUP", "129", (program) => program.signal("SIGHUP")],
  ["a mistake of its own", "1", (program) => program.signal("SIGUSR1")],
  ["a lost server", "0", async (program, server) => {
    server.hangUp();
    await program.row(/trying again in 1 s/);
    await program.type("/quit\r");
  }],
];

for (const [name, status, end] of ENDS) {
  const main = name.startsWith("a mistake") ? { main: CRASHING } : {};
  terminalTest(
    `the terminal is given back after ${name}`,
    () =>
      inRoom(async (program, server) => {
        assert(program.bracketedPaste);
        await end(program, server);
        assertEquals(await program.shell("exit"), status);
        const after = await program.shell("after");
        assertEquals(after, await program.shell("before"));
        assert(!program.bracketedPaste);
        assertEquals(count(program.screen, /^exit/), 1, "on a row of its own");
        assertEquals(count(program.screen, /^ +at /), 0, "no stack trace");
      }, main),
  );
}

terminalTest(
  "a lost connection comes back by itself, and nothing typed is lost",
  () =>
    inRoom(async (program, server) => {
      await program.type("half ");
      await program.cursorRow(/half $/);
      server.goAway();
      await program.row(/! the server at .* closed the connection$/);
      await program.cursorRow(/^offline> half $/);
      await program.type("typed\r");
      await program.row(/… half typed$/);
      server.comeBack();
      await program.type("\r");
      await program.row(/> bob: half typed$/);
      await program.cursorRow(/^#games bob> $/);
      await program.type("/quit\r");
      assertEquals(await program.shell("exit"), "0");
      assertEquals(server.received, [
        ...["/join games", "/nick bob"],
        ...["/join games", "/nick bob", "half typed", "/logout"],
      ]);
    }),
);

terminalTest(
  "a lone Escape drops what waits to be sent, and so does Ctrl-C before it leaves",
  async () => {
    await using server = new ClassServer(LF, () => []);
    await using program = new TerminalProgram([server.address]);
    await program.cursorRow(/^lobby> $/);
    await program.type("/list\r");
    await server.heard;
    await program.type("/join games\r");
    await program.row(/… \/join games$/);
    await program.type("\x1b");
    await program.row(/! not sent: \/join games$/);
    await program.type("/join music\r");
    await program.row(/… \/join music$/);
    await program.type(CTRL_C);
    await program.row(/! not sent: \/join music$/);
    await program.cursorRow(/^lobby> $/);
    await program.type(CTRL_C);
    assertEquals(await program.shell("exit"), "130");
  },
);

terminalTest(
  "a line taller than the window shows its end, and hides no message",
  () =>
    inRoom(async (program, server) => {
      const numbers = Array.from({ length: 1000 }, (_, i) => `${i} `).join("");
      await program.type(numbers);
      await program.cursorRow(/ 998 999 $/);
      await server.say("alice: psst\nalice: over here\n");
      await program.row(/alice: over here$/);
      const screen = await program.cursorRow(/ 998 999 $/);
      assertEquals(count(screen, /alice: (psst|over here|hi)$/), 3);
      assertEquals(count(screen, / 998 999 $/), 1);
      await program.type("\x01");
      await program.until(
        ({ rows, cursor: [row, column] }) =>
          rows[row]?.startsWith(`${PROMPT}0 1 2 `) === true &&
          column === PROMPT.length,
        "the beginning of the line",
      );
      await program.type("\r");
      await program.row(/ 998 999$/);
      await program.cursorRow(/^#games bob> $/);
      assertEquals(count(program.screen, /alice: (psst|over here|hi)$/), 3);
    }),
);

terminalTest(
  "a draft outlives a look at the history, and a search of it",
  () =>
    inRoom(async (program) => {
      await program.type("first\rsecond\r");
      await program.row(/> bob: second$/);
      await program.type(`my draft${LEFT}${LEFT}\x10\x10\x0e\x0e!`);
      await program.cursorRow(/^#games bob> my dra!ft$/);
      await program.type("\x12fir");
      await program.cursorRow(/^search "fir": first$/);
      await program.type("\x07");
      await program.cursorRow(/^#games bob> my dra!ft$/);
    }),
);

terminalTest(
  "Backspace takes a whole emoji, and undo brings it back",
  () =>
    inRoom(async (program) => {
      await program.type("a👩‍💻b👍🏽\x7f\x7f\x7f");
      await program.cursorRow(/^#games bob> a$/);
      await program.type("\x1f");
      await program.cursorRow(/^#games bob> a👩‍💻b👍🏽$/);
    }),
);

terminalTest(
  "Ctrl-L clears the window and keeps the line",
  () =>
    inRoom(async (program) => {
      await program.type(`kept\x0c`);
      const screen = await program.until(
        ({ rows }) => rows.at(-1) === `${PROMPT}kept`,
        "the line alone",
      );
      assertEquals(edited(screen), `${PROMPT}kept`);
      assertEquals(count(screen, /alice: hi/), 0);
    }),
);

terminalTest(
  "a terminal that nobody reads is no obstacle to a signal",
  () =>
    inRoom(async (program, server) => {
      program.isRead = false;
      const more = `${"alice: psst\n".repeat(10_000)}`;
      for (let i = 0; i < 10; i++) await server.say(more);
      await program.signal("SIGTERM");
      await program.ended();
      program.isRead = true;
      // What the shell says stands over what was cut off, or behind it.
      await program.row(/exit 143/);
      const before = await program.shell("before");
      assert((await program.shell("after")).startsWith(before), "as it was");
    }),
);

terminalTest(
  "a mention rings the bell, other words do not",
  () =>
    inRoom(async (program, server) => {
      await server.say("alice: bobsled\nalice: hey Bob!\n");
      const { rows } = await program.row(/hey Bob!$/);
      assert(rows.some((row) => /^[\d: ]{8}alice: bobsled$/.test(row)));
      assert(rows.some((row) => /^[\d: ]{6}@ alice: hey Bob!$/.test(row)));
      assertEquals(program.bells, 1);
    }),
);

terminalTest(
  "with --no-bell a mention is marked and rings nothing",
  () =>
    inRoom(async (program, server) => {
      await server.say("alice: hey bob!\n");
      await program.row(/@ alice: hey bob!$/);
      assertEquals(program.bells, 0);
    }, { args: ["--no-bell"] }),
);

terminalTest("names stand in columns that fit the window", () => {
  const names = Array.from({ length: 30 }, (_, i) => `person-${i + 10}`);
  const answers = (said: string) => said === "/who" ? names : BY_THE_BOOK(said);
  return inRoom(async (program) => {
    await program.type("/who\r");
    const { rows } = await program.row(/person-15$|person-39/);
    const table = rows.filter((row) => /^ {8}person-/.test(row));
    assertEquals(table.join(" ").match(/person-\d+/g)?.toSorted(), names);
    assertEquals(table.length, 5);
    assert(rows.every((row) => row.length <= 80));
  }, { answers });
});

terminalTest(
  "/help tells what can be typed here, and a slow answer is told",
  async () => {
    await using server = new ClassServer(LF, () => []);
    await using program = new TerminalProgram([server.address]);
    await program.cursorRow(/^lobby> $/);
    await program.type("/help\r");
    await program.row(/\/join ROOM +join a room, or create it/);
    await program.type("2\r");
    await program.row(/which room do you want\?$/);
    await program.type("games\r");
    await program.row(/waiting for the answer to \/join$/);
    await program.type("/quit\r");
    assertEquals(await program.shell("exit"), "0");
    assertEquals(server.received, ["/join games", "/logout"]);
  },
);

terminalTest("the demo shows it all without a server", async () => {
  await using program = new TerminalProgram(["demo"]);
  await program.row(/list the rooms or join one\?/);
  await program.cursorRow(/^lobby> $/);
  await program.type("list\r");
  await program.row(/^ {8}pond$/);
  await program.type("join pond\r");
  await program.cursorRow(/^nick> $/);
  await program.type("otter\r");
  await program.row(/! the nickname "otter" is taken; type another one$/);
  await program.type("bob\r");
  await program.row(/@ otter> bob: welcome!/);
  await program.type("hello heron\r");
  await program.row(/@ heron> bob: hello!$/);
  await program.type("/quit\r");
  assertEquals(await program.shell("exit"), "0");
});

for (
  const [how, args, env] of [
    ["--no-color", ["--no-color"], ""],
    ["NO_COLOR", [], "NO_COLOR=1"],
  ] as const
) {
  terminalTest(
    `with ${how} there are no colours`,
    () =>
      inRoom(async (program, server) => {
        await server.say("alice: bob!\n");
        await program.row(/@ alice: bob!$/);
        assertEquals(program.colors, 0);
      }, { args: [...args], env }),
  );
}

terminalTest("without --no-color there are colours", () =>
  inRoom((program) => {
    assert(program.colors > 0);
    return Promise.resolve();
  }));

terminalTest("parley never asks for a permission", async () => {
  for (const args of [["127.0.0.1:1"], ["demo"], ["serve", "127.0.0.1:0"]]) {
    await using program = new TerminalProgram(args, { permissions: [] });
    assertEquals(await program.shell("exit"), "1");
    assertMatch(program.written, /not allowed; run with --allow-net/);
  }
});
