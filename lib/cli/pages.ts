/**
 * The help of each command, without its options.
 *
 * @module
 */
import { COMMANDS, usage } from "../protocol/commands.ts";
import { hostPort } from "../view/address.ts";
import { DEFAULT_ENDPOINTS } from "./endpoint.ts";
import type { CommandName } from "./options.ts";

/** A term for the left column, and its explanation for the right one. */
export type Entry = readonly [term: string, text: string];

/** The help of a command. */
export interface Page {
  /** The form of the command line. */
  readonly usage: string;
  /** A description of the command, for the list of all commands. */
  readonly summary: string;
  /** The first line of its own help. */
  readonly title: string;
  /** The paragraphs below the title. */
  readonly about: readonly string[];
  /** Set if the command is a chat, whose own commands the help lists. */
  readonly chats: boolean;
  /** Command lines, each with its effect. */
  readonly examples: readonly Entry[];
  /** Exit statuses, each with its meaning. */
  readonly exits: readonly Entry[];
}

const USAGE_ERROR: Entry = ["2", "the command line is invalid"];
const PRINT_EXITS: readonly Entry[] = [
  ["0", "printed"],
  ["1", "could not print"],
  USAGE_ERROR,
];
const CHAT_EXITS: readonly Entry[] = [
  ["0", "everything was done, and nothing that was said is in doubt"],
  [
    "1",
    "could not connect, no answer in time, the connection was lost, or " +
    "something said may not have arrived",
  ],
  USAGE_ERROR,
  [
    "3",
    "in a script: a line is invalid, or a refusal was not followed by " +
    "another try",
  ],
  ["128 + N", "ended by signal N"],
];

/** The help of each command. */
export const PAGES: Readonly<Record<CommandName, Page>> = {
  chat: {
    usage: "parley [OPTIONS] [HOST[:PORT]]",
    summary: `chat (default: ${endpoint("chat")})`,
    title: "parley: chat in the rooms of a networking class",
    about: [
      "HOST is a name, an IPv4 address or [IPv6]. HOST PORT and " +
      "tcp://HOST:PORT mean the same as HOST:PORT.",
      "When input is piped, each line is carried out as if it were typed. " +
      "Messages and names go to standard output, everything else to standard " +
      "error.",
    ],
    chats: true,
    examples: [
      ["parley", "chat on the class server"],
      ["parley localhost", "chat on a server on this machine"],
      ["parley -r games -n bob localhost", "enter a room at once"],
      ["parley --list localhost", "print the rooms"],
      ["parley localhost < script", "carry out the lines of a file"],
    ],
    exits: CHAT_EXITS,
  },
  demo: {
    usage: "parley demo [OPTIONS]",
    summary: "practise with two bots, no server needed",
    title: "parley demo: practise with two bots",
    about: [
      "Starts a room server and two talkative bots inside this process, on a " +
      "free port of this machine, and lets you chat with them.",
    ],
    chats: true,
    examples: [
      ["parley demo", "begin in the lobby"],
      ["parley demo -r pond -n bob", "begin in the bots' room"],
    ],
    exits: CHAT_EXITS,
  },
  serve: {
    usage: "parley serve [OPTIONS] [HOST[:PORT]]",
    summary: `run a server (default: ${endpoint("serve")})`,
    title: "parley serve: run the practice server for others",
    about: [
      `Without HOST, it listens on ${endpoint("serve")}, which only this ` +
      "machine can reach. PORT alone is enough; 0 means any free port. " +
      "Ctrl-C stops the server.",
    ],
    chats: false,
    examples: [
      ["parley serve", "then, in another window: parley localhost"],
      ["parley serve 5221", "then: parley localhost 5221"],
      ["parley serve --trace", "and watch what your own client sends"],
      ["parley serve 0.0.0.0", "then, on another machine: parley ADDRESS"],
    ],
    exits: [
      ["1", "could not listen"],
      USAGE_ERROR,
      ["128 + N", "ended by signal N"],
    ],
  },
  help: {
    usage: "parley help [COMMAND]",
    summary: "show help; also: parley COMMAND --help",
    title: "parley help: show help",
    about: ["COMMAND is demo, serve, help or version."],
    chats: false,
    examples: [["parley help serve", "show how to run a server"]],
    exits: PRINT_EXITS,
  },
  version: {
    usage: "parley version",
    summary: "show the version and what it runs on",
    title: "parley version: show the version and what it runs on",
    about: [
      "Shows the version of parley, then the version of its runtime and the " +
      "system that was built for.",
    ],
    chats: false,
    examples: [["parley version", "show what to add to a bug report"]],
    exits: PRINT_EXITS,
  },
};

/** The lines that can be typed in the chat. */
export const IN_CHAT: readonly Entry[] = [
  ...COMMANDS.map((rule): Entry => [usage(rule), rule.help]),
  ["//text", "send /text to the room"],
  ["any other text", "send it to the room"],
];

function endpoint(command: keyof typeof DEFAULT_ENDPOINTS): string {
  const { host, port } = DEFAULT_ENDPOINTS[command];
  return hostPort(host, port);
}
