/**
 * The judge of the fuzz tests sees what it should: sound runs pass it, and each
 * kind of fault does not.
 */
import { assertEquals, assertMatch } from "@std/assert";
import { faultsOf, NORMAL, type Piped, type Shown } from "./fuzz_oracle.ts";

const encoder = new TextEncoder();
const CLOSED = '{"at":"2026-03-04T05:06:07.890Z","type":"closed","reason":';
const LOGOUT = `${CLOSED}"logout"}\n`;
const message = (fields: string) =>
  `{"at":"2026-03-04T05:06:07.890Z","type":"message",${fields}}\n${LOGOUT}`;

/** A run in pipes, with texts in the place of bytes. */
type Run = Partial<Omit<Piped, "out" | "err"> & { out: string; err: string }>;

function piped({ out = "", err = "", ...rest }: Run): Piped {
  const ended = { args: [], code: 0, signals: [], ...rest };
  const [outBytes, errBytes] = [encoder.encode(out), encoder.encode(err)];
  return { device: "pipe", ...ended, out: outBytes, err: errBytes };
}

const SOUND: Shown = {
  device: "terminal",
  args: [],
  code: 0,
  signals: [],
  written: "before 1 2\r\n\x1b[?2004h\x1b[1mlobby> \x1b[22mé\x07\x1b[J\r\n" +
    "\x1b[?2004lexit 0\r\nafter 1 2\r\n",
  before: "1 2",
  after: "1 2",
  modes: NORMAL,
  title: "",
  rows: ["lobby> é"],
  clears: 0,
  isResized: false,
};

/** What a program wrote at a terminal. */
const shown = (text: string): Partial<Shown> => ({
  written: `before 1 2\r\n${text}exit 0\r\n`,
});

const SOUND_RUNS: readonly Run[] = [
  {},
  { out: "eve: 👩‍💻 ❤️ 1️⃣\tnot FORGED ^[[2J<U+202E>\n" },
  { code: 1, err: "parley: cannot connect to x\n" },
  { code: 3, err: "parley: line 4: no\nparley: not sent: é\n" },
  { code: 143, signals: ["SIGTERM"] },
  {
    args: ["--trace"],
    err: '14:05:01.123 > 11 "/join\\n\\x80"\n14:05:01.123 < closed\n',
  },
  { args: ["--json"], out: LOGOUT },
  { args: ["--json"], out: message('"text":"\\u202e","from":null') },
  {
    args: ["--json"],
    out: `${CLOSED}"signal"}\n`,
    code: 130,
    signals: ["SIGINT"],
  },
];

const FAULTY_RUNS: readonly [fault: RegExp, run: Run][] = [
  [/standard output has "\\u001b/, { out: "\x1b[2J\n" }],
  [/standard output has/, { out: "a\r\n" }],
  [/standard output has/, { out: "\x7f\n" }],
  [/standard output has/, { out: "\x9b2J\n" }],
  [/standard output has/, { out: "\u202eabc\n" }],
  [/standard output has/, { out: "\u200babc\n" }],
  [/standard output has/, { out: "a\u200db x\ufe0f\n" }],
  [/standard output has/, { out: "\u{e0041}\n" }],
  [/standard error has/, { err: "parley: \0\n" }],
  [/has a bug/, { err: "parley: internal error: x\n" }],
  [/has a bug/, { err: "parley: x\n    at run (file:///x.ts:1:2)\n" }],
  [/has a row "x"/, { err: "parley: a\nx\n" }],
  [/has a row "parley: FORGED"/, { err: "parley: FORGED\n" }],
  [/has a row "14:05/, { err: '14:05:01.123 > 11 "/join"\n' }],
  [/ends inside a row/, { err: "parley: a" }],
  [/exit status 2 after no signal/, { code: 2 }],
  [/exit status 143 after SIGINT/, { code: 143, signals: ["SIGINT"] }],
  [/exit status 1 without a reason/, { code: 1 }],
  [/exit status 3 without a reason/, { code: 3, err: "parley: joined x\n" }],
  [/exit status 0: /, { err: "parley: not confirmed: x\n" }],
  [/not of the contract: x/, { args: ["--json"], out: `x\n${LOGOUT}` }],
  [/not of the contract: \[\]/, { args: ["--json"], out: `[]\n${LOGOUT}` }],
  [/not of the contract/, { args: ["--json"], out: message('"text":"x"') }],
  [/not of the contract/, {
    args: ["--json"],
    out: message('"text":"x","from":3'),
  }],
  [/not of the contract/, {
    args: ["--json"],
    out: message('"text":"x","from":null,"to":"y"'),
  }],
  [/ends inside a line/, { args: ["--json"], out: `${LOGOUT}{` }],
  [/exit status 0 after/, { args: ["--json"], out: `${CLOSED}"lost"}\n` }],
  [/exit status 0 after undefined/, { args: ["--json"] }],
];

const FAULTY_SCREENS: readonly [fault: RegExp, change: Partial<Shown>][] = [
  [/the terminal has/, shown("\x1b]0;title\x07")],
  [/the terminal has/, shown("\x1b[31;47mred")],
  [/the terminal has/, shown("\x1b[?25l")],
  [/the terminal has/, shown("\b")],
  [/the terminal has/, shown("\x9b1m")],
  [/the terminal has/, { ...shown("\x1b[1mx"), args: ["--no-color"] }],
  [/the terminal has/, { ...shown("\x1b[J"), args: ["--plain"] }],
  [/a tab/, shown("a\tb")],
  [/cleared unasked/, shown("\x1b[H\x1b[2J")],
  [/a forged row/, { rows: ["      ! FORGED"] }],
  [/a forged row/, { rows: ["#games bob> FORGED"] }],
  [/stty said/, { after: "1 3" }],
  [/wraparoundMode stays/, { modes: { ...NORMAL, wraparoundMode: false } }],
  [/bracketedPasteMode stays/, {
    modes: { ...NORMAL, bracketedPasteMode: true },
  }],
  [/the title is "x"/, { title: "x" }],
  [/exit status 2/, { code: 2 }],
  [/has a bug/, shown("    at run (file:///x.ts:1:2)\r\n")],
];

Deno.test("faultsOf() finds nothing wrong with a sound run", () => {
  for (const run of SOUND_RUNS) assertEquals(faultsOf(piped(run)), []);
  assertEquals(faultsOf(SOUND), []);
  const cleared = { ...SOUND, ...shown("\x1b[H\x1b[2J"), clears: 1 };
  assertEquals(faultsOf(cleared), []);
});

Deno.test("faultsOf() finds bytes that are not UTF-8", () => {
  const run = { ...piped({}), out: new Uint8Array([0x80]) };
  assertEquals(faultsOf(run), ["an output is not UTF-8"]);
});

for (const [fault, run] of FAULTY_RUNS) {
  Deno.test(`faultsOf() finds ${fault} in ${JSON.stringify(run)}`, () => {
    assertMatch(faultsOf(piped(run)).join("\n"), fault);
  });
}

for (const [fault, change] of FAULTY_SCREENS) {
  const { written, ...rest } = change;
  const name = JSON.stringify(written ?? rest);
  Deno.test(`faultsOf() finds ${fault} in ${name}`, () => {
    assertMatch(faultsOf({ ...SOUND, ...change }).join("\n"), fault);
  });
}
