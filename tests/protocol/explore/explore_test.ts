import { assertEquals } from "@std/assert";
import { explore, wander } from "./explore.ts";
import { HASTY, SCENARIOS } from "./scenarios.ts";

/** Together more than 100,000 worlds. */
const WORLDS = 6000;
const WAYS = 100;

for (const { name, start } of SCENARIOS) {
  Deno.test(`nothing is lost, merged or said twice: ${name}`, () => {
    const { problem, worlds } = explore(start(), {
      depth: Infinity,
      worlds: WORLDS,
    });
    assertEquals(problem, null);
    assertEquals(worlds >= WORLDS, true);
    const world = start();
    for (let seed = 0; seed < WAYS; seed++) {
      assertEquals(wander(world, seed), null);
    }
  });
}

Deno.test("messages that follow too soon are found to merge", () => {
  const { problem } = explore(HASTY.start(), {
    depth: Infinity,
    worlds: WORLDS,
  });
  assertEquals(problem?.what, 'merged: "a1a2"');
});
