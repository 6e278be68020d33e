/**
 * How long single moments take: a start that asks for the version, and the end
 * after a connection that was lost.
 */
import { type Contestant, deno } from "./contestants.ts";
import { Guest } from "./guest.ts";
import { median } from "./median.ts";

const STARTS = 31;
const LOSSES = 11;

/** Milliseconds that a command takes from start to end. */
async function runTime([program = "", ...args]: string[]): Promise<number> {
  const start = performance.now();
  const command = new Deno.Command(program, {
    args,
    stdout: "null",
    stderr: "null",
  });
  await command.output();
  return performance.now() - start;
}

/**
 * How much longer `-V` takes than an empty program: the median of the ratios of
 * starts that follow one another. Deno has the program's code in its cache, which
 * it puts there when the program first chats.
 */
export async function versionRatio(parley: string): Promise<number> {
  const empty = deno(`${import.meta.dirname}/empty.js`);
  const ratios: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const least = await runTime(empty);
    ratios.push(await runTime(deno(parley, "-V")) / least);
  }
  return median(ratios);
}

/**
 * Milliseconds from the end of a connection to the end of a client whose input is
 * silent.
 */
export async function endAfterLoss(who: Contestant): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < LOSSES; i++) {
    const { program, connection } = await Guest.enter(who);
    const start = performance.now();
    connection.close();
    while (!(await program.output.read()).done);
    times.push(performance.now() - start);
    await program.endInput();
    await program.end();
  }
  return median(times);
}
