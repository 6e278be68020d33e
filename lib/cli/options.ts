/**
 * The commands and the options of the command line. To add an option, add a row
 * to {@linkcode OPTIONS}: how it is read, its usage errors, its help and its
 * place among the values of a command follow from the row.
 *
 * @module
 */
import { DEFAULTS } from "../protocol/config.ts";
import { WIRES } from "../server/options.ts";
import { choice, type Kind, number, TEXT, wholeNumber } from "./kinds.ts";

/** The commands by their words; without one of them, `parley` chats. */
export const COMMAND_WORDS = ["demo", "serve", "help", "version"] as const;

/** The name of something that can be run. */
export type CommandName = "chat" | typeof COMMAND_WORDS[number];

/** An option that takes no value. */
export interface Flag {
  /** The name after two dashes. */
  readonly name: string;
  /** The key of its value among a command's values, where it is not the name. */
  readonly key?: string;
  /** The letter after one dash. */
  readonly short?: string;
  /** The commands that have the option. */
  readonly of: readonly CommandName[];
  /** A description of the option, for the help. */
  readonly help: string;
}

/** An option that takes a value. */
export interface Valued extends Flag {
  /** The name of the value, for the help. */
  readonly value: string;
  /** The kind of the value, which reads and writes it. */
  readonly kind: Kind<unknown>;
  /** The value if the option is not given; `null` without this field. */
  readonly default?: unknown;
}

/** A row of {@linkcode OPTIONS}. */
export type Option = Flag | Valued;

const CHATS = ["chat", "demo"] as const;
const ALL = ["chat", ...COMMAND_WORDS] as const;

/** The longest time that a timer takes: 2³¹ ms, rounded down. */
const MAX_MS = 2_000_000_000;
const MAX_SECONDS = MAX_MS / 1000;

/** The delimiter after each thing sent, by the words of `--eol`. */
const EOL = new Map([
  ["none", ""],
  ["lf", "\n"],
  ["crlf", "\r\n"],
  ["nul", "\0"],
]);

/**
 * Every option, in the order of the help. A flag that is given is `true`, or
 * `false` when its name begins with `no-`.
 */
const TABLE = [
  {
    name: "port",
    short: "p",
    value: "PORT",
    kind: TEXT, // The least port depends on the command.
    of: ["chat", "serve"],
    help: "port, when not written after HOST",
  },
  {
    name: "room",
    short: "r",
    value: "ROOM",
    kind: TEXT,
    of: CHATS,
    help: "join ROOM at once",
  },
  {
    name: "nick",
    short: "n",
    value: "NAME",
    kind: TEXT,
    of: CHATS,
    help: "take NAME at once",
  },
  {
    name: "list",
    short: "l",
    of: CHATS,
    help: "print the rooms, one per line, and leave",
  },
  {
    name: "say",
    of: CHATS,
    help: "send every line as it is; needs --room and --nick",
  },
  {
    name: "json",
    of: CHATS,
    help: "write events as JSON, one object per line",
  },
  {
    name: "trace",
    of: [...CHATS, "serve"],
    help: "show on standard error what goes over the wire",
  },
  {
    name: "quiet",
    short: "q",
    of: CHATS,
    help: "in a script: only errors on standard error",
  },
  {
    name: "eol",
    value: [...EOL.keys()].join("|"),
    kind: choice(EOL),
    default: DEFAULTS.eol,
    of: CHATS,
    help: "what ends each thing sent",
  },
  {
    name: "pace",
    value: "MS",
    kind: number(0, MAX_MS),
    of: CHATS,
    help:
      "minimum time between two sends (default: 50, or what the room needs)",
  },
  {
    name: "timeout",
    value: "S",
    kind: number(0.001, MAX_SECONDS),
    default: DEFAULTS.timeout,
    of: CHATS,
    help: "longest wait for the connection, and for each reply",
  },
  {
    name: "linger",
    value: "S",
    kind: number(0, MAX_SECONDS),
    default: DEFAULTS.linger,
    of: CHATS,
    help: "keep listening for S seconds after piped input ends",
  },
  {
    name: "reconnect",
    of: CHATS,
    help: "reconnect in a script too; at a terminal, parley always does",
  },
  {
    name: "plain",
    of: CHATS,
    help: "at a terminal: no line editor, no colours, no escape codes",
  },
  {
    name: "no-color",
    key: "color",
    of: CHATS,
    help: "disable colours (also NO_COLOR; always off when piped)",
  },
  {
    name: "no-bell",
    key: "bell",
    of: CHATS,
    help: "no bell when somebody mentions you",
  },
  {
    name: "wire",
    value: WIRES.join("|"),
    kind: choice(new Map(WIRES.map((wire) => [wire, wire]))),
    default: WIRES[0],
    of: ["serve"],
    help: "behave like the class server, or like a plain server that ends " +
      "what it sends with nothing, LF, NUL, or NULs up to 1024 bytes",
  },
  {
    name: "gap",
    value: "MS",
    kind: number(0, MAX_MS),
    of: ["serve"],
    help:
      "minimum time between two sends to one client (default: 20 for raw, " +
      "else 0)",
  },
  {
    name: "echo",
    of: ["serve"],
    help: "send a message to its sender too",
  },
  {
    name: "max-clients",
    key: "maxClients",
    value: "N",
    kind: wholeNumber(1, 1_000_000),
    default: 1000,
    of: ["serve"],
    help: "how many clients may be connected at a time",
  },
  { name: "help", short: "h", of: ALL, help: "show this help" },
  { name: "version", short: "V", of: ALL, help: "show the version" },
] as const satisfies readonly Option[];

/** Every option there is. */
export const OPTIONS: readonly Option[] = TABLE;

/** The options that ask for something other than the command. */
const QUESTIONS = ["help", "version"] as const;

/**
 * Returns whether an option is one of the values of a command. `--help` and
 * `--version` are not: they ask for something other than the command.
 *
 * @param option A row of the table.
 */
export function hasValue({ name }: Option): boolean {
  return !QUESTIONS.some((question) => question === name);
}

/** The values of the options that a command has. */
export type OptionValues<Command extends CommandName> = {
  readonly [
    Row in Exclude<
      typeof TABLE[number],
      { name: typeof QUESTIONS[number] }
    > as Command extends Row["of"][number] ? KeyOf<Row> : never
  ]: ValueOf<Row>;
};

type KeyOf<Row extends Option> = Row extends { readonly key: infer Key }
  ? Key & string
  : Row["name"];

type ValueOf<Row extends Option> = Row extends
  { readonly kind: Kind<infer Value> }
  ? Row extends { readonly default: Value } ? Value : Value | null
  : boolean;
