/**
 * How fast parley is: against the runtime's floor, a minimal Python client and
 * nc, in turn in the same run.
 *
 *     deno task bench
 *
 * Prints what came of it and writes it to RESULTS.md beside this file. Takes
 * about eight minutes. Memory, and processor time while a client runs, are read
 * from /proc, so elsewhere than on Linux they are left out.
 */
import { bundle } from "../../tools/bundle.ts";
import { contestants, SOURCES } from "./contestants.ts";
import { Costs, cpu, show, table } from "./costs.ts";
import { emptied, fanOut } from "./crowd.ts";
import { type Growth, growth } from "./growth.ts";
import { endAfterLoss, versionRatio } from "./moments.ts";
import { terminalFigures } from "./terminal.ts";
import {
  hostileFlood,
  idle,
  Lockstep,
  lockstepGrowth,
  oneShot,
  plainFlood,
} from "./work.ts";

const ROUNDS = 5;
const MESSAGES = 1_000_000;
const LOCKSTEP = 20_000;
/** Between these messages memory must not grow. */
const GROWN = 400_000;
const IDLE_S = 60;
const FLOOR = "floor";
const PYTHON = "Python select";

/** What a tenfold of the work may cost, where the cost is linear, and noise. */
const TENFOLD = 15;

const start = performance.now();
const say = (step: string) =>
  console.log(`${Math.round((performance.now() - start) / 1000)} s: ${step}`);

say("bundle");
const folder = await Deno.makeTempDir();
const file = `${folder}/parley.js`;
await bundle(file);
const everybody = await contestants(file);
const all = everybody.filter(({ name }) => name !== SOURCES);
const [parley] = all;
if (parley === undefined) throw new Error("there is no parley");

say("one shot");
const shot = await Costs.race("one shot", everybody, oneShot, ROUNDS);
say("version");
const version = await versionRatio(file);
say("end after a loss");
const loss = await endAfterLoss(parley);
say("flood");
const plain = await Costs.race("flood", all, plainFlood(MESSAGES), ROUNDS);
say("hostile flood");
const hostile = await Costs.race(
  "hostile flood",
  all,
  hostileFlood(MESSAGES),
  ROUNDS,
);
say("lockstep");
const steps = new Lockstep(LOCKSTEP);
const lockstep = await Costs.race("lockstep", all, steps.work, ROUNDS);
await steps.end();
say("memory in lockstep");
const grown = await lockstepGrowth(parley, GROWN);
say("idle");
const sitting = await Costs.together("idle", all, idle(IDLE_S));
say("terminal");
const terminal = await terminalFigures(file);
say("growth");
const grows = await growth(file);
say("server");
const fan = await fanOut(file, 500, 200);
const empty = await emptied(file, 1000, 5);
await Deno.remove(folder, { recursive: true });

function goal(
  work: string,
  figure: string,
  most: number,
  value: number,
  digits: number,
): string[] {
  const verdict = Number.isNaN(value) ? "–" : value <= most ? "yes" : "no";
  return [work, figure, `${most}`, show(value, digits), verdict];
}

const goals = [
  goal("`-V`", "time ÷ an empty program's", 1.1, version, 2),
  goal("one shot", "time ÷ floor's", 1.3, shot.ratio("parley", FLOOR), 2),
  goal(
    "one shot, main.ts",
    "time ÷ floor's",
    1.6,
    shot.ratio(SOURCES, FLOOR),
    2,
  ),
  goal("flood", "time ÷ floor's", 2, plain.ratio("parley", FLOOR), 2),
  goal("flood", "time ÷ Python's", 0.4, plain.ratio("parley", PYTHON), 2),
  goal("hostile flood", "time ÷ floor's", 4, hostile.ratio("parley", FLOOR), 2),
  goal("lockstep", "time ÷ floor's", 1.6, lockstep.ratio("parley", FLOOR), 2),
  goal("lockstep", "bytes a message after 400,000", 0, grown, 0),
  goal("connection lost, silent input", "ms to the end", 50, loss, 0),
  goal("idle", "CPU ms", 10, sitting.typical("parley", cpu) * 1000, 1),
  goal("start to prompt", "time ÷ floor's", 1.5, terminal.startRatio, 2),
  goal("8,000 characters typed at once", "s", 1, terminal.typing, 2),
  goal("200 KB pasted", "s", 0.5, terminal.paste, 2),
  goal("a key after the paste", "ms", 20, terminal.key, 1),
  goal("10,000 messages while typing", "keys lost", 0, terminal.lostKeys, 0),
  goal("server, 5 s, 1,000 emptied rooms", "CPU ms", 50, empty * 1000, 0),
];

function growthRow({ work, size, unit, small, large }: Growth): string[] {
  const ratio = large / small;
  return [
    work,
    unit,
    size.toLocaleString("en"),
    show(small, 1),
    show(large, 1),
    show(ratio, 1),
    Number.isNaN(ratio) ? "–" : ratio <= TENFOLD ? "yes" : "no",
  ];
}

const results = `# How fast parley is

Written by \`deno task bench\` on ${
  new Date().toISOString().slice(0, 10)
}, in ${
  Math.round((performance.now() - start) / 1000)
} s: ${Deno.build.os} ${Deno.build.arch}, ${navigator.hardwareConcurrency} cores, Deno ${Deno.version.deno}.

## Targets

${table(["work", "figure of the bundle", "at most", "is", "reached"], goals)}

## Against others

Medians of ${ROUNDS} rounds, the clients in turn in each; a ratio is the median of
the rounds' own ratios. \`parley\` is the bundle. The floor is the fewest Deno calls
that do the same job with no checks (floor.ts), the Python client such as the
assignment describes (select_client.py). One shot is ten visits a round, a flood
${
  MESSAGES.toLocaleString("en")
} messages until the last byte is read, lockstep ${
  LOCKSTEP.toLocaleString("en")
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
    [shot, plain, hostile, lockstep, sitting].flatMap((costs) => costs.rows()),
  )
}

## As the work grows

Each piece of work in the size n and in a tenth of it, the least of three rounds.
Linear cost shows as a ratio of 10 or less; up to ${TENFOLD} is taken for it.

${
  table(
    ["work", "cost", "n", "at n ÷ 10", "at n", "ratio", "linear"],
    grows.map(growthRow),
  )
}

Server fan-out: of ${fan.due} messages to 500 clients in one room ${fan.delivered} were
delivered, ${Math.round(fan.delivered / fan.wall)} a second, in ${
  fan.wall.toFixed(2)
} s with ${fan.cpu.toFixed(2)} s of the server's processor time.
`;
console.log(`\n${results}`);
await Deno.writeTextFile(new URL("RESULTS.md", import.meta.url), results);
