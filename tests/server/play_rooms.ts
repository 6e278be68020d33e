/**
 * Plays conversations with the rooms.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { type Action, Rooms } from "../../lib/server/rooms.ts";

/**
 * A client, what it says, what follows. It says `null` when its connection
 * ends; a room's decision about its nickname follows at once.
 */
export type Step = [client: number, says: string | null, ...follows: string[]];

/** The actions in words, the items of an answer in one. */
export function sentences(actions: readonly Action[]): string[] {
  return actions.flatMap((action) => {
    switch (action.type) {
      case "send":
        return action.to.flatMap((to) =>
          action.texts.map((text) => `${to} gets ${text}`)
        );
      case "send items":
        return `${action.to} gets ${action.texts.join(" | ")}`;
      case "close":
        return `${action.client} is closed`;
      case "forget":
        return `${action.client} is forgotten`;
      case "admit":
        return `${action.client} wants a name in ${action.room}`;
      case "joined":
      case "left":
        return `${action.nick} ${action.type} ${action.room}`;
    }
  });
}

/** Plays steps from a server without clients, or goes on with one. */
export function play(steps: readonly Step[], rooms = new Rooms()): void {
  for (const [client] of steps) rooms.enter(client);
  for (const [client, says, ...follows] of steps) {
    const actions = says === null
      ? rooms.leave(client)
      : rooms.receive(client, says);
    if (actions.some(({ type }) => type === "admit")) {
      actions.push(...rooms.admit(client));
    }
    assertEquals(sentences(actions), follows, `${client} says ${says}`);
  }
}
