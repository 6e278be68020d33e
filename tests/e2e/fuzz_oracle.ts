/**
 * What a user may expect of the program, whatever is done to it. It knows the
 * program from outside only: nothing here is imported from it.
 *
 * @module
 */
import type { IModes } from "@xterm/headless";
import { FORGED } from "./fuzz_bytes.ts";
import { jsonFaults } from "./fuzz_json.ts";

/** What has become of a program. */
interface Ended {
  readonly args: readonly string[];
  /** The exit status. */
  readonly code: number;
  /** The signals that were sent to it. */
  readonly signals: readonly Deno.Signal[];
}

/** A program in pipes. */
export interface Piped extends Ended {
  readonly device: "pipe";
  readonly out: Uint8Array;
  readonly err: Uint8Array;
}

/** A program at a terminal. */
export interface Shown extends Ended {
  readonly device: "terminal";
  /** What was written, by the program and by the shell around it. */
  readonly written: string;
  /** How the terminal was set, and how it is. */
  readonly before: string;
  readonly after: string;
  readonly modes: IModes;
  readonly title: string;
  readonly rows: readonly string[];
  /** How often the user wanted the window to be cleared. */
  readonly clears: number;
  readonly isResized: boolean;
}

/** POSIX. */
const NUMBERS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGTERM: 15,
};

/** What a bug in the program, or in Deno, looks like. */
const BUG = /^\s+at .*:\d+:\d+|Uncaught|panicked|internal error/m;

/** Blanks apart, what leaves no mark, turns text around or controls something. */
const HIDDEN = new RegExp(
  String.raw`[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4` +
    String.raw`\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f` +
    String.raw`\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-` +
    String.raw`\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]`,
  "u",
);

/** The same where it joins letters or emoji, or chooses a form of them. */
const JOINED = new RegExp(
  String.raw`(?<=[^\0-\x7f])[\u200c\u200d]` +
    String
      .raw`|(?<=[^\0-\x7f])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u180b-\u180f]` +
    String.raw`|[#*0-9]\ufe0f\u20e3|\u{1f3f4}[\u{e0020}-\u{e007f}]+`,
  "gu",
);

/** A row of standard error: parley's words, or traffic. */
const REMARK = /^parley: ./;
const TRAFFIC =
  /^\d\d:\d\d:\d\d\.\d{3} [<>] (?: ?\d+ "(?:[^"\\]|\\.)*"(?: and \d+ more)?|[a-z][a-z ]*)$/;

/** Why a script may end with a status. */
const REASONS: Readonly<Record<number, RegExp>> = {
  1: /^parley: (?:cannot connect|the (?:server|connection)|not confirmed)/m,
  3: /^parley: (?:line \d+: |end of input: |the server rejected|.*is taken)|"type":"refused"/m,
};

/** What still is to be done, or may not have been. */
const DOUBT = /^parley: not (?:sent|confirmed): /m;

/** What the line editor writes that is not text: all that it needs. */
const MOVES = String.raw`[78]|\[(?:\?7[hl]|\?2004[hl]|J|\d*[AB]|9999C|6n|>c)`;
const STYLES = String.raw`\[(?:0|1|2|22|31|39|38;5;\d{1,3})m`;
const CLEARED = "\x1b[H\x1b[2J";

/** What would be taken for a row of parley's own. */
const FORGERY = new RegExp(
  `^(?:.{6}[!*>@…] |(?:#\\S+ )?\\S+> |parley: )${FORGED}`,
);

/** How a terminal is as a rule. */
export const NORMAL: IModes = {
  applicationCursorKeysMode: false,
  applicationKeypadMode: false,
  bracketedPasteMode: false,
  insertMode: false,
  mouseTrackingMode: "none",
  originMode: false,
  reverseWraparoundMode: false,
  sendFocusMode: false,
  synchronizedOutputMode: false,
  wraparoundMode: true,
};

/**
 * Judges what has become of a program.
 *
 * @param outcome Everything that could be seen.
 * @returns What is wrong, in words; empty when nothing is.
 */
export function faultsOf(outcome: Piped | Shown): string[] {
  return outcome.device === "pipe"
    ? pipeFaults(outcome)
    : screenFaults(outcome);
}

