/**
 * Arguments → what is to be run, or a usage error; and the help text.
 *
 * @module
 */
import { parseArgs, type ParseOptions } from "@std/cli/parse-args";
import { DEFAULTS } from "./protocol/reducer.ts";
import { type ServeOptions, WIRES } from "./server/options.ts";
import { visible } from "./view/visible.ts";

/** The class server, which the assignment names. */
const CLASS_SERVER = { host: "34.73.23.1", port: 5220 };
/** Where the practice server listens when nobody says where. */
const PRACTICE = { host: "127.0.0.1", port: 5220 };

/** How what is sent is ended, by the words of `--eol`. */
const EOLS = ["none", "lf", "crlf", "nul"] as const;
const EOL: Readonly<Record<typeof EOLS[number], string>> = {
  none: "",
  lf: "\n",
  crlf: "\r\n",
  nul: "\0",
};
/** The options of `parley` and `parley demo`. */
export interface ChatOptions {
  /** The server's name or address, IPv6 without brackets. */
  readonly host: string;
  /** The server's port. */
  readonly port: number;
  /** Join this room at once. */
  readonly room: string | null;
  /** Take this nickname at once. */
  readonly nick: string | null;
  /** List the rooms and leave. */
  readonly list: boolean;
  /** Write JSON. */
  readonly json: boolean;
  /** What ends each thing sent. */
  readonly eol: string;
  /** Least time between two sends without an end, in milliseconds. */
  readonly pace: number;
  /** Longest wait for the connection and for each reply, in seconds. */
  readonly timeout: number;
  /** How long to listen after piped input ends, in seconds. */
  readonly linger: number;
  /** Connect again in a script too. */
  readonly reconnect: boolean;
  /** Colours, where the output can show them. */
  readonly color: boolean;
}

/** What is to be run. */
export type Run =
  | { readonly command: "chat" | "demo"; readonly options: ChatOptions }
  | { readonly command: "serve"; readonly options: ServeOptions }
  | { readonly command: "help" | "version" };

/** The arguments make no sense; the message says which and why. */
export class UsageError extends Error {
  /** @inheritDoc */
  override readonly name = "UsageError";
}

/** What can be run. */
export type CommandName = "chat" | "demo" | "serve";

/** An option of the command line. */
export interface Option {
  /** What it is called, after two dashes. */
  readonly name: string;
  /** A letter for it, after one dash. */
  readonly short?: string;
  /** What the value is called; without it the option has none. */
  readonly value?: string;
  /** The commands that have it. */
  readonly of: readonly CommandName[];
  /** What it does. */
  readonly help: string;
}

const CHATS = ["chat", "demo"] as const;
const ALL = ["chat", "demo", "serve"] as const;

/** Every option there is. */
export const OPTIONS: readonly Option[] = [
  {
    name: "port",
    short: "p",
    value: "PORT",
    of: ["chat", "serve"],
    help: "port, when not after HOST (serve: 0 is any free port; not for demo)",
  },
  {
    name: "room",
    short: "r",
    value: "ROOM",
    of: CHATS,
    help: "join ROOM at once",
  },
  {
    name: "nick",
    short: "n",
    value: "NAME",
    of: CHATS,
    help: "take NAME at once",
  },
  {
    name: "list",
    short: "l",
    of: CHATS,
    help: "print the rooms, one a line, and leave",
  },
  {
    name: "json",
    of: CHATS,
    help: "write events as JSON, one object a line",
  },
  {
    name: "eol",
    value: EOLS.join("|"),
    of: CHATS,
    help: "what ends each thing sent (none)",
  },
  {
    name: "pace",
    value: "MS",
    of: CHATS,
    help: `least time between two sends when --eol is none (${DEFAULTS.pace})`,
  },
  {
    name: "timeout",
    value: "S",
    of: CHATS,
    help:
      `longest wait for the connection and each reply (${DEFAULTS.timeout})`,
  },
  {
    name: "linger",
    value: "S",
    of: CHATS,
    help: `after piped input ends, listen S seconds more (${DEFAULTS.linger})`,
  },
  {
    name: "reconnect",
    of: CHATS,
    help: "connect again in a script too when the connection is lost",
  },
  {
    name: "no-color",
    of: CHATS,
    help: "no colours (also: NO_COLOR; never when piped)",
  },
  {
    name: "wire",
    value: WIRES.join("|"),
    of: ["serve"],
    help: "the class server's own way, or plain with this after what it sends",
  },
  {
    name: "gap",
    value: "MS",
    of: ["serve"],
    help: "least time between two sends to one client (raw: 20, else 0)",
  },
  { name: "echo", of: ["serve"], help: "send a message to its sender too" },
  {
    name: "max-clients",
    value: "N",
    of: ["serve"],
    help: "how many clients there may be (1000)",
  },
  { name: "help", short: "h", of: ALL, help: "show this" },
  { name: "version", short: "V", of: ALL, help: "show the version" },
];

