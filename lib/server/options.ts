/**
 * The options of the practice server.
 *
 * @module
 */

/** How the practice server ends what it sends. The first is the default. */
export const WIRES = ["raw", "lf", "nul", "pad"] as const;

/** One of {@linkcode WIRES}. */
export type Wire = typeof WIRES[number];

/** The options of `parley serve`. */
export interface ServeOptions {
  /** The address to listen on. */
  readonly host: string;
  /** The port to listen on; 0: any free one. */
  readonly port: number;
  /** How what it sends is ended. */
  readonly wire: Wire;
  /** Least time between two sends to one client, in milliseconds. */
  readonly gap: number;
  /** Send a message to its sender too. */
  readonly echo: boolean;
  /** How many clients there may be. */
  readonly maxClients: number;
}
