/**
 * The arguments that name a server → its host and port.
 *
 * @module
 */
import { UsageError } from "./usage_error.ts";

/** The address of a server. */
export interface Endpoint {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  /** The TCP port. */
  readonly port: number;
}

/** A command that has an endpoint. */
type Command = "chat" | "serve";

/** The endpoints that the commands have by default. */
export const DEFAULT_ENDPOINTS: Readonly<Record<Command, Endpoint>> = {
  /** The class server, which the assignment names. */
  chat: { host: "34.73.23.1", port: 5220 },
  serve: { host: "127.0.0.1", port: 5220 },
};

/** The least port of each command: 0 is any free one, for a server only. */
const LEAST_PORT: Readonly<Record<Command, number>> = { chat: 1, serve: 0 };

/**
 * Reads the endpoint of a command.
 *
 * @param command The command.
 * @param words The operands: none, `HOST[:PORT]` or `HOST PORT`, perhaps with
 * `tcp://` before HOST and a slash at the end. For `serve`, a number alone is a
 * port.
 * @param option The value of `--port`; `null` if it was not given.
 * @returns The endpoint, with the defaults of the command.
 * @throws {UsageError} If the words do not name one.
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
  const port = isNumber(text.trim()) ? Number(text) : NaN;
  if (port >= least && port <= 65535) return port;
  throw new UsageError(
    command,
    `port must be between ${least} and 65535, not ${text}`,
  );
}

/** Splits `HOST[:PORT]`; the port is not checked. */
function readAddress(
  command: Command,
  word: string,
): { host?: string; port?: string } {
  const fail = (message: string) => new UsageError(command, message);
  if (isNumber(word)) {
    if (command === "serve") return { port: word };
    throw fail(`${word} is a port, not a HOST; write HOST:${word}`);
  }
  const start = word.includes("://") ? word.indexOf("://") + 3 : 0;
  const scheme = word.slice(0, start);
  if (!["", "tcp://"].includes(scheme.toLowerCase())) {
    throw fail(`only tcp:// may stand before HOST, not ${scheme}`);
  }
  const text = word.slice(start).replace(/\/$/, "");
  if (isBareIPv6(text)) {
    throw fail(
      `an IPv6 address goes in brackets, as in [::1]:5220, not ${word}`,
    );
  }
  const [name, port] = splitPort(text);
  if (name === "" || name === "[]") throw fail(`HOST is missing: "${word}"`);
  if (port === "") throw fail(`PORT is missing: "${word}"`);
  const host = readHost(name);
  if (host === null) throw fail(`not a HOST or HOST:PORT: ${word}`);
  return port === null ? { host } : { host, port };
}

/** Splits at the first colon that is not in brackets. */
function splitPort(text: string): [name: string, port: string | null] {
  const colon = text.indexOf(":", text.startsWith("[") ? text.indexOf("]") : 0);
  return colon < 0
    ? [text, null]
    : [text.slice(0, colon), text.slice(colon + 1)];
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** Returns whether a text is an IPv6 address without brackets. */
function isBareIPv6(text: string): boolean {
  return text.indexOf(":") !== text.lastIndexOf(":") &&
    /^[\da-f.]*:[\da-f.]*:[\da-f.:]*(%.*)?$/i.test(text);
}

/** Returns a host in the form that Deno takes, or `null` if it is not one. */
function readHost(text: string): string | null {
  if (text.startsWith("[") && text.endsWith("]")) {
    const address = text.slice(1, -1);
    return isIPv6(address) ? address : null;
  }
  const name = toASCII(text);
  return /^\w[\w-]*(\.[\w-]+)*\.?$/.test(name) ? name : null;
}

/** Returns whether a text is an IPv6 address, perhaps with a zone (RFC 4007). */
function isIPv6(text: string): boolean {
  const [, address] = /^([\da-f:.]+)(?:%[\w.~-]+)?$/i.exec(text) ?? [];
  return URL.canParse(`http://[${address}]`);
}

/** Returns a host name as name servers know it (RFC 5891), if it can be one. */
function toASCII(text: string): string {
  const isForeign = /[^\0-\x7f]/.test(text) &&
    /^[\w.\-\x80-\u{10ffff}]+$/u.test(text);
  return isForeign ? URL.parse(`http://${text}`)?.hostname ?? text : text;
}
