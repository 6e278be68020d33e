/**
 * How cost grows with work: each piece of work is done in two sizes, so that what
 * is not linear shows.
 */
import { deno } from "./contestants.ts";
import { alone, fanOut } from "./crowd.ts";
import { names } from "./names.ts";
import { Program } from "./program.ts";
import { announcements, history } from "./pure.ts";

const ROUNDS = 3;
const FACTOR = 10;

/** What the two sizes of a piece of work cost: the least of some rounds. */
export interface Growth {
  readonly work: string;
  /** The larger size; the smaller one is a tenth of it. */
  readonly size: number;
  readonly unit: string;
  readonly small: number;
  readonly large: number;
}

interface Work {
  readonly work: string;
  readonly size: number;
  readonly unit: string;
  cost(size: number): Promise<number> | number;
}

/** Processor milliseconds for names, without what a single one takes. */
function namesWork(parley: string, request: "/list" | "/who"): Work {
  let one: Promise<number> | undefined;
  return {
    work: `names that ${request} brings`,
    size: 100_000,
    unit: "CPU ms",
    async cost(size) {
      one ??= names(parley, request, 1);
      return 1000 * (await names(parley, request, size) - await one);
    },
  };
}

/** Lines that wait: the time that they take, and the memory. */
async function queue(lines: number): Promise<{ ms: number; mib: number }> {
  const program = new Program(
    deno(`${import.meta.dirname}/queue.ts`, String(lines)),
  );
  await program.printed("queued\n".length);
  const mib = await program.memory();
  await program.endInput();
  const { value } = await program.output.read();
  await program.end();
  return { ms: Number(new TextDecoder().decode(value)), mib };
}

function works(parley: string): Work[] {
  return [
    namesWork(parley, "/list"),
    namesWork(parley, "/who"),
    {
      work: "lines that the pace holds back",
      size: 100_000,
      unit: "ms",
      cost: async (size) => (await queue(size)).ms,
    },
    {
      work: "the memory that they take, above one's",
      size: 100_000,
      unit: "MiB",
      cost: async (size) => (await queue(size)).mib - (await queue(1)).mib,
    },
    { work: "lines of history", size: 10_000, unit: "ms", cost: history },
    {
      work: "people who come, speak and leave",
      size: 10_000,
      unit: "ms",
      cost: announcements,
    },
    {
      work: "members of one room, to whom 200 messages go",
      size: 1000,
      unit: "server's CPU ms",
      cost: async (size) => 1000 * (await fanOut(parley, size, 200)).cpu,
    },
    {
      work: "rooms of one, with 10 requests each",
      size: 1000,
      unit: "server's CPU ms",
      cost: async (size) => 1000 * await alone(parley, size),
    },
  ];
}

/** Measures all of it. */
export async function growth(parley: string): Promise<Growth[]> {
  const all: Growth[] = [];
  for (const { work, size, unit, cost } of works(parley)) {
    const small: number[] = [];
    const large: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      small.push(await cost(size / FACTOR));
      large.push(await cost(size));
    }
    const least = { small: Math.min(...small), large: Math.min(...large) };
    all.push({ work, size, unit, ...least });
  }
  return all;
}

if (import.meta.main) {
  console.table(await growth(`${import.meta.dirname}/../../main.ts`));
}
