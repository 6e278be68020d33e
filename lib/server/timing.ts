/**
 * How long the practice server waits for what.
 *
 * @module
 */

/** Times in milliseconds. */
export interface Timing {
  /** The silence after each item of an answer (wire `class`). */
  readonly item: number;
  /** The longest look at one member of a room (wire `class`). */
  readonly look: number;
  /** How long a socket may take nothing while others wait for it. */
  readonly stuck: number;
  /** How long a client that leaves may take nothing. */
  readonly close: number;
  /** How long a client without a nickname may be silent in a full house. */
  readonly idle: number;
}

/** The times of the class's own server, and sensible ones where it has none. */
export const TIMING: Timing = {
  item: 150,
  look: 250,
  stuck: 5000,
  close: 1000,
  idle: 5 * 60_000,
};
