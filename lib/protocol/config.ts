/**
 * What the user asked for on the command line.
 *
 * @module
 */

/** What the user asked for on the command line. */
export interface Config {
  /** The input is a script: what it does wrong ends it. */
  readonly script: boolean;
  /** Connect again when the connection is lost. */
  readonly reconnect: boolean;
  /** Leave out the user's own messages when the server sends them back. */
  readonly hidesEcho: boolean;
  /** List the rooms and leave, whatever the user types. */
  readonly list: boolean;
  /** Say every line as it is, whatever it begins with. */
  readonly say: boolean;
  /** Join this room at once. */
  readonly room: string | null;
  /** Take this nickname at once. */
  readonly nick: string | null;
  /** What ends each thing sent; empty for nothing. */
  readonly eol: string;
  /** Least time between two sends, in milliseconds; `null`: as needed. */
  readonly pace: number | null;
  /** Longest wait for a reply or a write, in seconds. */
  readonly timeout: number;
  /** How long to listen after the last line of a script, in seconds. */
  readonly linger: number;
  /** From 0 to 1, random in each run: it spreads tries to connect again. */
  readonly jitter: number;
}

/** The configuration of a script without options. */
export const DEFAULTS: Config = {
  script: true,
  reconnect: false,
  hidesEcho: false,
  list: false,
  say: false,
  room: null,
  nick: null,
  eol: "",
  pace: null,
  timeout: 10,
  linger: 0,
  jitter: 0,
};
