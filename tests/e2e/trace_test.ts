/**
 * `--trace`: what went over the wire, as both sides saw it. With SHOW=1 the
 * traces of two glued messages are printed, for the README to quote.
 */
import { assert, assertEquals } from "@std/assert";
import { inFolder } from "../util/folder.ts";
import { Guest } from "../util/guest.ts";
import { BY_THE_BOOK, ClassServer, LF } from "./class_server.ts";
import {
  feed,
  finish,
  parley,
  readUntil,
  ServerProcess,
  signalTest,
  start,
} from "./program.ts";
import { TerminalProgram, terminalTest } from "./terminal.ts";

const SESSION = [
  "/list",
  "/join games",
  "/nick bob",
  "grüße",
  "/who",
  "/logout",
];
const ROW =
  /^(?:(?<port>\d+) )?\d\d:\d\d:\d\d\.\d{3} (?<what>(?<way>[<>]) .*)$/;

interface Row {
  readonly port: string | undefined;
  readonly way: string;
  /** The row without port and time. */
  readonly what: string;
}

/** The rows of a trace among what was said on standard error. */
function rowsOf(err: string): Row[] {
  return err.split("\n").flatMap((line) => {
    const { port, way, what } = ROW.exec(line)?.groups ?? {};
    return way === undefined || what === undefined ? [] : [{ port, way, what }];
  });
}

/** The bytes that went one way, as text, one for each send or read. */
function texts(rows: readonly Row[], way: "<" | ">"): string[] {
  return rows.filter((row) => row.way === way).flatMap(({ what }) => {
    const [, size, json] = /^. +(\d+) (".*")$/.exec(what) ?? [];
    if (json === undefined) return [];
    const text: string = JSON.parse(json);
    assertEquals(new TextEncoder().encode(text).length, Number(size));
    return [text];
  });
}

for (const wire of ["class", "lf"]) {
  signalTest(
    `--trace shows both sides of a session on the wire ${wire}`,
    async () => {
      await using server = await ServerProcess.start("--wire", wire, "--trace");
      const args = ["--trace", "--quiet", server.address];
      const { code, err } = await parley(args, SESSION);
      assertEquals(code, 0, err);
      const here = rowsOf(err);
      const there = rowsOf((await server.stop())[1]);
      // The program says nothing else.
      assertEquals(err.split("\n").length, here.length + 1);
      assertEquals(texts(here, ">"), SESSION);
      assertEquals(texts(there, "<"), SESSION);
      assertEquals(texts(here, "<").join(""), texts(there, ">").join(""));
      const words = (rows: Row[]) =>
        rows.map(({ what }) => what).filter((what) => /^. [a-z]/.test(what));
      assertEquals(words(here).toSorted(), [
        "< closed",
        "> closed",
        "> connected",
      ]);
      assertEquals([words(here)[0], words(there)[0]], [
        "> connected",
        "< connected",
      ]);
      assert(words(there).includes("> closed"));
    },
  );
}

/** Whether two of these, next to each other, stand glued in a text. */
function isGlued(sends: readonly string[], text: string): boolean {
  return sends.some((send, i) => text.includes(send + sends[i + 1]));
}

signalTest(
  "--trace shows messages that reach a server in one read",
  async () => {
    await using server = await ServerProcess.start("--trace");
    await using ann = await Guest.enter(server.address, "games", "ann");
    const args = ["--trace", "--quiet", "-r", "games", "-n", "bob"];
    await using child = start([...args, "--pace", "0", server.address]);
    const entered = await readUntil(child.stderr, /There are 2 people/);
    // A server that is slow: on one of the class, anybody's /who is enough.
    server.signal("SIGSTOP");
    await feed(child, ["hello", "is anybody here?"]);
    const said = await readUntil(child.stderr, /"\/logout"/);
    server.signal("SIGCONT");
    const { code, err } = await finish(child);
    assertEquals(code, 0, err);
    const heard = await ann.hear();
    const [, log] = await server.stop();

    const here = (entered + said + err).split("\n");
    const [own] = log.split("\n").filter((row) => / < connected$/.test(row))
      .slice(-1).map((row) => `${ROW.exec(row)?.groups?.["port"]} `);
    const there = log.split("\n").filter((row) => row.startsWith(own ?? "?"));
    const sends = texts(rowsOf(here.join("\n")), ">");
    const reads = texts(rowsOf(there.join("\n")), "<");
    assertEquals(sends.filter((text) => text !== "/who").slice(2), [
      "hello",
      "is anybody here?",
      "/logout",
    ]);
    assertEquals(reads.join(""), sends.join(""));
    assert(reads.some((read) => isGlued(sends, read)), log);
    assert(isGlued(sends, heard), heard);
    if (Deno.env.get("SHOW") === undefined) return;
    console.log([
      ...["What bob's client sends and reads:", ...here],
      ...["What the server reads and sends:", ...there, ""],
      ...["What ann reads:", heard],
    ].join("\n"));
  },
);

