/**
 * A place in the conversation → the prompt that names it.
 *
 * @module
 */
import type { Place } from "../protocol/events.ts";
import { visibleName } from "../text/visible_name.ts";

/**
 * Returns the prompt for a place.
 *
 * @param place The place of the user.
 * @returns `lobby> `, `nick> `, `#ROOM NICK> `, `connecting> `, `offline> `, or an
 * empty text when the conversation is over.
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
    case "ended":
      return "";
  }
}
