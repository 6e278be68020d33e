/**
 * A session as a newcomer has it, at a real terminal among real guests.
 */
import { listen } from "../../lib/server/listen.ts";
import { TerminalProgram } from "../../tests/e2e/terminal.ts";
import { Guest } from "../../tests/util/guest.ts";
import { runs } from "./runs.ts";
import type { Window } from "./svg.ts";

const STAGE = import.meta.resolve("./stage.ts");
const COLUMNS = 80;
const DESCRIPTION = "A session of parley in a terminal: bob lists the rooms, " +
  "joins one, takes a nickname, talks with alice and carol, asks who is here, " +
  "is mentioned, and types an answer.";

/** Plays the session, and gives what the terminal shows at its end. */
export async function session(): Promise<Window> {
  // Lines, and no gaps between them: what is sent at once also comes at once.
  const server = listen({
    host: "127.0.0.1",
    port: 0,
    wire: "lf",
    gap: 0,
    echo: false,
    maxClients: 10,
  }, () => {});
  try {
    const { port } = server.address;
    const address = `127.0.0.1:${port}`;
    await using alice = await Guest.enter(address, "games", "alice");
    await using carol = await Guest.enter(address, "games", "carol");
    await using _dave = await Guest.enter(address, "music", "dave");
    await using program = new TerminalProgram(
      [String(port), "localhost"],
      { columns: COLUMNS, main: STAGE },
    );
    await comeIn(program);
    await talk(program, alice, carol);
    return shown(program);
  } finally {
    server.close();
  }
}

async function comeIn(program: TerminalProgram): Promise<void> {
  await program.cursorRow(/^lobby> $/);
  await program.type("/list\r");
  await program.row(/games +music$/);
  await program.type("/join games\r");
  await program.cursorRow(/^nick> $/);
  await program.type("/nick bob\r");
  await program.cursorRow(/^#games bob> $/);
}

async function talk(
  program: TerminalProgram,
  alice: Guest,
  carol: Guest,
): Promise<void> {
  const says = async (guest: Guest, text: string) => {
    await guest.say(text);
    await program.until(
      ({ rows }) => rows.some((row) => row.endsWith(`: ${text}`)),
      text,
    );
  };
  await program.type("hello! is there a table free?\r");
  await program.row(/> bob: hello!/);
  await says(alice, "there is always one free here :)");
  await says(carol, "we were about to start a round of Go");
  await program.type("/who\r");
  await program.row(/alice +carol +bob$/);
  await says(alice, "bob, you can have black, if you like");
  await program.type("gladly. nineteen by nineteen?\r");
  await program.row(/> bob: gladly/);
  await says(carol, "nine by nine, it is late");
  const prompt = "#games bob> ";
  const typed = "good, then I begin in the mid";
  await program.type(typed);
  await program.until(
    ({ rows, cursor: [row, column] }) =>
      rows[row] === prompt + typed && column === rows[row].length,
    "what is half typed",
  );
}

/** The window from parley's first row on: the shell's rows are no part of it. */
function shown({ title, cells, screen }: TerminalProgram): Window {
  const start = screen.rows.findIndex((row) => row.startsWith("parley "));
  const [row, column] = screen.cursor;
  return {
    // A terminal names a window after its program when that sets no title.
    title: title || "parley",
    description: DESCRIPTION,
    columns: COLUMNS,
    rows: screen.rows.flatMap((_, y) => cells.getLine(y) ?? [])
      .slice(start).map(runs),
    cursor: [row - start, column],
  };
}
