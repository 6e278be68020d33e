/**
 * A person at a terminal that is only written to: `--plain`.
 */
import { assert, assertEquals } from "@std/assert";
import { ClassServer, LF } from "./class_server.ts";
import { TerminalProgram, terminalTest } from "./terminal.ts";

const CTRL_C = "\x03";
const CTRL_D = "\x04";

/** Does something with a person in a room who has asked for `--plain`. */
async function inRoom(
  action: (program: TerminalProgram, server: ClassServer) => Promise<void>,
): Promise<void> {
  await using server = new ClassServer(LF);
  await using program = new TerminalProgram(["--plain", server.address]);
  await program.cursorRow(/^lobby> $/);
  await program.type("join games\n");
  await program.cursorRow(/^nick> $/);
  await program.type("bob\n");
  await program.row(/alice: hi$/);
  await program.cursorRow(/^#games bob> $/);
  await action(program, server);
}

terminalTest(
  "--plain writes no escape codes, and prompts begin rows",
  () =>
    inRoom(async (program, server) => {
      const { heard } = server;
      await program.type("hello\n");
      await heard;
      await program.cursorRow(/^#games bob> $/);
      await server.say("alice: bob!\n");
      await program.row(/@ alice: bob!$/);
      await program.cursorRow(/^#games bob> $/);
      await program.type("/who\n");
      await program.row(/alice +bob/);
      await program.type("/quit\n");
      assertEquals(await program.shell("exit"), "0");
      assertEquals(program.written.split("\x1b").slice(1), []);
      assertEquals(program.screen.rows.filter((row) => /hello/.test(row)), [
        "#games bob> hello",
      ]);
      assertEquals(server.received, [
        ...["/join games", "/nick bob", "hello", "/who", "/logout"],
      ]);
    }),
);

terminalTest(
  "--plain begins a new row for news where something is typed",
  () =>
    inRoom(async (program, server) => {
      await program.type("half ");
      await program.cursorRow(/half $/);
      await server.say("alice: psst\n");
      await program.row(/^ {8}alice: psst$/);
      await program.type("typed\n");
      await program.row(/^#games bob> typed$/);
      await program.type("/quit\n");
      assertEquals(await program.shell("exit"), "0");
      assertEquals(server.received.slice(2), ["half typed", "/logout"]);
    }),
);

for (
  const [key, sent, status] of [
    ["Ctrl-C", CTRL_C, "130"],
    ["Ctrl-D", CTRL_D, "0"],
  ] as const
) {
  terminalTest(
    `--plain leaves the terminal as it was after ${key}`,
    () =>
      inRoom(async (program, server) => {
        await program.type(sent);
        assertEquals(await program.shell("exit"), status);
        assertEquals(
          await program.shell("after"),
          await program.shell("before"),
        );
        assert(program.screen.rows.some((row) => /^exit/.test(row)));
        assertEquals(server.received.slice(2), ["/logout"]);
      }),
  );
}

terminalTest(
  "a terminal whose TERM is dumb is written to plainly",
  async () => {
    for (const env of ["TERM=dumb", "-u TERM"]) {
      await using server = new ClassServer(LF);
      await using program = new TerminalProgram([server.address], {
        env,
        permissions: ["--allow-net", "--allow-env=TERM"],
      });
      await program.cursorRow(/^lobby> $/);
      await program.type("/quit\n");
      assertEquals(await program.shell("exit"), "0");
      assertEquals(program.written.split("\x1b").slice(1), []);
    }
  },
);

terminalTest(
  "no value of TERM stops the line editor from working",
  async () => {
    for (const env of ["TERM=dumb", "-u TERM", "TERM=nonsense"]) {
      await using server = new ClassServer(LF);
      await using program = new TerminalProgram([server.address], { env });
      await program.cursorRow(/^lobby> $/);
      await program.type("/lisx\x7ft\r");
      await program.row(/games +music$/);
      await program.type("/quit\r");
      assertEquals(await program.shell("exit"), "0");
    }
  },
);
