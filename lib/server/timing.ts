/**
 * The times of the practice server.
 *
 * @module
 */

/** Times in milliseconds. */
export interface Timing {
  /** The silence after each item of an answer (wire `class`). */
  readonly item: number;
  /** The longest wait for one member of a room in each round (wire `class`). */
  readonly look: number;
  /** The longest time that a socket may accept no data. */
  readonly stuck: number;
  /** The same for a client that is leaving. */
  readonly close: number;
  /** The longest silence of a client without a nickname if the server is full. */
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
