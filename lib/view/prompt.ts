/**
 * A place in the conversation → the prompt that names it.
 *
 * @module
 */
import type { Place } from "../protocol/events.ts";
import { visibleName } from "../text/visible_name.ts";

/**
 * The prompt for a place.
 *
 * @param place Where the conversation stands.
 * @returns `lobby> `, `nick> `, `#ROOM NICK> `, `connecting> `, `offline> `,
 * or nothing when it is all over.
 *
 * @example
 * ```ts
 * import { prompt } from "./prompt.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const place = { at: "room", room: "games", nick: "bob" } as const;
 * assertEquals(prompt(place), "#games bob> ");
 * ```
 */
export function prompt(place: Place): string {
  switch (place.at) {
    case "connecting":
      return "connecting> ";
    case "offline":
      return "offline> ";
    case "lobby":
      return "lobby> ";
    case "naming":
      return "nick> ";
    case "room":
      return `#${visibleName(place.room)} ${visibleName(place.nick)}> `;
    default:
      return "";
  }
}
