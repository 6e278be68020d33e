/**
 * The options of the practice server.
 *
 * @module
 */

/**
 * The kinds of servers that the practice server can be: the class's own, and
 * plain ones, which end what they send with nothing, LF, NUL, or NULs up to 1024
 * bytes. The first is the default.
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
  /** The least time between two sends to one client, in milliseconds. */
  readonly gap: number;
  /** Set if a message goes to its sender, too. */
  readonly echo: boolean;
  /** The most clients at a time. */
  readonly maxClients: number;
  /** Set if what goes over the wire is shown. */
  readonly trace?: boolean;
}
