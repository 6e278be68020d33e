import fc from "fast-check";
import { INVARIANTS } from "./invariants.ts";

for (const { name, runs, property } of INVARIANTS) {
  Deno.test(`reduce() ${name}`, () => fc.assert(property, { numRuns: runs }));
}
