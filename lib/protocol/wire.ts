/**
 * What goes over the wire, for whoever looks on.
 *
 * @module
 */

/** Which way: `>` is from here to the peer, `<` from the peer to here. */
export type Direction = ">" | "<";

/**
 * What goes over the wire in one step: the bytes that one send wrote or one read
 * brought, or one word for what became of the connection (`connected`, `closed`,
 * `reset`, or the system's words for another failure). The bytes are good until
 * the next read.
 */
export type Traffic = Uint8Array | string;

/** Looks at everything that goes over the wire, in order and as it goes. */
export type Trace = (direction: Direction, traffic: Traffic) => void;
