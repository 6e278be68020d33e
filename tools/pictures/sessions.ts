/**
 * Sessions as people have them, at a real terminal among others.
 *
 * @module
 */
import { listen, type Server } from "../../lib/server/listen.ts";
import { TerminalProgram } from "../../tests/e2e/terminal.ts";
import { LineClient } from "../../tests/util/line_client.ts";
import type { Window } from "./svg.ts";

const PROGRAM = import.meta.resolve("./reproducible.ts");
const COLUMNS = 80;

/** Starts a server of lines, on a port or any that is free. */
async function serve(port = 0): Promise<Server> {
  const options = { host: "127.0.0.1", port, gap: 0, maxClients: 10 };
  for (;;) {
    try {
      return listen({ ...options, wire: "lf", echo: false }, () => {});
    } catch (error) {
      // The system takes a moment to give a port back.
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Starts parley, whose clock stands still, and lets it enter as bob. */
async function enter({ address }: Server): Promise<TerminalProgram> {
  const program = new TerminalProgram(
    [String(address.port), "localhost"],
    { columns: COLUMNS, main: PROGRAM },
  );
  await program.cursorRow(/^lobby> $/);
  await program.type("/list\r");
  await program.row(/^ .* games/);
  await program.type("/join games\r");
  await program.cursorRow(/^nick> $/);
  await program.type("bob\r");
  await program.cursorRow(/^#games bob> $/);
  return program;
}

/** Lets somebody say something, and waits until it is on the screen. */
async function say(
  who: LineClient,
  text: string,
  program: TerminalProgram,
): Promise<void> {
  await who.send(`${text}\n`);
  await program.until(
    ({ rows }) => rows.some((row) => row.endsWith(`: ${text}`)),
    text,
  );
}

/** Types a part of a line, and waits until it is on the screen. */
async function begin(program: TerminalProgram, text: string): Promise<void> {
  await program.type(text);
  await stands(program, text);
}

/** Waits until a line that is being typed is drawn in full. */
async function stands(program: TerminalProgram, text: string): Promise<void> {
  await program.until(
    ({ rows, cursor: [row, column] }) =>
      rows[row] === `#games bob> ${text}` && column === rows[row].length,
    text,
  );
}

/** A conversation. */
export async function conversation(): Promise<Window> {
  const server = await serve();
  const { address } = server;
  try {
    await using alice = await LineClient.enter(address, "games", "alice");
    await using carol = await LineClient.enter(address, "games", "carol");
    await using _dave = await LineClient.enter(address, "music", "dave");
    await using program = await enter(server);
    await program.type("hello! is there a table free?\r");
    await program.row(/> bob: hello!/);
    await say(alice, "there is always one free here :)", program);
    await say(carol, "we were about to start a game of Go", program);
    await program.type("/who\r");
    await program.row(/alice +carol +bob$/);
    await say(alice, "bob, you can have black, if you like", program);
    await program.type("gladly. nineteen by nineteen?\r");
    await program.row(/> bob: gladly/);
    await say(carol, "nine by nine, it is late", program);
    await begin(program, "good, then I will start in the mid");
    return shown(
      program,
      "A session of parley in a terminal: bob lists the rooms, joins one, takes " +
        "a nickname, talks with alice and carol, asks who is here, is mentioned, " +
        "and types an answer.",
    );
  } finally {
    await server.close();
  }
}

/** A connection that is lost, and comes back, while a line is typed. */
export async function reconnection(): Promise<Window> {
  let server = await serve();
  const { address } = server;
  try {
    await using alice = await LineClient.enter(address, "games", "alice");
    await using program = await enter(server);
    await say(alice, "your move, bob", program);
    const typed = "queen to h5, and you are in ch";
    await begin(program, typed);
    await server.close();
    server = await serve(address.port);
    await program.row(/trying again in/);
    // It comes back to the room with the nickname, and the line is still there.
    await program.cursorRow(new RegExp(`^#games bob> ${typed}$`));
    await using again = await LineClient.enter(address, "games", "alice");
    await say(again, "that was the server. you were saying?", program);
    await stands(program, typed);
    return shown(
      program,
      "A session of parley in a terminal: while bob types a line, the connection " +
        "is lost and comes back to the same room with the same nickname, and the " +
        "line is still there.",
    );
  } finally {
    await server.close();
  }
}

/** The window from parley's first row on, without the shell's rows. */
function shown(
  { title, cells, screen }: TerminalProgram,
  description: string,
): Window {
  const start = screen.rows.findIndex((row) => row.startsWith("parley "));
  const [row, column] = screen.cursor;
  return {
    // A terminal names a window after its program when that sets no title.
    title: title || "parley",
    description,
    columns: COLUMNS,
    rows: screen.rows.flatMap((_, y) => cells.getLine(y) ?? []).slice(start),
    cursor: [row - start, column],
  };
}
