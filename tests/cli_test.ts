import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  type ChatOptions,
  helpText,
  readArguments,
  type Run,
  UsageError,
  usageText,
} from "../lib/cli.ts";
import type { ServeOptions } from "../lib/server/options.ts";

const CHAT: ChatOptions = {
  host: "34.73.23.1",
  port: 5220,
  room: null,
  nick: null,
  list: false,
  json: false,
  eol: "",
  pace: 50,
  timeout: 10,
  linger: 0,
  reconnect: false,
  color: true,
};
const SERVE: ServeOptions = {
  host: "127.0.0.1",
  port: 5220,
  wire: "class",
  gap: 0,
  echo: false,
  maxClients: 1000,
};

const chat = (options: Partial<ChatOptions> = {}): Run => (
  { command: "chat", options: { ...CHAT, ...options } }
);
const demo = (options: Partial<ChatOptions> = {}): Run => (
  { command: "demo", options: { ...CHAT, ...options } }
);
const serve = (options: Partial<ServeOptions> = {}): Run => (
  { command: "serve", options: { ...SERVE, ...options } }
);

/** Command lines that make sense, with a blank between two arguments. */
const RUNS: [line: string, run: Run][] = [
  ["", chat()],
  ["example.org", chat({ host: "example.org" })],
  ["127.0.0.1:80", chat({ host: "127.0.0.1", port: 80 })],
  ["[::1]:65535", chat({ host: "::1", port: 65535 })],
  ["[fe80::1%eth0]:1", chat({ host: "fe80::1%eth0", port: 1 })],
  ["-p 80", chat({ port: 80 })],
  ["--port 80 example.org", chat({ host: "example.org", port: 80 })],
  ["example.org -p80", chat({ host: "example.org", port: 80 })],
  ["--room games -n bob", chat({ room: "games", nick: "bob" })],
  ["-r games --nick=bob", chat({ room: "games", nick: "bob" })],
  ["-r 12 -n 007", chat({ room: "12", nick: "007" })],
  ["--room=-x", chat({ room: "-x" })],
  ["-l --json", chat({ list: true, json: true })],
  ["--eol lf", chat({ eol: "\n" })],
  ["--eol crlf", chat({ eol: "\r\n" })],
  ["--eol=nul", chat({ eol: "\0" })],
  ["--pace 0 --timeout 2.5", chat({ pace: 0, timeout: 2.5 })],
  ["--linger .5 --reconnect", chat({ linger: 0.5, reconnect: true })],
  ["--no-color", chat({ color: false })],
  ["-- example.org", chat({ host: "example.org" })],
  ["demo", demo()],
  ["--room games demo -l", demo({ room: "games", list: true })],
  ["serve", serve()],
  ["serve 0.0.0.0:0", serve({ host: "0.0.0.0", port: 0 })],
  ["serve --wire raw", serve({ wire: "raw", gap: 20 })],
  ["serve --wire lf", serve({ wire: "lf", gap: 0 })],
  ["--wire pad serve", serve({ wire: "pad", gap: 0 })],
  ["serve --echo --max-clients 2", serve({ echo: true, maxClients: 2 })],
  ["--help", { command: "help" }],
  ["serve -h", { command: "help" }],
  ["-V", { command: "version" }],
];

for (const [line, run] of RUNS) {
  Deno.test(`parley ${line} makes sense`, () => {
    const args = line === "" ? [] : line.split(" ");
    assertEquals(readArguments(args), run);
  });
}

/** Command lines that make none, and what is said about them. */
const ERRORS: [line: string, message: string][] = [
  ["--list true", "--list takes no value"],
  ["-l false HOST", "--list takes no value"],
  ["-V true", "--version takes no value"],
  ["-- --list=x --room", "unexpected argument: --room"],
  ["--loud", "unknown option: --loud"],
  ["--loud=very", "unknown option: --loud"],
  ["-lx", "unknown option: -x"],
  ["--no-json", "unknown option: --no-json"],
  ["--room", "--room needs a value: ROOM"],
  ["--room --nick bob", "--room needs a value: ROOM"],
  ["--nick=", "--nick needs a value: NAME"],
  ["a b", "unexpected argument: b"],
  ["demo a", "unexpected argument: a"],
  ["-p 0", "not a port from 1 to 65535: 0"],
  ["-p 65536", "not a port from 1 to 65535: 65536"],
  ["-p 1e3", "not a port from 1 to 65535: 1e3"],
  ["a:", "not a port from 1 to 65535: "],
  ["a:http", "not a port from 1 to 65535: http"],
  ["serve :0", "not a HOST or HOST:PORT: :0"],
  ["serve -p 65536", "not a port from 0 to 65535: 65536"],
  ["a:80 -p 81", "the port is given twice: 80 and 81"],
  ["::1", "an IPv6 address goes in brackets, as in [::1]:5220, not ::1"],
  ["--eol cr", "--eol takes none, lf, crlf, nul, not cr"],
  ["serve --wire tcp", "--wire takes class, raw, lf, nul, pad, not tcp"],
  ["--pace x", "--pace takes a number from 0 to 2000000000, not x"],
  ["--pace=-1", "--pace takes a number from 0 to 2000000000, not -1"],
  ["--timeout 0", "--timeout takes a number from 0.001 to 2000000, not 0"],
  ["--linger 1e3", "--linger takes a number from 0 to 2000000, not 1e3"],
  [
    "serve --max-clients 1.5",
    "--max-clients takes a whole number from 1 to 2000000000, not 1.5",
  ],
  ["--wire lf", "--wire is no option of parley"],
  ["demo --port 80", "--port is no option of parley demo"],
  ["serve --json", "--json is no option of parley serve"],
];

for (const [line, message] of ERRORS) {
  Deno.test(`parley ${line} is a usage error`, () => {
    const error = assertThrows(
      () => readArguments(line.split(" ")),
      UsageError,
    );
    assertEquals(error.message, message);
  });
}

Deno.test("a usage error is two harmless lines, the second of them about --help", () => {
  assertEquals(
    usageText(new UsageError("unknown option: --a\n\x1b[2J")),
    "parley: unknown option: --a^J^[[2J\nparley: try --help\n",
  );
});

Deno.test("help shows every command and every option", () => {
  const words = [
    ...["parley [OPTIONS] [HOST[:PORT]]", "parley demo", "parley serve"],
    ...["-p, --port PORT", "-r, --room ROOM", "-n, --nick NAME", "-l, --list"],
    ...["--json", "--eol none|lf|crlf|nul", "--pace MS", "--timeout S"],
    ...["--linger S", "--reconnect", "--no-color", "-h, --help"],
    ...["-V, --version", "--wire class|raw|lf|nul|pad", "--gap MS", "--echo"],
    ...["--max-clients N", "34.73.23.1:5220", "127.0.0.1:5220"],
  ];
  for (const word of words) assertStringIncludes(helpText(), word);
});
