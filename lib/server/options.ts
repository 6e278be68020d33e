/**
 * The options of the practice server.
 *
 * @module
 */

/**
 * The kinds of servers that the practice server can be: the class's own, and
 * plain ones, which differ in what ends the things they send. The first is the
 * default.
 */
export const WIRES = ["class", "raw", "lf", "nul", "pad"] as const;

/** One of {@linkcode WIRES}. */
export type Wire = typeof WIRES[number];

/** The options of `parley serve`. */
export interface ServeOptions {
  /** The address to listen on. */
  readonly host: string;
  /** The port to listen on; 0: any free one. */
  readonly port: number;
  /** The kind of server. */
  readonly wire: Wire;
  /** Least time between two sends to one client, in milliseconds. */
  readonly gap: number;
  /** Send a message to its sender too. */
  readonly echo: boolean;
  /** The most clients at a time. */
  readonly maxClients: number;
  /** Show what goes over the wire. */
  readonly trace?: boolean;
}
