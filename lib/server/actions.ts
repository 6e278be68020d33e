/**
 * The things that the rooms ask the server to do.
 *
 * @module
 */

/** The number of a client, chosen by whoever keeps the sockets. */
export type ClientId = number;

/** An action of the server. */
export type Action =
  /** Send each of these texts to each of these clients. */
  | {
    readonly type: "send";
    readonly to: readonly ClientId[];
    readonly texts: readonly string[];
  }
  /** Send an answer of several items, each apart from the next. */
  | {
    readonly type: "send items";
    readonly to: ClientId;
    readonly texts: readonly string[];
  }
  /** Close the client's connection, after what was sent to it. */
  | { readonly type: "close"; readonly client: ClientId }
  /** Never read the client again. */
  | { readonly type: "forget"; readonly client: ClientId }
  /** Let the thread of a room decide about a nickname, with `Rooms.admit`. */
  | {
    readonly type: "admit";
    readonly client: ClientId;
    readonly room: string;
  }
  /** Note that a nickname was taken in a room, or is free again. */
  | {
    readonly type: "joined" | "left";
    readonly nick: string;
    readonly room: string;
  };
