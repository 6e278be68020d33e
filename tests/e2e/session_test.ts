/**
 * Whole sessions through a pipe, against every wire habit and against the
 * practice server.
 */
import { assert, assertEquals } from "@std/assert";
import { BY_THE_BOOK, ClassServer, HABITS, LF, RAW } from "./class_server.ts";
import {
  finish,
  lines,
  parley,
  readUntil,
  ServerProcess,
  signalTest,
  start,
} from "./program.ts";

const encoder = new TextEncoder();

const SESSION = [
  "/list",
  "/join games",
  "/nick bob",
  "hello there",
  "/who",
  "/logout",
];

for (const [name, habit] of Object.entries(HABITS)) {
  Deno.test(`a session on the wire: ${name}`, async () => {
    const areApart = name === "raw";
    await using server = new ClassServer(habit, BY_THE_BOOK, areApart);
    const net = server.address;
    const { code, out, err } = await parley([net], SESSION, { net });
    assertEquals(server.received, SESSION);
    assertEquals(out, "games\nmusic\nalice: hi\nalice\nbob\n", err);
    assertEquals(code, 0);
  });
}

Deno.test("a session on the wire: replies glued without an end", async () => {
  const answers = (message: string) => {
    if (message === "/list") return ["2games", "music"];
    if (message === "/nick bob") return ["0alice: hi"];
    return BY_THE_BOOK(message);
  };
  await using server = new ClassServer(RAW, answers, true);
  const { code, out } = await parley([server.address], SESSION);
  assertEquals(server.received, SESSION);
  assertEquals(out, "games\nmusic\nalice: hi\nalice\nbob\n");
  assertEquals(code, 0);
});

Deno.test("--eol ends each thing sent", async () => {
  for (const [eol, end] of [["lf", "\n"], ["crlf", "\r\n"], ["nul", "\0"]]) {
    const answers = (message: string) => BY_THE_BOOK(message.slice(0, -1));
    await using server = new ClassServer(RAW, answers, true);
    const args = ["--eol", eol ?? "", server.address];
    await parley(args, ["/join games", "/nick bob"]);
    assertEquals(
      server.received.join(""),
      ["/join games", "/nick bob", "/logout"].map((text) => text + end).join(
        "",
      ),
    );
  }
});

for (const wire of ["raw", "lf", "nul", "pad"]) {
  signalTest(`a session with parley serve --wire ${wire}`, async () => {
    await using server = await ServerProcess.start("--wire", wire, "--echo");
    const { code, out } = await parley([server.address], SESSION);
    assertEquals(out, "bob: hello there\nbob\n");
    assertEquals(code, 0);
    const [status, log] = await server.stop();
    assertEquals(status, 143);
    assertEquals(
      log.replace(/^[\d:]{8} (127\.0\.0\.1:\d+)?/gm, (_, x) => x ? "X" : "")
        .split("\n"),
      [
        "X connected",
        "bob joined games",
        "bob left games",
        "X disconnected",
        "",
      ],
    );
  });
}

Deno.test("--list prints the rooms and leaves", async () => {
  await using server = new ClassServer(LF);
  const { code, out } = await parley(["--list", server.address]);
  assertEquals([code, out], [0, "games\nmusic\n"]);
  assertEquals(server.received, ["/list", "/logout"]);
});

Deno.test("--room and --nick come before the first line", async () => {
  await using server = new ClassServer(LF);
  const args = ["-r", "games", "-n", "bob", server.address];
  const { code } = await parley(args, ["hello"]);
  assertEquals(code, 0);
  assertEquals(server.received, [
    "/join games",
    "/nick bob",
    "hello",
    "/logout",
  ]);
});

Deno.test("--quiet says on standard error only what goes wrong", async () => {
  await using server = new ClassServer(LF);
  const good = await parley(["-q", server.address], SESSION);
  assertEquals(good, {
    code: 0,
    out: "games\nmusic\nalice: hi\nalice\nbob\n",
    err: "",
  });
  const bad = await parley(["--quiet", server.address], ["/nick"]);
  assertEquals([bad.code, bad.err.startsWith("parley: line 1: ")], [3, true]);
});

Deno.test("--json writes one object a line", async () => {
  await using server = new ClassServer(LF);
  const { code, out } = await parley(["--json", server.address], SESSION);
  assertEquals(code, 0);
  const [host = "", port] = server.address.split(":");
  const objects = out.trimEnd().split("\n").map((line) => {
    const { at, ...object } = JSON.parse(line);
    assertEquals(new Date(at).toISOString(), at);
    return object;
  });
  assertEquals(objects, [
    { type: "connected", host, port: Number(port) },
    { type: "rooms", rooms: ["games", "music"] },
    { type: "joined", room: "games" },
    { type: "named", nick: "bob" },
    { type: "message", text: "alice: hi", from: "alice" },
    { type: "users", users: ["alice", "bob"] },
    { type: "closed", reason: "logout" },
  ]);
});

Deno.test("a long line is cut between words", async () => {
  await using server = new ClassServer(LF);
  const text = "word ".repeat(500).trimEnd();
  const args = ["-r", "games", "-n", "bob", "--pace", "10", server.address];
  const { code, err } = await parley(args, [text]);
  assertEquals(code, 0);
  const parts = server.received.slice(2, -1);
  assertEquals(parts.join(""), text);
  assertEquals(parts.map((part) => part.length), [1020, 1020, 459]);
  assert(err.includes("sent in 3 parts"), err);
});

Deno.test("parley demo is a session without a server", async () => {
  await using child = start(["demo"]);
  const typing = child.stdin.getWriter();
  const script = ["/list", "/join pond", "/nick otter", "/nick bob"];
  await typing.write(encoder.encode(lines([...script, "hello otter"])));
  const out = await readUntil(child.stdout, /^otter> bob: hello!\n/m);
  assert(out.startsWith("pond\n"), out);
  const ended = finish(child);
  await typing.close();
  const { code, err } = await ended;
  assertEquals(code, 0, err);
  assert(err.includes('the nickname "otter" is taken'), err);
});

Deno.test("a script that is not UTF-8 is fatal, and names the line", async () => {
  await using server = new ClassServer(LF);
  const args = ["-r", "games", "-n", "bob", server.address];
  const script = Uint8Array.of(
    ...new TextEncoder().encode("na\u00efve\n"),
    ...[0x63, 0x61, 0x66, 0xe9, 0x0a],
    ...new TextEncoder().encode("next\n"),
  );
  const { code, err } = await parley(args, script);
  assertEquals(code, 3);
  assertEquals(err.split("\n").slice(-3), [
    'parley: line 2: "caf\ufffd" is not UTF-8; convert the input to UTF-8',
    "parley: not sent: next",
    "",
  ]);
  assertEquals(server.received.slice(2), ["na\u00efve", "/logout"]);
});

for (
  const [input, why] of [
    ["< .", "is a directory"],
    ["0> /dev/null", "bad file descriptor"],
  ] as const
) {
  signalTest(`an input that cannot be read is an error: ${why}`, async () => {
    await using server = new ClassServer(LF);
    const args = ["-r", "games", "-n", "bob", server.address];
    const command = `exec "$0" run --quiet --allow-net main.ts "$@" ${input}`;
    const { code, err } = await parley(args, "", {
      program: ["sh", "-c", command, Deno.execPath()],
    });
    assertEquals(err.split("\n").slice(-2), [
      `parley: cannot read standard input: ${why}`,
      "",
    ]);
    assertEquals(code, 1);
    assertEquals(server.received.slice(2), ["/logout"]);
  });
}
