/**
 * Every way for a run to end: its exit status, its sentence, and nothing typed
 * lost without a word.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Answers, BY_THE_BOOK, ClassServer } from "./class_server.ts";
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

const LF = (texts: readonly string[]) => texts.map((text) => `${text}\n`);
const RAW = (texts: readonly string[]) => texts;
const ENTRY = ["/join games", "/nick bob"];

/** No trace of the program's insides, and nothing that moves a cursor. */
function assertClean({ out, err }: Result): void {
  assert(!/[^\P{Cc}\n]/u.test(out + err), JSON.stringify(out + err));
  assert(!/^\s+at |Error:|file:\/\//m.test(err), err);
}

Deno.test("a usage error is one line, a pointer to --help, and exit 2", async () => {
  const cases: [args: string[], sentence: string, help: string][] = [
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
  for (const [args, sentence, help] of cases) {
    const result = await parley(args);
    assertClean(result);
    assertEquals(result, {
      code: 2,
      out: "",
      err: `parley: ${sentence}\nparley: try ${help}\n`,
    });
  }
});

Deno.test("help and versions go to standard output", async () => {
  const help = await parley(["--help"]);
  assertEquals([help.code, help.err], [0, ""]);
  assertStringIncludes(help.out, "parley demo");
  assertEquals(await parley(["help"]), help);
  assertEquals(await parley(["help", "serve"]), await parley(["serve", "-h"]));

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

Deno.test("a server that cannot be reached", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = `127.0.0.1:${listener.addr.port}`;
  listener.close();
  const result = await parley([address], ["/join games", "", "/logout"]);
  assertClean(result);
  assertEquals(result, {
    code: 1,
    out: "",
    err: lines([
      `parley: cannot connect to ${address}: connection refused; ` +
      "to practise without a server, run: parley demo",
      "parley: not sent: /join games",
    ]),
  });
});

Deno.test("a name that does not resolve", async () => {
  const { code, err } = await parley(["nowhere.invalid"]);
  assertEquals(code, 1);
  assertStringIncludes(err, "cannot connect to nowhere.invalid:5220: ");
});

Deno.test("without the permission it asks for none", async () => {
  const result = await parley(["127.0.0.1:9"], "", { net: "127.0.0.2:1" });
  assertClean(result);
  assertEquals(result.code, 1);
  assertStringIncludes(result.err, "not allowed; run with --allow-net");
});

const NONSENSE = ["\x1b]0;title\x07", "\u202eabc"];

/** What a server does to a client that joins `games` as `bob`, and what comes of it. */
const SERVERS: [name: string, Answers, code: number, err: string[]][] = [
  ["refuses the room", (said) => said.startsWith("/join") ? ["1"] : [], 3, [
    'the server does not accept the room "games"; choose another one with /join ROOM',
    "line 2: a /join that was refused must be followed by another /join",
    "not sent: /nick bob",
    "not sent: hello",
  ]],
  [
    "refuses the nickname",
    (said) => said.startsWith("/nick") ? ["2"] : BY_THE_BOOK(said),
    3,
    [
      "joined games; choose a nickname with /nick NAME",
      'the nickname "bob" is taken; choose another one with /nick NAME',
      "line 3: a /nick that was refused must be followed by another /nick",
      "not sent: hello",
    ],
  ],
  ["does not answer", () => [], 1, [
    "the server did not answer /join within 0.3 s",
    "not sent: /nick bob",
    "not sent: hello",
  ]],
  ["answers nonsense", (said) => said === "/logout" ? [] : NONSENSE, 1, [
    "the server says: ^[]0;title^G",
    "the server says: <U+202E>abc",
    "the server did not answer /join within 0.3 s",
    "not sent: /nick bob",
    "not sent: hello",
  ]],
];

for (const [name, answers, code, err] of SERVERS) {
  Deno.test(`a server that ${name}`, async () => {
    await using server = new ClassServer(LF, answers);
    const args = ["--timeout", "0.3", server.address];
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
  const result = await parley(["--timeout", "5", address], input);
  listener.close();
  await served;
  assertClean(result);
  return result;
}

const encoder = new TextEncoder();

Deno.test("a server that closes in the middle of a reply", async () => {
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

Deno.test("a server that sends every kind of byte", async () => {
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
  assertStringIncludes(result.out, "^A^B^C^D^E^F^G^H^I\n^K^L");
  assertStringIncludes(result.out, "<U+E0041><U+200B><U+009B>2J end\n");
});

Deno.test("an input of every kind of byte", async () => {
  await using server = new ClassServer(LF);
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const input = new Uint8Array([
    ...encoder.encode(lines(ENTRY)),
    ...bytes,
  ]);
  const result = await parley(["--pace", "20", server.address], input);
  assertClean(result);
  assertEquals(result.code, 0, result.err);
  const [first = "", second = ""] = server.received.slice(2);
  assertStringIncludes(first, "\x01\x02\x03\x04\x05\x06\x07\x08\t");
  assert(!/[\0\r\n]/.test(first + second), "a message begins a second one");
  assertStringIncludes(second, "\x0e\x0f\x10");
  assertStringIncludes(second, "xyz{|}~\x7f\ufffd");
});

Deno.test("a script that makes no sense names its line", async () => {
  const cases: [script: string[], err: string][] = [
    [["/list", "", "/who"], "line 3: /who does not work in the lobby"],
    [["hello"], 'line 1: "hello" cannot be said in the lobby'],
    [["/join games", "bob"], 'line 2: "bob" cannot be said before you have'],
    [[...ENTRY, "/dance"], "line 3: there is no command /dance"],
    [["/join"], "line 1: /join needs a ROOM"],
  ];
  for (const [script, err] of cases) {
    await using server = new ClassServer(LF);
    const result = await parley([server.address], script);
    assertClean(result);
    assertEquals(result.code, 3);
    assertStringIncludes(result.err, `parley: ${err}`);
    assertEquals(server.received.at(-1), "/logout");
  }
});

Deno.test("a script may ask again after a refusal", async () => {
  const answers = (said: string) =>
    said === "/nick bob" ? ["2"] : BY_THE_BOOK(said);
  await using server = new ClassServer(LF, answers);
  const result = await parley([server.address], [...ENTRY, "/nick rob", "hi"]);
  assertEquals(result.code, 0, result.err);
  assertEquals(server.received.slice(-2), ["hi", "/logout"]);
});

signalTest(
  "a signal ends it after /logout, with 128 and its number",
  async () => {
    for (
      const [signal, code] of [
        ["SIGHUP", 129],
        ["SIGINT", 130],
        ["SIGTERM", 143],
      ] as const
    ) {
      await using server = new ClassServer(RAW, BY_THE_BOOK, 20);
      const child = start(["-r", "games", "-n", "bob", server.address]);
      await readUntil(child.stdout, /alice: hi\n/);
      child.kill(signal);
      const result = await finish(child);
      await child.stdin.close();
      assertEquals(result.code, code);
      assertEquals(server.received.at(-1), "/logout");
    }
  },
);

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

signalTest("a signal at each stage of a session", async (t) => {
  for (const [name, args, answers, reached, told] of STAGES) {
    await t.step(name, async () => {
      await using server = new ClassServer(RAW, answers);
      const child = start([...args, server.address]);
      await readUntil(child.stderr, reached);
      while (server.received.length < told.length - 1) await server.heard;
      child.kill("SIGINT");
      const { code } = await finish(child);
      await child.stdin.close();
      assertEquals(code, 130);
      assertEquals(server.received, told);
    });
  }
});

signalTest("a signal while there is no connection", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = `127.0.0.1:${listener.addr.port}`;
  const child = start(["--reconnect", address]);
  (await listener.accept()).close();
  listener.close();
  const err = await readUntil(child.stderr, /trying again in 2 s/);
  assertStringIncludes(err, "closed the connection\n");
  assertStringIncludes(err, "no connection: connection refused");
  child.kill("SIGTERM");
  const { code } = await finish(child);
  await child.stdin.close();
  assertEquals(code, 143);
});

signalTest(
  "the practice server tells every client when it is ended",
  async () => {
    for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
      await using server = await ServerProcess.start("--wire", "raw");
      const args = ["-r", "games", "-n", "bob", server.address];
      const clients = [start(args), start(["-r", "games", server.address])];
      for (const client of clients) await readUntil(client.stderr, /joined/);
      const [ended, log] = await server.stop(signal);
      assertEquals(ended, code);
      // Of each departure there is a line, of the last ones too.
      assertStringIncludes(log, "bob left games\n");
      assertEquals(log.match(/ disconnected$/gm)?.length, 2, log);
      for (const client of clients) {
        const result = finish(client);
        await client.stdin.close();
        assertEquals((await result).code, 1);
      }
    }
  },
);

Deno.test("a reader that goes away is a quiet end", async () => {
  const answers = (said: string) =>
    said.startsWith("/nick") ? ["0", ...Array(5000).fill("alice: hi")] : ["0"];
  await using server = new ClassServer(LF, answers);
  const child = start(["-r", "games", "-n", "bob", server.address]);
  await readUntil(child.stdout, /alice: hi\n/);
  await child.stdout.cancel();
  const err = await new Response(child.stderr).text();
  await child.stdin.close();
  assertEquals((await child.status).code, 0);
  assert(!/EPIPE|pipe|Error/i.test(err), err);
});

testUnless(
  Deno.build.os === "linux" ? null : "there is no /dev/full",
  "a full disk is an error",
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
  "an output that nobody reads holds the sender back, and a signal ends it",
  async () => {
    let written = 0;
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const address = `127.0.0.1:${listener.addr.port}`;
    const child = start(["-r", "games", "-n", "bob", address]);
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
    await child.stdin.close();
    await child.stdout.cancel();
    await child.stderr.cancel();
    assert(written < 32 * 1024 * 1024, `${written} bytes were taken`);
  },
);

Deno.test("a line of many megabytes goes out in order", async () => {
  const text = "0123456789".repeat(300_000);
  const args = ["-r", "games", "-n", "bob", "--pace", "0", "--eol", "lf"];
  await using server = await ServerProcess.start("--wire", "lf", "--echo");
  const { code, out } = await parley([...args, server.address], text);
  assertEquals(code, 0);
  assertEquals(out.replaceAll("bob: ", "").replaceAll("\n", ""), text);
});

signalTest("two of them talk to each other", async () => {
  await using server = await ServerProcess.start("--wire", "raw");
  const args = (nick: string) => ["-r", "games", "-n", nick, server.address];
  const alice = start(args("alice"));
  await readUntil(alice.stderr, /you are alice/);
  const bob = start([...args("bob"), "--linger", "5"]);
  await feed(bob, ["hello alice"]);
  assertEquals(await readUntil(alice.stdout, /\n/), "bob: hello alice\n");
  await feed(alice, ["hello bob"]);
  assertEquals(await readUntil(bob.stdout, /\n/), "alice: hello bob\n");
  bob.kill("SIGTERM");
  assertEquals((await finish(bob)).code, 143);
  assertEquals((await finish(alice)).code, 0);
});
