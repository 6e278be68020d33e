/**
 * Explores deeper than the tests do.
 *
 *     deno task explore [DEPTH]
 *
 * All worlds up to so many moves from each beginning, 12 by default, and a
 * thousand ways at random. A problem is printed with the moves that lead there,
 * and ends it with exit status 1; it is to become a row of reducer_test.ts.
 */
import { explore, type Problem, wander } from "./explore.ts";
import { SCENARIOS } from "./scenarios.ts";

/** As many as there is memory for. */
const MOST_WORLDS = 1_000_000;
const WAYS = 1000;

const depth = Number(Deno.args[0] ?? 12);
if (!Number.isInteger(depth) || depth < 1) {
  console.error(`DEPTH must be a number from 1, not ${Deno.args[0]}`);
  Deno.exit(2);
}
for (const { name, start } of SCENARIOS) {
  const found = explore(start(), { depth, worlds: MOST_WORLDS });
  fail(found.problem);
  const world = start();
  for (let i = 0; i < WAYS; i++) {
    fail(wander(world, Math.floor(Math.random() * 2 ** 31)));
  }
  console.log(`${name}: ${found.worlds} worlds, depth ${found.depth}`);
}

function fail(problem: Problem | null): void {
  if (problem === null) return;
  console.error([problem.what, ...problem.path].join("\n  "));
  Deno.exit(1);
}
