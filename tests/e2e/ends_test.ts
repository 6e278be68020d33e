/**
 * Every way for a run to end: its exit status, its sentence, and nothing that
 * was typed is lost without a word.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  type Answers,
  BY_THE_BOOK,
  ClassServer,
  LF,
  RAW,
} from "./class_server.ts";
import {
  feed,
  finish,
  lines,
  parley,
  readUntil,
  type Result,
  ServerProcess,
  signalTest,
  start,
  testUnless,
} from "./program.ts";

const ENTRY = ["/join games", "/nick bob"];

/** No trace of the program's insides, and nothing that moves a cursor. */
function assertClean({ out, err }: Result): void {
  assert(!/[^\P{Cc}\n\t]/u.test(out + err), JSON.stringify(out + err));
  assert(!/^\s+at |Error:|file:\/\//m.test(err), err);
}

const USAGE_ERRORS: [args: string[], sentence: string, help: string][] = [
  [["--bogus"], "unknown option: --bogus", "parley --help"],
  [["--room"], "--room needs a value: ROOM", "parley --help"],
  [["a", "b"], "unexpected argument: b", "parley --help"],
  [
    ["serve", "-p", "70000"],
    "port must be between 0 and 65535, not 70000",
    "parley serve --help",
  ],
  [
    ["demo", "--eol", "\x1b[2J"],
    "--eol takes none, lf, crlf or nul, not ^[[2J",
    "parley demo --help",
  ],
];

for (const [args, sentence, help] of USAGE_ERRORS) {
  const name = JSON.stringify(args.join(" ")).slice(1, -1);
  Deno.test(`parley ${name} is a usage error, exit 2`, async () => {
    const result = await parley(args);
    assertClean(result);
    assertEquals(result, {
      code: 2,
      out: "",
      err: `parley: ${sentence}\nparley: try ${help}\n`,
    });
  });
}

Deno.test("parley --help and --version write to standard output, exit 0", async () => {
  const { code, out, err } = await parley(["--help"]);
  assertEquals([code, err], [0, ""]);
  assertStringIncludes(out, "parley demo");
  const { version } = JSON.parse(
    await Deno.readTextFile(new URL("../../deno.json", import.meta.url)),
  );
  const line = `parley ${version}\n`;
  assertEquals(await parley(["-V"]), { code: 0, out: line, err: "" });
  assertEquals(await parley(["version"]), {
    code: 0,
    out: `${line}deno ${Deno.version.deno} (${Deno.build.target})\n`,
    err: "",
  });
});

Deno.test("parley reports the input as not sent when it cannot connect, exit 1", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = `127.0.0.1:${listener.addr.port}`;
  listener.close();
  const result = await parley([address], ["/join games", "", "/logout"]);
  assertClean(result);
  assertEquals(result, {
    code: 1,
    out: "",
    err: lines([
      `parley: cannot connect to ${address}: connection refused`,
      "parley: not sent: /join games",
    ]),
  });
});

Deno.test("parley exits with 1 when the host's name does not resolve", async () => {
  const { code, err } = await parley(["nowhere.invalid"]);
  assertEquals(code, 1);
  assertStringIncludes(err, "cannot connect to nowhere.invalid:5220: ");
});

Deno.test("parley asks for no permission, exit 1 without it", async () => {
  const result = await parley(["127.0.0.1:9"], "", { net: "127.0.0.2:1" });
  assertClean(result);
  assertEquals(result.code, 1);
  assertStringIncludes(result.err, "not allowed; run with --allow-net");
});

const NONSENSE = ["\x1b]0;title\x07", "\u202eabc"];

/**
 * What a server does to a client that joins `games` as `bob`, and what comes of
 * it. Only who waits in vain has a short timeout: a busy machine may answer late.
 */
