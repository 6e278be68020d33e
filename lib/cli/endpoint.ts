/**
 * The words of the command line that say where a server is → host and port.
 *
 * @module
 */
import { UsageError } from "./usage_error.ts";

/** Where a server is. */
export interface Endpoint {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  /** The TCP port. */
  readonly port: number;
}

/** A command that has an endpoint. */
type Command = "chat" | "serve";

/** The endpoint of a command when none is named. */
export const DEFAULT_ENDPOINTS: Readonly<Record<Command, Endpoint>> = {
  /** The class server, which the assignment names. */
  chat: { host: "34.73.23.1", port: 5220 },
  serve: { host: "127.0.0.1", port: 5220 },
};

/** To connect to port 0 is impossible; to listen there is any free port. */
const LEAST_PORT: Readonly<Record<Command, number>> = { chat: 1, serve: 0 };

/**
 * Reads where a server is.
 *
 * @param command What wants to know.
 * @param words The operands: none, `HOST[:PORT]` or `HOST PORT`. Before HOST may
 * stand `tcp://`, at the end a slash. To `serve`, a number alone is a port.
 * @param option The value of `--port`.
 * @returns The endpoint, with the defaults of the command.
 * @throws {UsageError} When the words do not name one.
 *
 * @example
 * ```ts
 * import { readEndpoint } from "./endpoint.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const endpoint = { host: "::1", port: 5221 };
 * assertEquals(readEndpoint("chat", ["[::1]:5221"], null), endpoint);
 * assertEquals(readEndpoint("chat", ["tcp://[::1]"], "5221"), endpoint);
 * assertEquals(readEndpoint("serve", ["[::1]", "5221"], null), endpoint);
 * ```
 */
export function readEndpoint(
  command: Command,
  words: readonly string[],
  option: string | null,
): Endpoint {
  const [word, second] = words.map((word) => word.trim());
  const address = word === undefined ? {} : readAddress(command, word);
  const [port, other] = [address.port, second, option]
    .filter((port) => typeof port === "string");
  if (other !== undefined) {
    throw new UsageError(
      command,
      `the port is given twice: ${port} and ${other}`,
    );
  }
  const fallback = DEFAULT_ENDPOINTS[command];
  return {
    host: address.host ?? fallback.host,
    port: port === undefined ? fallback.port : readPort(command, port),
  };
}

function readPort(command: Command, text: string): number {
  const least = LEAST_PORT[command];
  const port = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  if (port >= least && port <= 65535) return port;
  throw new UsageError(
    command,
    `port must be between ${least} and 65535, not ${text}`,
  );
}

/** Takes `HOST[:PORT]` apart. The port is not looked at. */
function readAddress(
  command: Command,
  word: string,
): { host?: string; port?: string } {
  const fail = (message: string) => new UsageError(command, message);
  if (/^\d+$/.test(word)) {
    if (command === "serve") return { port: word };
    throw fail(`${word} is a port, not a HOST; write HOST:${word}`);
  }
  const [, scheme = "tcp://", text = ""] =
    /^([a-z][a-z\d+.-]*:\/\/)?(.*?)\/?$/is.exec(word) ?? [];
  if (scheme.toLowerCase() !== "tcp://") {
    throw fail(`HOST may follow tcp://, not ${scheme}`);
  }
  if (/^[\da-f.]*:[\da-f.]*:[\da-f.:]*(%.*)?$/i.test(text)) {
    throw fail(
      `an IPv6 address goes in brackets, as in [::1]:5220, not ${word}`,
    );
  }
  const [, ipv6, name, port] =
    /^(?:\[([^\[\]]*)\]|([^:\[\]]*))(?::(.*))?$/s.exec(text) ?? [];
  if (ipv6 === "" || name === "") throw fail(`HOST is missing: "${word}"`);
  if (port === "") throw fail(`PORT is missing: "${word}"`);
  const host = ipv6 === undefined ? readName(name ?? "") : readIPv6(ipv6);
  if (host === null) throw fail(`not a HOST or HOST:PORT: ${word}`);
  return port === undefined ? { host } : { host, port };
}

/** Returns an address that is one, with its zone (RFC 4007) as it is. */
function readIPv6(text: string): string | null {
  const [, address] = /^([\da-f:.]+)(?:%[\w.~-]+)?$/i.exec(text) ?? [];
  return URL.canParse(`http://[${address}]`) ? text : null;
}

/** Returns a host name in ASCII, as name servers know it (RFC 5891). */
function readName(text: string): string | null {
  const isForeign = /^[\w.\-\x80-\u{10ffff}]+$/u.test(text) &&
    /[^\0-\x7f]/.test(text);
  const name = isForeign ? URL.parse(`http://${text}`)?.hostname ?? "" : text;
  return /^\w[\w-]*(\.[\w-]+)*\.?$/.test(name) ? name : null;
}
