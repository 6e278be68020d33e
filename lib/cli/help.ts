/**
 * The help of a command, from its page and its options.
 *
 * @module
 */
import { type CommandName, type Option, OPTIONS } from "./options.ts";
import { type Entry, IN_CHAT, PAGES } from "./pages.ts";

/** The most columns of a line. */
const WIDTH = 80;

/**
 * Returns the help of a command.
 *
 * @param command The command. The help of `chat` lists the others, too.
 * @returns Lines of at most 80 columns, an LF after each.
 */
export function helpText(command: CommandName): string {
  const { usage, title, about, chats, examples, exits } = PAGES[command];
  const usages = Object.values(PAGES)
    .map(({ usage, summary }): Entry => [usage, summary]);
  const parts = [
    [title],
    command === "chat" ? table("Usage:", usages) : ["Usage:", `  ${usage}`],
    ...about.map((text) => wrap(text, WIDTH)),
    table("Options:", rowsOf(command).map(optionEntry)),
    ...command === "chat" ? [wrap(serveOptions(), WIDTH)] : [],
    ...chats ? [table("In the chat:", IN_CHAT)] : [],
    table("Examples:", examples),
    table("Exit status:", exits),
  ];
  return parts.map((lines) => lines.map((line) => `${line}\n`).join(""))
    .join("\n");
}

function rowsOf(command: CommandName): readonly Option[] {
  return OPTIONS.filter((row) => row.of.includes(command));
}

/** Returns a sentence about the options that only `parley serve` takes. */
function serveOptions(): string {
  const names = rowsOf("serve").filter((row) => !row.of.includes("chat"))
    .map(({ name }) => `--${name}`);
  return `parley serve takes ${names.join(", ")}; see parley help serve.`;
}

function optionEntry(row: Option): Entry {
  const short = row.short === undefined ? "    " : `-${row.short}, `;
  const term = `${short}--${row.name}`;
  if (!("kind" in row)) return [term, row.help];
  const fallback = row.default === undefined
    ? ""
    : ` (default: ${row.kind.write(row.default)})`;
  return [`${term} ${row.value}`, row.help + fallback];
}

/** Lays entries out in two columns below a title. */
function table(title: string, entries: readonly Entry[]): string[] {
  const terms = entries.map(([term]) => `  ${term}`);
  const left = Math.max(...terms.map((term) => term.length)) + 2;
  const lines = entries.flatMap(([, text], i) =>
    wrap(text, WIDTH - left).map((line, j) =>
      (j === 0 ? terms[i] ?? "" : "").padEnd(left) + line
    )
  );
  return [title, ...lines];
}

/** Breaks a text between words into lines of a width. */
function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    const longer = last === "" ? word : `${last} ${word}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
