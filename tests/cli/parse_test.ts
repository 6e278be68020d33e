import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import { OPTIONS } from "../../lib/cli/options.ts";
import {
  type ChatOptions,
  type DemoOptions,
  readArguments,
  type Run,
} from "../../lib/cli/parse.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { usageText } from "../../lib/cli/usage_text.ts";
import type { ServeOptions } from "../../lib/server/options.ts";

const DEMO: DemoOptions = {
  room: null,
  nick: null,
  list: false,
  json: false,
  trace: false,
  quiet: false,
  eol: "",
  pace: null,
  say: false,
  timeout: 10,
  linger: 0,
  reconnect: false,
  plain: false,
  color: true,
  bell: true,
};
const CHAT: ChatOptions = {
  ...DEMO,
  host: "34.73.23.1",
  port: 5220,
};
const SERVE: ServeOptions = {
  host: "127.0.0.1",
  port: 5220,
  wire: "class",
  gap: 0,
  echo: false,
  maxClients: 1000,
  trace: false,
};

const chat = (options: Partial<ChatOptions> = {}): Run => (
  { command: "chat", options: { ...CHAT, ...options } }
);
const demo = (options: Partial<DemoOptions> = {}): Run => (
  { command: "demo", options: { ...DEMO, ...options } }
);
const serve = (options: Partial<ServeOptions> = {}): Run => (
  { command: "serve", options: { ...SERVE, ...options } }
);
const help = (about: "chat" | "demo" | "serve" | "help" | "version"): Run => (
  { command: "help", about }
);
const version = (isLong: boolean): Run => ({ command: "version", isLong });

/** The arguments of a command line that has no quotes. */
function words(line: string): string[] {
  return line === "" ? [] : line.split(" ");
}

/** Command lines and what they run, with a blank between two arguments. */
const RUNS: [line: string, run: Run][] = [
  ["", chat()],
  ["example.org", chat({ host: "example.org" })],
  ["-- example.org", chat({ host: "example.org" })],
  ["--room games -n bob", chat({ room: "games", nick: "bob" })],
  ["-r games --nick=bob", chat({ room: "games", nick: "bob" })],
  ["-nbob -rgames", chat({ room: "games", nick: "bob" })],
  ["-n=bob -lrgames", chat({ room: "games", nick: "bob", list: true })],
  ["-r 12 -n 007", chat({ room: "12", nick: "007" })],
  ["--room=-x -n -5", chat({ room: "-x", nick: "-5" })],
  ["--room=a=b", chat({ room: "a=b" })],
  ["-r a --room b", chat({ room: "b" })],
  ["-l --list --json", chat({ list: true, json: true })],
  ["--list true", chat({ list: true, host: "true" })],
  ["--eol lf", chat({ eol: "\n" })],
  ["--eol crlf", chat({ eol: "\r\n" })],
  ["--eol=nul", chat({ eol: "\0" })],
  ["--eol none", chat({ eol: "" })],
  ["--pace 0 --timeout 2.5", chat({ pace: 0, timeout: 2.5 })],
  ["--linger .5 --reconnect", chat({ linger: 0.5, reconnect: true })],
  ["--plain", chat({ plain: true })],
  ["--no-color", chat({ color: false })],
  ["--no-bell -q", chat({ bell: false, quiet: true })],
  ["demo --quiet", demo({ quiet: true })],
  ["--trace --json", chat({ trace: true, json: true })],
  ["sevre", chat({ host: "sevre" })],
  ["help:5220", chat({ host: "help", port: 5220 })],
  ["tcp://demo", chat({ host: "demo" })],
  ["demo", demo()],
  ["--room games demo -l", demo({ room: "games", list: true })],
  ["-- demo", demo()],
  ["serve", serve()],
  ["serve 0.0.0.0:0", serve({ host: "0.0.0.0", port: 0 })],
  ["serve 5221", serve({ port: 5221 })],
  ["serve demo", serve({ host: "demo" })],
  ["serve --wire raw", serve({ wire: "raw", gap: 20 })],
  ["serve --wire lf", serve({ wire: "lf", gap: 0 })],
  ["--wire pad serve", serve({ wire: "pad", gap: 0 })],
  ["serve --trace", serve({ trace: true })],
  ["serve --gap 0", serve({ gap: 0 })],
  ["serve --echo --max-clients 2", serve({ echo: true, maxClients: 2 })],
  ["help", help("chat")],
  ["help demo", help("demo")],
  ["help help", help("help")],
  ["help -- version", help("version")],
  ["-h", help("chat")],
  ["--help extra words", help("chat")],
  ["--bogus --pace x --help", help("chat")],
  ["serve --help", help("serve")],
  ["--help demo", help("demo")],
  ["help --help", help("help")],
  ["-Vh", help("chat")],
  ["-V", version(false)],
  ["serve --version 5220", version(false)],
  ["version", version(true)],
  ["version -V", version(false)],
];

