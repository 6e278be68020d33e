/**
 * The traffic on the wire, as a trace sees it.
 *
 * @module
 */

/** The direction: `>` is from here to the peer, `<` from the peer to here. */
export type Direction = ">" | "<";

/**
 * One step of the traffic: the bytes that one send wrote or one read
 * brought, or one word for what became of the connection (`connected`,
 * `closed`, `reset`, or the system's words for another failure). The bytes are
 * valid until the next read.
 */
export type Traffic = Uint8Array | string;

/** Takes everything that goes over the wire, in order and as it goes. */
export type Trace = (direction: Direction, traffic: Traffic) => void;