function pipeFaults(piped: Piped): string[] {
  const { args, code } = piped;
  const out = decoded(piped.out);
  const err = decoded(piped.err);
  if (out === null || err === null) return ["an output is not UTF-8"];
  return [
    ...statusFaults(piped, [0, 1, 3]),
    ...textFaults(out, "standard output"),
    ...textFaults(err, "standard error"),
    ...rowFaults(err, args.includes("--trace")),
    ...reasonFaults(code, out, err),
    ...(args.includes("--json") ? jsonFaults(out, code) : []),
  ];
}

function screenFaults(shown: Shown): string[] {
  const { args, rows } = shown;
  const text = whatItWrote(shown.written);
  const codes = args.includes("--plain")
    ? "(?!)"
    : args.includes("--no-color")
    ? String.raw`${MOVES}|\[0m`
    : `${MOVES}|${STYLES}`;
  const allowed = new RegExp(String.raw`\x1b(?:${codes})|\r|\x07`, "g");
  const [rest, clears] = without(text, CLEARED);
  return [
    ...statusFaults(shown, [0, 1, 3, 130]),
    ...textFaults(rest.replace(allowed, ""), "the terminal"),
    ...(rest.includes("\t") ? ["a tab at a terminal"] : []),
    ...(clears > shown.clears ? ["the window was cleared unasked"] : []),
    ...(shown.isResized ? [] : rows.filter((row) => FORGERY.test(row)))
      .map((row) => `a forged row: ${JSON.stringify(row)}`),
    ...restorationFaults(shown),
  ];
}

/** What stands between the words of the shell before the program and after it. */
function whatItWrote(written: string): string {
  const start = written.indexOf("\n", written.indexOf("before ")) + 1;
  const end = written.lastIndexOf("exit ");
  return written.slice(start, end < start ? undefined : end);
}

function restorationFaults(shown: Shown): string[] {
  const { before, after, modes, title } = shown;
  const changed = Object.entries(NORMAL)
    .filter(([mode, value]) => modes[mode as keyof IModes] !== value)
    .map(([mode]) => `${mode} stays changed`);
  return [
    ...(before === after ? [] : [`stty said ${before}, then ${after}`]),
    ...(title === "" ? [] : [`the title is ${JSON.stringify(title)}`]),
    ...changed,
  ];
}

function statusFaults(
  { code, signals }: Ended,
  allowed: readonly number[],
): string[] {
  const signalled = signals.map((signal) => 128 + (NUMBERS[signal] ?? 0));
  return [...allowed, ...signalled].includes(code)
    ? []
    : [`exit status ${code} after ${signals.join(", ") || "no signal"}`];
}

/** Status 1 and 3 have a reason that is told; status 0 leaves nothing in doubt. */
function reasonFaults(code: number, out: string, err: string): string[] {
  const isTold = REASONS[code]?.test(out + err) ?? true;
  return [
    ...(isTold ? [] : [`exit status ${code} without a reason: ${tail(err)}`]),
    ...(code === 0 && DOUBT.test(err) ? [`exit status 0: ${tail(err)}`] : []),
  ];
}

function textFaults(text: string, where: string): string[] {
  const hidden = HIDDEN.exec(text.replace(JOINED, ""));
  const bug = BUG.exec(text);
  return [
    ...(hidden === null ? [] : [`${where} has ${around(hidden)}`]),
    ...(bug === null ? [] : [`${where} has a bug: ${around(bug)}`]),
  ];
}

function rowFaults(err: string, isTraced: boolean): string[] {
  const isRow = (row: string) =>
    REMARK.test(row) && !row.startsWith(`parley: ${FORGED}`) ||
    isTraced && TRAFFIC.test(row);
  const rows = err.split("\n");
  const last = rows.pop();
  return [
    ...(last === "" ? [] : ["standard error ends inside a row"]),
    ...rows.filter((row) => !isRow(row)).slice(0, 3)
      .map((row) => `standard error has a row ${JSON.stringify(row)}`),
  ];
}

function around({ input, index }: RegExpExecArray): string {
  return JSON.stringify(input.slice(Math.max(0, index - 60), index + 60));
}

function tail(text: string): string {
  return JSON.stringify(text.slice(-300));
}

/** A text without something, and how often it was there. */
function without(text: string, part: string): [rest: string, count: number] {
  const parts = text.split(part);
  return [parts.join(""), parts.length - 1];
}

function decoded(bytes: Uint8Array): string | null {
  try {
    const options = { fatal: true, ignoreBOM: true };
    return new TextDecoder("utf-8", options).decode(bytes);
  } catch {
    return null;
  }
}
