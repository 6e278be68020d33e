/**
 * The options of a conversation.
 *
 * @module
 */

/** The options of a conversation. */
export interface Config {
  /** Whether the input is a script, which its first mistake ends. */
  readonly script: boolean;
  /** Whether to connect again when the connection is lost. */
  readonly reconnect: boolean;
  /** Whether to hide the user's messages when the server sends them back. */
  readonly hidesEcho: boolean;
  /** Whether to list the rooms and leave, whatever the user types. */
  readonly list: boolean;
  /** Whether to say every line as it is, whatever it begins with. */
  readonly say: boolean;
  /** The room to join at once. */
  readonly room: string | null;
  /** The nickname to take at once. */
  readonly nick: string | null;
  /** The delimiter that ends each thing sent; empty for none. */
  readonly eol: string;
  /** The least time between two sends, in milliseconds; `null`: as needed. */
  readonly pace: number | null;
  /** The longest wait for a reply or a write, in seconds. */
  readonly timeout: number;
  /** The time to listen after the last line of a script, in seconds. */
  readonly linger: number;
  /** A random number from 0 to 1, which spreads tries to connect again. */
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
