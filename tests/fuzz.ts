/**
 * Goes on where the tests stop, with new seeds for as long as it is told.
 *
 *     deno task fuzz [SECONDS]                     the protocol
 *     deno task fuzz program [SECONDS]             the whole program
 *     deno task fuzz program pipe|terminal SEED    one session again
 *
 * A failure of the protocol is printed with its seed and its smallest form, one
 * of the program with its device and its seed; the exit status is 1. It is to
 * become a row of a test.
 */
import fc from "fast-check";
import { type Device, play } from "./e2e/fuzz_session.ts";
import { INVARIANTS } from "./protocol/invariants.ts";
import { many } from "./util/many.ts";

/** How many programs run at a time: they wait more than they work. */
const AT_A_TIME = 6;

const [first, second, seed] = Deno.args;
if (first !== "program") fuzzProtocol(Number(first ?? 60));
else if (seed === undefined) await fuzzProgram(Number(second ?? 60));
else if (second === "pipe" || second === "terminal") {
  await repeat(second, Number(seed));
}

function fuzzProtocol(seconds: number): void {
  let runs = 0;
  for (const seed of seeds(seconds)) {
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
}

async function fuzzProgram(seconds: number): Promise<void> {
  let sessions = 0;
  await many(AT_A_TIME, seeds(seconds), async (seed) => {
    await repeat(++sessions % 2 === 0 ? "pipe" : "terminal", seed);
  });
  console.log(`${sessions} sessions in ${seconds} s`);
}

async function repeat(device: Device, seed: number): Promise<void> {
  const { faults } = await play(device, seed);
  for (const fault of faults) {
    console.error(`${device} ${seed}: ${fault}`);
    Deno.exitCode = 1;
  }
}

/** Seeds, for some seconds. */
function* seeds(seconds: number): Generator<number> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) yield Math.floor(Math.random() * 2 ** 31);
}
