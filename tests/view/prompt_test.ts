import { assertEquals } from "@std/assert";
import type { Place } from "../../lib/protocol/events.ts";
import { prompt } from "../../lib/view/prompt.ts";

const PROMPTS: [place: Place, shown: string][] = [
  [{ at: "connecting" }, "connecting> "],
  [{ at: "offline" }, "offline> "],
  [{ at: "lobby", asksForRoom: false }, "lobby> "],
  [{ at: "naming", room: "games" }, "nick> "],
  [{ at: "room", room: "games", nick: "bob" }, "#games bob> "],
  [{ at: "room", room: "a\x1b[2J", nick: "b\u200d" }, "#a^[[2J b<U+200D>> "],
  [{ at: "ended" }, ""],
];

for (const [place, shown] of PROMPTS) {
  Deno.test(`prompt() is "${shown}" at "${place.at}"`, () => {
    assertEquals(prompt(place), shown);
  });
}
