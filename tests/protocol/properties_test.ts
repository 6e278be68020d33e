import fc from "fast-check";
import { PROMISES } from "./promises.ts";

for (const { name, runs, property } of PROMISES) {
  Deno.test(name, () => fc.assert(property, { numRuns: runs }));
}