for (const [line, run] of RUNS) {
  Deno.test(`readArguments() runs: parley ${line}`, () => {
    assertEquals(readArguments(words(line)), run);
  });
}

/** Command lines that are usage errors, and what is said about them. */
const ERRORS: [line: string, message: string][] = [
  ["--loud", "unknown option: --loud"],
  ["--loud=very", "unknown option: --loud"],
  ["-lx", "unknown option: -x"],
  ["-5", "unknown option: -5"],
  ["-=x", "unknown option: -="],
  ["--=x", "unknown option: --"],
  ["--__proto__=1", "unknown option: --__proto__"],
  ["--roon games", "unknown option: --roon (did you mean --room?)"],
  ["--roon games a", "unknown option: --roon (did you mean --room?)"],
  ["-nick bob", "unknown option: -nick (did you mean --nick?)"],
  ["-port=80", "unknown option: -port (did you mean --port?)"],
  ["--no-json", "unknown option: --no-json (did you mean --json?)"],
  ["--serve", "unknown option: --serve (did you mean parley serve?)"],
  ["--room", "--room needs a value: ROOM"],
  ["-r", "-r needs a value: ROOM"],
  ["-r -- games", "-r needs a value: ROOM"],
  ["--room --nick bob", "--room needs a value: ROOM"],
  ["--nick=", "--nick needs a value: NAME"],
  ["-n=", "-n needs a value: NAME"],
  ["--port=", "--port needs a value: PORT"],
  ["--list=x", "--list takes no value"],
  ["-l=x", "-l takes no value"],
  ["--no-color=x", "--no-color takes no value"],
  ["--no-color=", "--no-color takes no value"],
  ["--eol cr", "--eol takes none, lf, crlf or nul, not cr"],
  ["--eol LF", "--eol takes none, lf, crlf or nul, not LF"],
  ["--pace x", "--pace takes a number from 0 to 2000000000, not x"],
  ["--pace -1", "--pace takes a number from 0 to 2000000000, not -1"],
  ["--pace=1e3", "--pace takes a number from 0 to 2000000000, not 1e3"],
  ["--timeout 0", "--timeout takes a number from 0.001 to 2000000, not 0"],
  ["--linger -.5", "--linger takes a number from 0 to 2000000, not -.5"],
  ["-p -1", "port must be between 1 and 65535, not -1"],
  ["-p 1e3", "port must be between 1 and 65535, not 1e3"],
  ["serve --wire tcp", "--wire takes class, raw, lf, nul or pad, not tcp"],
  [
    "serve --max-clients 1.5",
    "--max-clients takes a whole number from 1 to 1000000, not 1.5",
  ],
  ["--say", "--say needs --room"],
  ["--say -r games", "--say needs --nick"],
  ["--wire lf", "parley does not take --wire (parley serve does)"],
  ["demo -p 80", "parley demo does not take -p (parley does)"],
  ["serve --json", "parley serve does not take --json (parley does)"],
  ["help --list", "parley help does not take --list (parley does)"],
  ["version -n bob", "parley version does not take -n (parley does)"],
  ["a b", "unexpected argument: b"],
  ["a 5220 b", "unexpected argument: b"],
  ["a -- --room", "unexpected argument: --room (did you mean --room?)"],
  [
    "sevre 0.0.0.0",
    "unexpected argument: 0.0.0.0 (did you mean parley serve?)",
  ],
  ["demo a", "unexpected argument: a"],
  ["demo 5220", "unexpected argument: 5220"],
  ["demo help", "unexpected argument: help (did you mean parley help?)"],
  ["demo serve", "unexpected argument: serve (did you mean parley serve?)"],
  ["version extra", "unexpected argument: extra"],
  ["help serve extra", "unexpected argument: extra"],
  ["help nonsense", "there is no command nonsense"],
  ["help srve", "there is no command srve (did you mean parley serve?)"],
];