const SERVERS: [
  name: string,
  Answers,
  code: number,
  err: string[],
  timeout?: "2",
][] = [
  ["refuses the room", (said) => said.startsWith("/join") ? ["1"] : [], 3, [
    'the server rejected the room "games"; try another with /join ROOM',
    "line 2: expected another /join after the refused one",
    "not sent: /nick bob",
    "not sent: hello",
  ]],
  [
    "refuses the nickname",
    (said) => said.startsWith("/nick") ? ["2"] : BY_THE_BOOK(said),
    3,
    [
      "joined games; choose a nickname with /nick NAME",
      'the nickname "bob" is taken; try another with /nick NAME',
      "line 3: expected another /nick after the refused one",
      "not sent: hello",
    ],
  ],
  ["does not answer", () => [], 1, [
    "the server did not answer /join within 2 s; try --eol lf",
    "not sent: /nick bob",
    "not sent: hello",
  ], "2"],
  ["answers nonsense", (said) => said === "/logout" ? [] : NONSENSE, 1, [
    "the server says: ^[]0;title^G",
    "the server says: <U+202E>abc",
    "the server's answer to /join makes no sense; is the port right?",
    "not sent: /nick bob",
    "not sent: hello",
  ], "2"],
];

for (const [name, answers, code, err, timeout = "20"] of SERVERS) {
  Deno.test(`parley exits with ${code} when the server ${name}`, async () => {
    await using server = new ClassServer(LF, answers);
    const args = ["--timeout", timeout, server.address];
    const result = await parley(args, [...ENTRY, "hello"]);
    assertClean(result);
    assertEquals(result, {
      code,
      out: "",
      err: lines(
        [`connected to ${server.address}`, ...err]
          .map((line) => `parley: ${line}`),
      ),
    });
    assertEquals(server.received.at(-1), "/logout");
  });
}

/** A server that does one thing to whoever connects. */
async function against(
  serve: (connection: Deno.TcpConn) => Promise<void>,
  input: readonly string[],
): Promise<Result> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const served = (async () => {
    const connection = await listener.accept();
    await serve(connection);
    connection.close();
  })();
  const address = `127.0.0.1:${listener.addr.port}`;
  const result = await parley(["--timeout", "20", address], input);
  listener.close();
  await served;
  assertClean(result);
  return result;
}

const encoder = new TextEncoder();

Deno.test("parley shows the part of a reply that came before the connection closed, exit 1", async () => {
  const result = await against(async (connection) => {
    await connection.read(new Uint8Array(1024));
    await connection.write(encoder.encode("3\ngames\nmus"));
  }, ["/list", "/join games"]);
  assertEquals(result.code, 1);
  assertEquals(result.out, "games\n");
  assertStringIncludes(result.err, "the server says: mus\n");
  assertStringIncludes(result.err, "closed the connection\n");
  assertStringIncludes(result.err, "not sent: /join games\n");
});

Deno.test("parley shows every byte that a server can send, and none moves the cursor", async () => {
  const result = await against(async (connection) => {
    const buffer = new Uint8Array(1024);
    for (let i = 0; i < 2; i++) {
      await connection.read(buffer);
      await connection.write(encoder.encode("0\n"));
    }
    await connection.write(Uint8Array.from({ length: 256 }, (_, i) => i));
    await connection.write(encoder.encode("\n\u{e0041}\u200b\x9b2J end\n"));
    while (await connection.read(buffer) !== null);
  }, ENTRY);
  assertEquals(result.code, 0);
  assertStringIncludes(result.out, "^A^B^C^D^E^F^G^H\t\n^K^L");
  assertStringIncludes(result.out, "<U+E0041><U+200B><U+009B>2J end\n");
});

Deno.test("parley takes every character of a byte in its input, and sends none that ends a message", async () => {
  await using server = new ClassServer(LF);
  const codes = Array.from({ length: 256 }, (_, code) => code);
  const input = lines(ENTRY) + String.fromCharCode(...codes);
  const result = await parley(["--pace", "20", server.address], input);
  assertClean(result);
  assertEquals(result.code, 0, result.err);
  const [first = "", second = ""] = server.received.slice(2);
  assertStringIncludes(first, "\x01\x02\x03\x04\x05\x06\x07\x08\t");
  assert(!/[\0\r\n]/.test(first + second), "a message begins a second one");
  assertStringIncludes(second, "\x0e\x0f\x10");
  assertStringIncludes(second, "xyz{|}~\x7f\x80");
});

const MISTAKES: [script: string[], err: string][] = [
  [
    ["/list", "", "/who"],
    "line 3: /who only works in a room; first /join ROOM",
  ],
  [["hello"], 'line 1: cannot send "hello" from the lobby'],
  [["/join games", "bob"], 'line 2: cannot send "bob" without a nickname'],
  [
    [...ENTRY, "/dance"],
    "line 3: there is no command /dance; //dance sends it",
  ],
  [["/join"], "line 1: /join needs a ROOM"],
];

