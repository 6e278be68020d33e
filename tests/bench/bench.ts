/**
 * How fast parley is: against the runtime's floor, a minimal Python
 * client and nc, in turn in the same run.
 *
 *     deno task bench
 *
 * Prints what came of it and writes it to RESULTS.md beside this file. Takes
 * about six minutes. Memory, and processor time while a client runs, are read
 * from /proc, so elsewhere than on Linux they are left out.
 */
import { type Contestant, contestants } from "./contestants.ts";
import { fanOut } from "./fan_out.ts";
import { median } from "./median.ts";
import { terminalFigures } from "./terminal.ts";
import {
  type Cost,
  hostileFlood,
  idle,
  Lockstep,
  oneShot,
  plainFlood,
  type Work,
} from "./work.ts";

const ROUNDS = 5;
const MESSAGES = 1_000_000;
const LOCKSTEP = 200_000;
const IDLE_S = 60;

/** The costs of one piece of work: of each client, in each round. */
type Costs = ReadonlyMap<string, readonly Cost[]>;

/** Lets everyone do the work in turn, as often as there are rounds. */
async function race(
  name: string,
  all: readonly Contestant[],
  work: Work,
): Promise<Costs> {
  console.log(`${name} …`);
  const costs = new Map<string, Cost[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const who of all) costs.get(who.name)?.push(await work(who));
  }
  return costs;
}

/** Lets everyone do the work at once. */
async function together(
  name: string,
  all: readonly Contestant[],
  work: Work,
): Promise<Costs> {
  console.log(`${name} …`);
  return new Map(
    await Promise.all(
      all.map(async (who) => [who.name, [await work(who)]] as const),
    ),
  );
}

type Figure = (cost: Cost) => number;
const wall: Figure = (cost) => cost.wall;
const cpu: Figure = (cost) => cost.cpu;
const memory: Figure = (cost) => cost.memory;

function typical(costs: Costs, name: string, figure: Figure): number {
  return median((costs.get(name) ?? []).map(figure));
}

/** The median of the rounds' own ratios: what slows a round slows both. */
function ratio(costs: Costs, a: string, b: string, figure: Figure): number {
  const others = costs.get(b) ?? [];
  return median(
    (costs.get(a) ?? []).map((cost, round) => {
      const other = others[round];
      return other === undefined ? NaN : figure(cost) / figure(other);
    }),
  );
}

function show(value: number, digits: number): string {
  return Number.isFinite(value) && value >= 0 ? value.toFixed(digits) : "–";
}

function table(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => column < 2 ? "---" : "---:");
  return [head, rule, ...rows].map(line).join("\n");
}

function costRows(work: string, costs: Costs): string[][] {
  return [...costs.keys()].map((name) => [
    work,
    name,
    show(typical(costs, name, wall), 3),
    show(typical(costs, name, cpu), 3),
    show(typical(costs, name, memory), 0),
    show(ratio(costs, name, "floor", wall), 2),
    show(ratio(costs, name, "floor", cpu), 2),
  ]);
}

function goalRow(
  work: string,
  figure: string,
  goal: number,
  value: number,
  digits: number,
): string[] {
  const verdict = Number.isNaN(value) ? "–" : value <= goal ? "yes" : "no";
  return [work, figure, `${goal}`, show(value, digits), verdict];
}

const all = await contestants();
const start = performance.now();
const shot = await race("one shot", all, oneShot);
const plain = await race("flood", all, plainFlood(MESSAGES));
const hostile = await race("hostile flood", all, hostileFlood(MESSAGES));
const steps = new Lockstep(LOCKSTEP / ROUNDS);
const lockstep = await race("lockstep", all, steps.work);
const growth = steps.growth("parley");
await steps.end();
const sitting = await together("idle", all, idle(IDLE_S));
console.log("terminal …");
const terminal = await terminalFigures();
console.log("server fan-out …");
const fan = await fanOut(500, 200);

const against = (costs: Costs, other: string) =>
  ratio(costs, "parley", other, wall);
const PYTHON = "Python select";
const results = `# How fast parley is

Written by \`deno task bench\` on ${
  new Date().toISOString().slice(0, 10)
}, in ${
  Math.round((performance.now() - start) / 1000)
} s: ${Deno.build.os} ${Deno.build.arch}, ${navigator.hardwareConcurrency} cores, Deno ${Deno.version.deno}.

Medians of ${ROUNDS} rounds, the clients in turn in each; a ratio is the median of
the rounds' own ratios. The floor is the fewest Deno calls that do the same job
with no checks (floor.ts), the Python client such as the assignment describes
(select_client.py). One shot is ten visits a round, lockstep ${
  LOCKSTEP / ROUNDS
} messages a
round; all are idle at the same time, once. The floor of a start at a terminal is
a program that sets raw mode and writes one line (raw_floor.ts).

${
  table(
    [
      "work",
      "client",
      "wall s",
      "CPU s",
      "peak MiB",
      "wall ÷ floor",
      "CPU ÷ floor",
    ],
    [
      ...costRows("one shot", shot),
      ...costRows("flood", plain),
      ...costRows("hostile flood", hostile),
      ...costRows("lockstep", lockstep),
      ...costRows(`idle ${IDLE_S} s`, sitting),
    ],
  )
}

${
  table(["work", "parley's", "at most", "is", "reached"], [
    goalRow("one shot", "time ÷ floor's", 1.5, against(shot, "floor"), 2),
    goalRow("one shot", "time ÷ Python's", 1, against(shot, PYTHON), 2),
    goalRow("flood", "time ÷ floor's", 2, against(plain, "floor"), 2),
    goalRow("flood", "time ÷ Python's", 0.5, against(plain, PYTHON), 2),
    goalRow("hostile flood", "time ÷ floor's", 6, against(hostile, "floor"), 2),
    goalRow("lockstep", "time ÷ floor's", 2, against(lockstep, "floor"), 2),
    goalRow("lockstep", "memory growth, bytes a message", 20, growth, 1),
    goalRow("idle", "CPU ms", 10, typical(sitting, "parley", cpu) * 1000, 1),
    goalRow("start to prompt", "time ÷ floor's", 1.5, terminal.startRatio, 2),
    goalRow("8,000 characters typed at once", "s", 1, terminal.typing, 2),
    goalRow("200 KB pasted", "s", 0.5, terminal.paste, 2),
    goalRow("a key after the paste", "ms", 20, terminal.key, 1),
    goalRow(
      "10,000 messages while typing",
      "keys lost",
      0,
      terminal.lostKeys,
      0,
    ),
  ])
}

Server fan-out: of ${fan.due} messages to 500 clients in one room ${fan.delivered} were
delivered, ${Math.round(fan.delivered / fan.wall)} a second, in ${
  fan.wall.toFixed(2)
} s with ${fan.cpu.toFixed(2)} s of the server's processor time.
`;
console.log(`\n${results}`);
await Deno.writeTextFile(new URL("RESULTS.md", import.meta.url), results);