for (const [line, message] of ERRORS) {
  Deno.test(`readArguments() refuses: parley ${line}`, () => {
    const error = assertThrows(() => readArguments(words(line)), UsageError);
    const [first, second] = usageText(error).split("\n");
    assertEquals(first, `parley: ${message}`);
    assertMatch(second ?? "", /^parley: try parley( \w+)? --help$/);
  });
}

/** Arguments of every kind, near and far from what makes sense. */
const argument = fc.oneof(
  fc.constantFrom(
    ...OPTIONS.flatMap(({ name, short = "" }) => [`--${name}`, `-${short}`]),
    ...["demo", "serve", "help", "version", "-", "--", "localhost", "5220"],
    ...["[::1]:80", "::1", "tcp://a:1/", "bücher", "0", "-1", "lf", "\x1b[2J"],
  ),
  fc.tuple(
    fc.constantFrom(
      ...OPTIONS.map(({ name }) => `--${name}=`),
      "-p",
      "-n",
      "-l=",
    ),
    fc.string({ unit: "binary" }),
  ).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."-=:[]%/.1a \n\0é") }),
);

Deno.test("readArguments() throws nothing but usage errors of two harmless lines", () => {
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 5 }), (args) => {
      try {
        readArguments(args);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        const text = usageText(error);
        return /^parley: \P{C}+\nparley: try parley[ a-z]* --help\n$/u.test(
          text.replace(/[\t\u200c\u200d\p{VS}\p{Co}\p{Cn}]/gu, "."),
        );
      }
    }),
    { numRuns: 2000 },
  );
});

Deno.test("readArguments() takes a value in five forms", () => {
  const value = fc.string().filter((text) => /^[^-=]/.test(text.trim()));
  fc.assert(fc.property(value, (room) => {
    for (
      const args of [
        ["--room", room],
        [`--room=${room}`],
        ["-r", room],
        [`-r${room}`],
        [`-r=${room}`],
      ]
    ) {
      // A name that makes a long option of the short one needs another form.
      if (OPTIONS.some(({ name }) => args[0] === `-${name}`)) continue;
      assertEquals(readArguments(args), chat({ room }));
    }
  }));
});

Deno.test("readArguments() takes any number of arguments of any length", () => {
  const many = "x".repeat(100_000);
  assertEquals(
    readArguments([`-${many.replaceAll("x", "l")}`]),
    chat({ list: true }),
  );
  assertEquals(readArguments(Array(100_000).fill("-l")), chat({ list: true }));
  for (
    const args of [[`-${many}`], [`--${many}`], [many, many], [
      ":".repeat(100_000),
    ]]
  ) {
    const error = assertThrows(() => readArguments(args), UsageError);
    usageText(error);
  }
});

Deno.test("every option has a name, a letter and a key of its own", () => {
  for (const part of ["name", "short", "key"] as const) {
    const all = OPTIONS.map((row) => row[part]).filter((name) => name);
    assertEquals(new Set(all).size, all.length);
  }
});

Deno.test("every default can be typed", () => {
  for (const row of OPTIONS) {
    if (!("kind" in row) || row.default === undefined) continue;
    const command = row.of.includes("chat") ? [] : ["serve"];
    const option = `--${row.name}=${row.kind.write(row.default)}`;
    assertEquals(readArguments([...command, option]), readArguments(command));
  }
});