for (const [script, err] of MISTAKES) {
  const name = script.join(", ");
  Deno.test(`parley exits with 3 and names the line: ${name}`, async () => {
    await using server = new ClassServer(LF);
    const result = await parley([server.address], script);
    assertClean(result);
    assertEquals(result.code, 3);
    assertStringIncludes(result.err, `parley: ${err}`);
    assertEquals(server.received.at(-1), "/logout");
  });
}

Deno.test("parley goes on with a script that asks again after a refusal", async () => {
  const answers = (said: string) =>
    said === "/nick bob" ? ["2"] : BY_THE_BOOK(said);
  await using server = new ClassServer(LF, answers);
  const result = await parley([server.address], [...ENTRY, "/nick rob", "hi"]);
  assertEquals(result.code, 0, result.err);
  assertEquals(server.received.slice(-2), ["hi", "/logout"]);
});

signalTest("SIGHUP does not end a script without a terminal", async () => {
  await using server = new ClassServer(RAW, BY_THE_BOOK, true);
  const args = ["-r", "games", "-n", "bob", server.address];
  await using child = start(args);
  await readUntil(child.stdout, /alice: hi\n/);
  child.kill("SIGHUP");
  await feed(child, ["still here"]);
  assertEquals((await finish(child)).code, 0);
  assertEquals(server.received.slice(-2), ["still here", "/logout"]);
});

const SIGNALS = [["SIGINT", 130], ["SIGTERM", 143]] as const;

for (const [signal, code] of SIGNALS) {
  signalTest(`parley logs out at ${signal}, exit ${code}`, async () => {
    await using server = new ClassServer(RAW, BY_THE_BOOK, true);
    await using child = start(["-r", "games", "-n", "bob", server.address]);
    await readUntil(child.stdout, /alice: hi\n/);
    child.kill(signal);
    assertEquals((await finish(child)).code, code);
    assertEquals(server.received.at(-1), "/logout");
  });
}

/** Stages of a session: how to get there, and what shows that it is reached. */
const STAGES: [
  name: string,
  args: string[],
  answers: Answers,
  reached: RegExp,
  told: string[],
][] = [
  ["in the lobby", [], BY_THE_BOOK, /connected/, ["/logout"]],
  ["waiting for a room", ["-r", "games"], () => [], /connected/, [
    "/join games",
    "/logout",
  ]],
  ["without a nickname", ["-r", "games"], BY_THE_BOOK, /joined/, [
    "/join games",
    "/logout",
  ]],
  [
    "waiting for a nickname",
    ["-r", "games", "-n", "bob"],
    (said) => said.startsWith("/join") ? ["0"] : [],
    /joined/,
    ["/join games", "/nick bob", "/logout"],
  ],
  ["in a room", ["-r", "games", "-n", "bob"], BY_THE_BOOK, /you are/, [
    "/join games",
    "/nick bob",
    "/logout",
  ]],
];

for (const [name, args, answers, reached, told] of STAGES) {
  signalTest(`parley logs out at a signal ${name}`, async () => {
    await using server = new ClassServer(RAW, answers);
    await using child = start([...args, server.address]);
    await readUntil(child.stderr, reached);
    while (server.received.length < told.length - 1) await server.heard;
    child.kill("SIGINT");
    assertEquals((await finish(child)).code, 130);
    assertEquals(server.received, told);
  });
}

signalTest(
  "parley ends at a signal while it waits to connect again",
  async () => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const address = `127.0.0.1:${listener.addr.port}`;
    await using child = start(["--reconnect", address]);
    (await listener.accept()).close();
    listener.close();
    const err = await readUntil(child.stderr, /trying again in 2 s/);
    assertStringIncludes(err, "closed the connection\n");
    assertStringIncludes(err, "no connection: connection refused");
    child.kill("SIGTERM");
    assertEquals((await finish(child)).code, 143);
  },
);