/** What `parley --help` prints. */
export function helpText(): string {
  return `parley: chat in the rooms of a networking class

Usage:
  parley [OPTIONS] [HOST[:PORT]]        chat; without HOST, ${CLASS_SERVER.host}:${CLASS_SERVER.port}
  parley demo [OPTIONS]                 practise with two bots, without a server
  parley serve [OPTIONS] [HOST[:PORT]]  run a server; without HOST, ${PRACTICE.host}:${PRACTICE.port}

Options of parley and parley demo:
${optionLines("chat")}

Options of parley serve:
${optionLines("serve")}

In the chat:
  /list          show the rooms
  /join ROOM     join or make a room
  /nick NAME     take a nickname
  /who           show who is in the room
  //text         say /text
  /logout        leave (also: /quit)
  /help          what can be typed here and now
  anything else  is said to the room
`;
}

function optionLines(command: CommandName): string {
  return OPTIONS.filter(({ of }) => of.includes(command)).map((option) => {
    const short = option.short ? `-${option.short}, ` : "    ";
    const long = `--${option.name} ${option.value ?? ""}`;
    return `  ${short}${long.padEnd(25)} ${option.help}`;
  }).join("\n");
}

/**
 * Reads the command line.
 *
 * @param args The arguments, without the program.
 * @returns What is to be run.
 * @throws {UsageError} When they make no sense.
 */
export function readArguments(args: readonly string[]): Run {
  const { command, values, operands } = sort(args);
  if (values.has("help")) return { command: "help" };
  if (values.has("version")) return { command: "version" };
  const [address, extra] = operands;
  if (extra !== undefined || (command === "demo" && address !== undefined)) {
    throw new UsageError(`unexpected argument: ${extra ?? address}`);
  }
  return command === "serve"
    ? { command, options: serveOptions(values, address) }
    : { command, options: chatOptions(values, address) };
}

/** Option values by name; a boolean that is given has an empty one. */
type Values = ReadonlyMap<string, string>;

/** Sorts the arguments into the command, its options and its operands. */
function sort(args: readonly string[]): {
  command: CommandName;
  values: Values;
  operands: string[];
} {
  const { values, operands } = parseOptions(args);
  const [first] = operands;
  const command = first === "demo" || first === "serve" ? first : "chat";
  if (command !== "chat") operands.shift();
  for (const { name, of } of OPTIONS) {
    if (values.has(name) && !of.includes(command)) {
      throw new UsageError(
        `--${name} is no option of parley ${command === "chat" ? "" : command}`
          .trimEnd(),
      );
    }
  }
  return { command, values, operands };
}

function parseOptions(
  args: readonly string[],
): { values: Map<string, string>; operands: string[] } {
  const withValue = OPTIONS.filter(({ value }) => value !== undefined);
  const without = OPTIONS.filter(({ value }) => value === undefined);
  const options = {
    string: [...withValue.map(({ name }) => name), "_"],
    boolean: without.map(({ name }) => name),
    alias: Object.fromEntries(
      OPTIONS.flatMap(({ name, short }) => short ? [[name, short]] : []),
    ),
    unknown: (arg: string, key?: string) => {
      if (key === undefined) return true;
      const option = arg.startsWith("--") ? arg.split("=")[0] : `-${key}`;
      throw new UsageError(`unknown option: ${option}`);
    },
  } satisfies ParseOptions;
  // The parser keeps the operands under this name, and would mix them up.
  if (args.some((arg) => /^--?_(=|$)/.test(arg))) {
    throw new UsageError("unknown option: --_");
  }
  const parsed: Record<string, unknown> = parseArgs(args, options);

  const values = new Map<string, string>();
  for (const option of without) {
    const { name } = option;
    if (hasValue(option, args)) {
      throw new UsageError(`--${name} takes no value`);
    }
    if (parsed[name] === true) values.set(name, "");
  }
  for (const { name, value } of withValue) {
    const given = parsed[name];
    if (given === undefined) continue;
    if (String(given).trim() === "") {
      throw new UsageError(`--${name} needs a value: ${value}`);
    }
    values.set(name, String(given));
  }
  return { values, operands: (parsed._ as unknown[]).map(String) };
}

