/**
 * The events of the practice server → lines of its log.
 *
 * @module
 */
import type { ServerNews } from "../server/news.ts";
import { visible } from "../text/visible.ts";
import { hostPort } from "./address.ts";
import { timeOfDay } from "./time.ts";

/** The words for the events of a client, after its address. */
const CLIENT_NEWS = {
  connected: "connected",
  disconnected: "disconnected",
  dropped: "dropped: reading too slowly",
  idle: "dropped: silent in the lobby of a full server",
  rejected: "rejected: too many clients",
  forgotten: "forgotten: not UTF-8, or a command without a name",
} as const;

/**
 * Puts an event into words, as a line of a log.
 *
 * @param news The event.
 * @param at The time of the event.
 * @returns One line, without its end. It begins with the local time.
 *
 * @example
 * ```ts
 * import { serverLine } from "./server.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const news = { type: "joined", nick: "bob", room: "games" } as const;
 * assertEquals(
 *   serverLine(news, new Date(2026, 1, 26, 14, 5, 1)),
 *   "14:05:01 bob joined games",
 * );
 * ```
 */
export function serverLine(news: ServerNews, at: Date): string {
  const sentence = "nick" in news
    ? `${visible(news.nick)} ${news.type} ${visible(news.room)}`
    : `${hostPort(news.host, news.port)} ${CLIENT_NEWS[news.type]}`;
  return `${timeOfDay(at)} ${sentence}`;
}

/** An address that a server listens on. */
export interface ListenAddress {
  /** An IP address, IPv6 without brackets. */
  readonly hostname: string;
  /** A TCP port. */
  readonly port: number;
}

/**
 * Says which address a server listens on.
 *
 * @param host The host of the command line.
 * @param addresses The addresses that the server listens on, at least one.
 * @returns One line, without its end. It has the address if there is one, or else
 * the host.
 *
 * @example
 * ```ts
 * import { listeningLine } from "./server.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   listeningLine("localhost", [{ hostname: "127.0.0.1", port: 5220 }]),
 *   "listening on 127.0.0.1:5220",
 * );
 * ```
 */
export function listeningLine(
  host: string,
  addresses: readonly ListenAddress[],
): string {
  const [first, ...others] = addresses;
  const name = others.length > 0 ? host : first?.hostname ?? host;
  return `listening on ${hostPort(name, first?.port ?? 0)}`;
}

/**
 * Says how others connect to a server that listens on all addresses.
 *
 * @param address The address that the server listens on.
 * @param own The machine's addresses; `null` if parley may not know them.
 * @returns Lines, without their ends; none for a server with one address.
 *
 * @example
 * ```ts
 * import { connectLines } from "./server.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const address = { hostname: "0.0.0.0", port: 5220 };
 * assertEquals(connectLines(address, ["192.0.2.7", "2001:db8::7"]), [
 *   "others connect with: parley 192.0.2.7:5220",
 * ]);
 * ```
 */
export function connectLines(
  { hostname, port }: ListenAddress,
  own: readonly string[] | null,
): string[] {
  if (hostname !== "0.0.0.0" && hostname !== "::") return [];
  if (own === null) {
    return [
      `others connect with: parley ADDRESS:${port} ` +
      "(this machine's address; with --allow-sys, it is shown here)",
    ];
  }
  return own
    .filter((address) => hostname === "::" || !address.includes(":"))
    .map((address) => `others connect with: parley ${hostPort(address, port)}`);
}
