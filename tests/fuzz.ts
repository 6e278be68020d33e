/**
 * Goes on where the tests stop: new seeds for as long as it is told.
 *
 *     deno task fuzz [SECONDS]
 *
 * A failure is printed with its seed and its smallest form, and ends it with
 * exit status 1; it is to become a row of a test.
 */
import fc from "fast-check";
import { INVARIANTS } from "./protocol/invariants.ts";

const seconds = Number(Deno.args[0] ?? 60);
const end = performance.now() + seconds * 1000;
let runs = 0;
while (performance.now() < end) {
  const seed = Math.floor(Math.random() * 2 ** 31);
  for (const { name, property } of INVARIANTS) {
    const result = fc.check(property, { seed, numRuns: 1000 });
    runs += result.numRuns;
    if (!result.failed) continue;
    console.error(`"${name}" fails with seed ${seed}`);
    console.error(fc.defaultReportMessage(result));
    Deno.exit(1);
  }
}
console.log(`${runs} runs in ${seconds} s, and every invariant held`);
