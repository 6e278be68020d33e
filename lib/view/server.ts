/**
 * The practice server's own words.
 *
 * @module
 */
import type { ServerNews } from "../server/news.ts";
import { visible } from "../text/visible.ts";
import { hostPort } from "./address.ts";
import { timeOfDay } from "./time.ts";

/** The events of a client, as they follow its address. */
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
 * @param news What happened.
 * @param at When.
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
 * Says where a server listens.
 *
 * @param host What was asked for.
 * @param addresses The addresses that it came to, at least one.
 * @returns One line, without its end. It has the one address, or the name that
 * stands for several.
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
 * Says how others connect to a server that listens everywhere.
 *
 * @param address Where it listens.
 * @param own The machine's addresses; `null` where the system was not asked.
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
