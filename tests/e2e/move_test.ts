/**
 * Changing the room and the nickname, on a protocol that knows no way from a
 * room except out.
 */
import { assertEquals } from "@std/assert";
import { lines, parley, ServerProcess, signalTest } from "./program.ts";
import { TerminalProgram, terminalTest } from "./terminal.ts";

const SCRIPT = [
  "/join games",
  "/nick bob",
  "hello",
  "/join music",
  "/who",
  "/nick rob",
  "/who",
  "/leave",
  "/list",
  "/join games",
  "/nick 3d",
  "bye",
];

for (const wire of ["class", "lf"]) {
  signalTest(`a script moves between rooms on the wire ${wire}`, async () => {
    await using server = await ServerProcess.start("--wire", wire);
    const { code, out, err } = await parley(
      ["--json", server.address],
      lines(SCRIPT),
    );
    assertEquals(code, 0, err);
    const happened = out.trim().split("\n").map((line) => JSON.parse(line))
      .filter(({ type }) =>
        ["joined", "named", "users", "rooms"].includes(type)
      )
      .map(({ room, nick, users, rooms }) => room ?? nick ?? users ?? rooms);
    // The class's server keeps a room that everybody has left.
    const rooms = wire === "class" ? ["games", "music"] : [];
    assertEquals(happened, [
      ...["games", "bob", "music", "bob", ["bob"], "music", "rob", ["rob"]],
      ...[rooms, "games", "3d"],
    ]);
  });

  signalTest(
    `a refused room on the wire ${wire} ends in the lobby`,
    async () => {
      await using server = await ServerProcess.start("--wire", wire);
      const script = ["/join a", "/nick bob", "/join b c", "/join d", "/who"];
      const { code, out, err } = await parley([server.address], lines(script));
      assertEquals([code, out], [0, "bob\n"], err);
    },
  );
}

terminalTest("a person moves, and sees two rows of news", async () => {
  await using server = await ServerProcess.start();
  const args = ["-r", "games", "-n", "bob", server.address];
  await using program = new TerminalProgram(args);
  await program.row(/nobody else is here/);
  await program.type("/join music\r");
  await program.cursorRow(/^#music bob> $/);
  await program.type("/nick rob\r");
  await program.cursorRow(/^#music rob> $/);
  await program.type("/list\r");
  await program.row(/first \/leave/);
  await program.type("/leave\r");
  await program.row(/back in the lobby/);
  const screen = await program.cursorRow(/^lobby> $/);
  const machinery = screen.rows.filter((row) => /lost|closed|again/.test(row));
  assertEquals(machinery, []);
});
