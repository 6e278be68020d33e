import { assertEquals } from "@std/assert";
import type { Place } from "../../lib/protocol/reducer.ts";
import { prompt } from "../../lib/view/prompt.ts";

const PROMPTS: [place: Place, shown: string][] = [
  [{ at: "connecting" }, ""],
  [{ at: "lobby", asked: false }, "lobby> "],
  [{ at: "naming", room: "games" }, "nick> "],
  [{ at: "room", room: "games", nick: "bob" }, "#games bob> "],
  [{ at: "room", room: "a\x1b[2J", nick: "b\u202e" }, "#a^[[2J b<U+202E>> "],
  [{ at: "adrift" }, ""],
  [{ at: "ended" }, ""],
];

for (const [place, shown] of PROMPTS) {
  Deno.test(`the prompt of ${JSON.stringify(place)} is "${shown}"`, () => {
    assertEquals(prompt(place), shown);
  });
}
