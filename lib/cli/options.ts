/**
 * The commands and the options of the command line. To add an option, add a row
 * to {@linkcode OPTIONS}: how it is read, its usage errors, its help and its
 * place among the values of a command follow from the row.
 *
 * @module
 */
import { DEFAULTS } from "../protocol/reducer.ts";
import { WIRES } from "../server/options.ts";
import { choice, type Kind, number, TEXT, wholeNumber } from "./kinds.ts";

/** The words of the commands; without one of them, `parley` chats. */
export const COMMAND_WORDS = ["demo", "serve", "help", "version"] as const;

/** What can be run. */
export type CommandName = "chat" | typeof COMMAND_WORDS[number];

/** An option that takes no value. */
export interface Flag {
  /** The name after two dashes, where it differs from the key. */
  readonly name?: string;
  /** The letter after one dash. */
  readonly short?: string;
  /** The commands that have the option. */
  readonly of: readonly CommandName[];
  /** What the option does, for the help. */
  readonly help: string;
}

/** An option that takes a value. */
export interface Valued extends Flag {
  /** What the value is called. */
  readonly value: string;
  /** How the value is read. */
  readonly kind: Kind<unknown>;
  /** What is read when none is given; without it, the value is `null`. */
  readonly default?: string;
}

/** A row of {@linkcode OPTIONS}. */
export type Option = Flag | Valued;

const CHATS = ["chat", "demo"] as const;
const ALL = ["chat", ...COMMAND_WORDS] as const;

/** The longest time that a timer takes: 2³¹ ms, rounded down. */
const MILLISECONDS = 2_000_000_000;
const SECONDS = MILLISECONDS / 1000;

/** What ends each thing sent, by the words of `--eol`. */
const EOL = new Map([
  ["none", ""],
  ["lf", "\n"],
  ["crlf", "\r\n"],
  ["nul", "\0"],
]);

/**
 * Every option, under the key of its value among the values of a command, in
 * the order of the help. A flag that is given is `true`, or `false` when its
 * name begins with `no-`.
 */
export const OPTIONS = {
  port: {
    short: "p",
    value: "PORT",
    kind: TEXT, // Which ports there are depends on the command.
    of: ["chat", "serve"],
    help: "port, when not written after HOST",
  },
  room: {
    short: "r",
    value: "ROOM",
    kind: TEXT,
    of: CHATS,
    help: "join ROOM at once",
  },
  nick: {
    short: "n",
    value: "NAME",
    kind: TEXT,
    of: CHATS,
    help: "take NAME at once",
  },
  list: {
    short: "l",
    of: CHATS,
    help: "print the rooms, one per line, and leave",
  },
  json: {
    of: CHATS,
    help: "write events as JSON, one object per line",
  },
  eol: {
    value: [...EOL.keys()].join("|"),
    kind: choice(EOL),
    default: "none",
    of: CHATS,
    help: "what ends each thing sent",
  },
  pace: {
    value: "MS",
    kind: number(0, MILLISECONDS),
    default: `${DEFAULTS.pace}`,
    of: CHATS,
    help: "least time between two sends when --eol is none",
  },
  timeout: {
    value: "S",
    kind: number(0.001, SECONDS),
    default: `${DEFAULTS.timeout}`,
    of: CHATS,
    help: "longest wait for the connection, and for each reply",
  },
  linger: {
    value: "S",
    kind: number(0, SECONDS),
    default: `${DEFAULTS.linger}`,
    of: CHATS,
    help: "keep listening for S seconds after piped input ends",
  },
  reconnect: {
    of: CHATS,
    help: "in a script too, connect again when the connection is lost",
  },
  color: {
    name: "no-color",
    of: CHATS,
    help: "disable colours (also NO_COLOR; always off when piped)",
  },
  wire: {
    value: WIRES.join("|"),
    kind: choice(new Map(WIRES.map((wire) => [wire, wire]))),
    default: WIRES[0],
    of: ["serve"],
    help: "the class server's own way, or plain with this after what it sends",
  },
  gap: {
    value: "MS",
    kind: number(0, MILLISECONDS),
    of: ["serve"],
    help: "least time between two sends to one client (raw: 20, else 0)",
  },
  echo: {
    of: ["serve"],
    help: "send a message to its sender too",
  },
  maxClients: {
    name: "max-clients",
    value: "N",
    kind: wholeNumber(1, 1_000_000),
    default: "1000",
    of: ["serve"],
    help: "how many clients there may be",
  },
  help: { short: "h", of: ALL, help: "show this help" },
  version: { short: "V", of: ALL, help: "show the version" },
} as const satisfies Readonly<Record<string, Option>>;

/** The key of a row. */
export type OptionKey = keyof typeof OPTIONS;

/** The options that ask for something else than the command, first things first. */
export const QUESTIONS = ["help", "version"] as const;

/** The values of the options that a command has. */
export type OptionValues<Command extends CommandName> = {
  readonly [
    Key in Exclude<OptionKey, typeof QUESTIONS[number]> as Command extends
      typeof OPTIONS[Key]["of"][number] ? Key
      : never
  ]: ValueOf<typeof OPTIONS[Key]>;
};

type ValueOf<Row extends Option> = Row extends
  { readonly kind: Kind<infer Value> }
  ? Row extends { readonly default: string } ? Value : Value | null
  : boolean;

/** A row with its key and its full name. */
export type Row = Option & {
  /** The key of its value. */
  readonly key: OptionKey;
  /** The name after two dashes. */
  readonly name: string;
};

/** All rows of {@linkcode OPTIONS}, in order. */
export const ROWS: readonly Row[] = Object.entries(OPTIONS)
  .map(([key, row]) => ({ name: key, ...row, key: key as OptionKey }));