Deno.test("parley --list --reconnect lists after a loss", async () => {
  let isLost = false;
  await using server = new ClassServer(LF, (message) => {
    if (isLost) return BY_THE_BOOK(message);
    isLost = true;
    server.hangUp();
    return [];
  });
  const result = await parley(["--list", "--reconnect", server.address]);
  assertEquals([result.code, result.out], [0, "games\nmusic\n"]);
  assertStringIncludes(result.err, "closed the connection");
});

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  signalTest(
    `parley serve ends every connection at ${signal}, exit ${code}`,
    async () => {
      await using server = await ServerProcess.start();
      const args = ["-r", "games", server.address];
      await using bob = start(["-n", "bob", ...args]);
      await using other = start(args);
      await readUntil(bob.stderr, /you are/);
      await readUntil(other.stderr, /joined/);
      const [ended, log] = await server.stop(signal);
      assertEquals(ended, code);
      // Every departure has a line, and so have the last ones.
      assertStringIncludes(log, "bob left games\n");
      assertEquals(log.match(/ disconnected$/gm)?.length, 2, log);
      for (const client of [bob, other]) {
        const result = finish(client);
        await client.stdin.close();
        assertEquals((await result).code, 1);
      }
    },
  );
}

Deno.test("parley ends quietly when the reader of its output goes away, exit 0", async () => {
  const answers = (said: string) =>
    said.startsWith("/nick") ? ["0", ...Array(5000).fill("alice: hi")] : ["0"];
  await using server = new ClassServer(LF, answers);
  await using child = start(["-r", "games", "-n", "bob", server.address]);
  await readUntil(child.stdout, /alice: hi\n/);
  await child.stdout.cancel();
  const err = await new Response(child.stderr).text();
  assertEquals((await child.status).code, 0);
  assert(!/EPIPE|pipe|Error/i.test(err), err);
});

testUnless(
  Deno.build.os === "linux" ? null : "there is no /dev/full",
  "parley reports a full disk, exit 1",
  async () => {
    await using server = new ClassServer(LF);
    const command = `exec "$0" run --allow-net main.ts "$@" > /dev/full`;
    const { code, stderr } = await new Deno.Command("sh", {
      args: ["-c", command, Deno.execPath(), "--list", server.address],
      cwd: new URL("../..", import.meta.url),
    }).output();
    assertEquals(code, 1);
    assertStringIncludes(
      new TextDecoder().decode(stderr),
      "cannot write to standard output: no space left on device",
    );
  },
);

signalTest(
  "parley holds the sender back while nobody reads its output, and ends at a signal",
  async () => {
    let written = 0;
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const address = `127.0.0.1:${listener.addr.port}`;
    await using child = start(["-r", "games", "-n", "bob", address]);
    const chunk = encoder.encode("alice: hi\n".repeat(1000));
    const served = (async () => {
      const connection = await listener.accept();
      const buffer = new Uint8Array(1024);
      for (let i = 0; i < 2; i++) {
        await connection.read(buffer);
        await connection.write(encoder.encode("0\n"));
      }
      try {
        for (;;) {
          // A write that takes this long is one that is held back.
          const stuck = Promise.withResolvers<"stuck">();
          const timer = setTimeout(() => stuck.resolve("stuck"), 500);
          const write = connection.write(chunk);
          const size = await Promise.race([write, stuck.promise]);
          clearTimeout(timer);
          if (size === "stuck") {
            child.kill("SIGTERM");
            await write;
          } else written += size;
        }
      } catch {
        connection.close();
      }
    })();
    assertEquals((await child.status).code, 143);
    await served;
    listener.close();
    assert(written < 32 * 1024 * 1024, `${written} bytes were taken`);
  },
);

Deno.test("parley sends a line of many megabytes in order", async () => {
  const text = "0123456789".repeat(300_000);
  const args = ["-r", "games", "-n", "bob", "--pace", "0", "--eol", "lf"];
  await using server = await ServerProcess.start("--wire", "lf", "--echo");
  const { code, out } = await parley([...args, server.address], text);
  assertEquals(code, 0);
  assertEquals(out.replaceAll("bob: ", "").replaceAll("\n", ""), text);
});

signalTest("two instances of parley talk to each other", async () => {
  await using server = await ServerProcess.start();
  const args = (nick: string) => ["-r", "games", "-n", nick, server.address];
  await using alice = start(args("alice"));
  await readUntil(alice.stderr, /you are now alice/);
  await using bob = start([...args("bob"), "--linger", "60"]);
  await feed(bob, ["hello alice"]);
  await readUntil(alice.stdout, /^bob[:>] hello alice\n/m);
  await feed(alice, ["hello bob"]);
  await readUntil(bob.stdout, /^alice[:>] hello bob\n/m);
  bob.kill("SIGTERM");
  assertEquals((await finish(bob)).code, 143);
  assertEquals((await finish(alice)).code, 0);
});
