/**
 * What a kind of bad clients is.
 *
 * @module
 */

/** What clients say that only connect and close, again and again. */
export const COME_AND_GO = "come and go";

/** Clients of one kind. */
export interface BadClients {
  /** The server's port. */
  readonly port: number;
  /** How many there are. */
  readonly count: number;
  /** Where they are; `null`: in the lobby. */
  readonly room: string | null;
  /** What they say again and again; `null`: nothing. */
  readonly says: string | null;
  /** Whether they read what comes. */
  readonly reads: boolean;
}