Deno.test("--trace leaves standard output to the objects of --json", async () => {
  await using server = new ClassServer(LF, BY_THE_BOOK);
  const args = ["--json", "--trace", server.address];
  const { code, out, err } = await parley(args, SESSION);
  assertEquals(code, 0);
  const types = out.trimEnd().split("\n").map((line) => JSON.parse(line).type);
  assertEquals([types[0], types.at(-1)], ["connected", "closed"]);
  assertEquals(texts(rowsOf(err), ">"), SESSION);
});

Deno.test("--trace goes on when nobody reads standard error", async () => {
  await using server = new ClassServer(LF, BY_THE_BOOK);
  await using child = start(["--trace", server.address]);
  await child.stderr.cancel();
  const result = Promise.all([
    new Response(child.stdout).text(),
    child.status,
  ]);
  await feed(child, SESSION);
  const [out, { code }] = await result;
  assertEquals([code, out], [0, "games\nmusic\nalice: hi\nalice\nbob\n"]);
  assertEquals(server.received, SESSION);
});

Deno.test("--trace shows every byte of a flood, and nothing is lost of it", async () => {
  const flood = Array.from({ length: 20_000 }, (_, i) => `alice: ${i} \x1b[2J`);
  const answers = (message: string) =>
    message === "flood" ? flood : BY_THE_BOOK(message);
  await using server = new ClassServer((texts) => [
    texts.map((text) => `${text}\n`).join(""),
  ], answers);
  const args = ["--trace", "--quiet", "-r", "games", "-n", "bob"];
  await using child = start([...args, server.address]);
  const result = finish(child);
  await feed(child, ["flood", "/who"]);
  const { out, err } = await result;
  assertEquals(
    out.split("\n").length,
    flood.length + "hi,alice,bob,".split(",").length,
  );
  const sizes = rowsOf(err).flatMap(({ what }) =>
    /^< +(\d+) /.exec(what)?.slice(1).map(Number) ?? []
  );
  const sent = ["0", "0", "alice: hi", ...flood, "alice", "bob"]
    .map((text) => `${text}\n`).join("");
  assertEquals(sizes.reduce((sum, size) => sum + size), sent.length);
  assert(!err.includes("\x1b"));
});

const PROMPT = "#games bob> ";
const LEFT = "\x1b[D";
const CTRL_C = "\x03";

terminalTest(
  "--trace shows dim rows above the line at a terminal",
  async () => {
    await using server = new ClassServer(LF, BY_THE_BOOK);
    const args = ["--trace", "-r", "games", "-n", "bob", server.address];
    await using program = new TerminalProgram(args);
    await program.cursorRow(/^#games bob> $/);
    await program.type(`half typed${LEFT.repeat(5)}`);
    await program.cursorRow(/half typed$/);
    await server.say("ann: a\x1b[2J\u202e\n");
    await program.row(/^\d\d:\d\d:\d\d\.\d{3} < 14 "ann: a/);
    await program.row(/ann: a\^\[\[2J<U\+202E>$/);
    await program.until(
      ({ rows, cursor: [row, column] }) =>
        rows[row] === `${PROMPT}half typed` && column === PROMPT.length + 5,
      "the line and its cursor",
    );
    const traced = program.screen.rows.flatMap((row, y) =>
      /^\d\d:\d\d:\d\d\.\d{3} [<>]/.test(row) ? [{ row, y }] : []
    );
    const rows = rowsOf(traced.map(({ row }) => row).join("\n"));
    assertEquals(rows[0]?.what, "> connected");
    assertEquals(texts(rows, ">"), ["/join games", "/nick bob"]);
    assertEquals(
      texts(rows, "<").join(""),
      "0\n0\nalice: hi\nann: a\x1b[2J\u202e\n",
    );
    for (const { row, y } of traced) {
      const line = program.cells.getLine(y);
      for (let x = 0; x < row.length; x++) {
        assert(line?.getCell(x)?.isDim(), `column ${x} of ${row}`);
      }
    }
    await program.type(`${CTRL_C}/quit\r`);
    assertEquals(await program.shell("exit"), "0");
    assert(program.screen.rows.some((row) => /> {2}7 "\/logout"$/.test(row)));
  },
);

terminalTest(
  "--trace goes where standard error leads",
  () =>
    inFolder(async (folder) => {
      await using server = new ClassServer(LF, BY_THE_BOOK);
      const file = `${folder}/trace`;
      // The quotes that the last argument is put into end around a redirection.
      const args = ["--trace", server.address, `-q' 2> '${file}`];
      await using program = new TerminalProgram(args);
      await program.cursorRow(/^lobby> $/);
      await program.type("/list\r");
      await program.row(/^ {8}games +music$/);
      await program.type("/quit\r");
      assertEquals(await program.shell("exit"), "0");
      assertEquals(program.screen.rows.filter((row) => ROW.test(row)), []);
      assertEquals(texts(rowsOf(await Deno.readTextFile(file)), ">"), [
        "/list",
        "/logout",
      ]);
    }),
);