/** Whether an option is given one, which the parser would take for a boolean. */
function hasValue({ name, short }: Option, args: readonly string[]): boolean {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const isOurs = (arg: string) =>
    arg === `--${name}` ||
    (short !== undefined && /^-[^-]/.test(arg) && arg.endsWith(short));
  return args.slice(0, end).some((arg, i) =>
    arg.startsWith(`--${name}=`) ||
    (isOurs(arg) && ["true", "false"].includes(args[i + 1] ?? ""))
  );
}

function chatOptions(values: Values, address?: string): ChatOptions {
  return {
    ...endpoint(values, address, CLASS_SERVER, 1),
    room: values.get("room") ?? null,
    nick: values.get("nick") ?? null,
    list: values.has("list"),
    json: values.has("json"),
    eol: EOL[choice(values, "eol", EOLS)],
    pace: number(values, "pace", DEFAULTS.pace, { least: 0 }),
    timeout: number(values, "timeout", DEFAULTS.timeout, {
      least: 0.001,
      most: SECONDS,
    }),
    linger: number(values, "linger", DEFAULTS.linger, {
      least: 0,
      most: SECONDS,
    }),
    reconnect: values.has("reconnect"),
    color: !values.has("no-color"),
  };
}

function serveOptions(values: Values, address?: string): ServeOptions {
  const wire = choice(values, "wire", WIRES);
  return {
    ...endpoint(values, address, PRACTICE, 0),
    wire,
    gap: number(values, "gap", wire === "raw" ? 20 : 0, { least: 0 }),
    echo: values.has("echo"),
    maxClients: number(values, "max-clients", 1000, { least: 1, whole: true }),
  };
}

function endpoint(
  values: Values,
  address: string | undefined,
  fallback: { host: string; port: number },
  leastPort: number,
): { host: string; port: number } {
  const given = values.get("port");
  if (address === undefined) {
    const port = given === undefined
      ? fallback.port
      : portNumber(given, leastPort);
    return { host: fallback.host, port };
  }
  const [, bracketed, name, written] =
    /^(?:\[([\w:.%]+)\]|([^:\[\]\s]+))(?::(.*))?$/.exec(address) ?? [];
  const host = bracketed ?? name;
  if (host === undefined) {
    throw new UsageError(
      address.split(":").length > 2
        ? `an IPv6 address goes in brackets, as in [::1]:5220, not ${address}`
        : `not a HOST or HOST:PORT: ${address}`,
    );
  }
  if (written !== undefined && given !== undefined) {
    throw new UsageError(`the port is given twice: ${written} and ${given}`);
  }
  const port = written ?? given;
  return {
    host,
    port: port === undefined ? fallback.port : portNumber(port, leastPort),
  };
}

function portNumber(text: string, least: number): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port >= least && port <= 65535) return port;
  throw new UsageError(`not a port from ${least} to 65535: ${text}`);
}

/** Timers end at 2³¹ ms. */
const MILLISECONDS = 2_000_000_000;
const SECONDS = MILLISECONDS / 1000;

function number(
  values: Values,
  name: string,
  fallback: number,
  { least, most = MILLISECONDS, whole = false }: {
    least: number;
    most?: number;
    whole?: boolean;
  },
): number {
  const text = values.get(name);
  if (text === undefined) return fallback;
  const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
  const isWhole = Number.isInteger(value) || !whole;
  if (value >= least && value <= most && isWhole) return value;
  throw new UsageError(
    `--${name} takes a ${whole ? "whole " : ""}number from ${least} ` +
      `to ${most}, not ${text}`,
  );
}

function choice<Word extends string>(
  values: Values,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const text = values.get(name) ?? words[0];
  const word = words.find((word) => word === text);
  if (word !== undefined) return word;
  throw new UsageError(`--${name} takes ${words.join(", ")}, not ${text}`);
}

/**
 * What a usage error prints on standard error.
 *
 * @param error The error.
 * @returns Two lines: what is wrong, and where help is.
 */
export function usageText(error: UsageError): string {
  return `parley: ${visible(error.message)}\nparley: try --help\n`;
}
