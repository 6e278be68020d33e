import { assertEquals } from "@std/assert";
import { prompt } from "../../lib/view/prompt.ts";

const PROMPTS: [place: Parameters<typeof prompt>[0], shown: string][] = [
  [{ at: "connecting" }, "connecting> "],
  [{ at: "lobby", asked: false }, "lobby> "],
  [{ at: "naming", room: "games" }, "nick> "],
  [{ at: "room", room: "games", nick: "bob" }, "#games bob> "],
  [{ at: "room", room: "a\x1b[2J", nick: "b\u202e" }, "#a^[[2J b<U+202E>> "],
  [{ at: "adrift", until: 0 }, ""],
  [{ at: "ended" }, ""],
];

for (const [place, shown] of PROMPTS) {
  Deno.test(`the prompt is "${shown}" when ${place.at}`, () => {
    assertEquals(prompt(place), shown);
  });
}
