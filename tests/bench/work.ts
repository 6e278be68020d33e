/**
 * What the clients have to do in the benchmark, and what it costs them.
 */
import type { Contestant } from "./contestants.ts";
import { Guest, writeWhole } from "./guest.ts";
import { median } from "./median.ts";

/** What a piece of work has cost. */
export interface Cost {
  /** Seconds on the wall's clock. */
  readonly wall: number;
  /** Seconds of processor time. */
  readonly cpu: number;
  /** Peak memory in MiB. */
  readonly memory: number;
}

/** Does the work once. */
export type Work = (who: Contestant) => Promise<Cost>;

const encoder = new TextEncoder();

/** A message like any other: 59 bytes with its LF. */
const TALK = "alice: a message like any other, no longer than they are.\n";

/** Messages with something that must not reach a terminal, or that is wide. */
const HOSTILE = [
  "alice: a message with \x1b in it, longer than they often are\n",
  "alice: a message with 日本 in it, longer than they often are\n",
];

/** How many messages each look at the memory is for: garbage comes and goes. */
const PER_LOOK = 2000;
/** Of so many looks, the one with the least memory shows what is not garbage. */
const LOOKS = 25;

const secondsSince = (start: number) => (performance.now() - start) / 1000;

/** Starts, joins, takes a nickname, says one thing, leaves and ends; ten times. */
export const oneShot: Work = async (who) => {
  const costs: Cost[] = [];
  for (let visit = 0; visit < 10; visit++) {
    const start = performance.now();
    const guest = await Guest.enter(who, "hello\n/logout\n");
    await guest.hear("/logout\n");
    const memory = await guest.program.peakMemory();
    guest.connection.close();
    const cpu = await guest.program.end();
    costs.push({ wall: secondsSince(start), cpu, memory });
  }
  return {
    wall: median(costs.map(({ wall }) => wall)),
    cpu: median(costs.map(({ cpu }) => cpu)),
    memory: median(costs.map(({ memory }) => memory)),
  };
};

/** Takes messages as fast as it can, and prints them. */
function flood(messages: readonly string[], count: number): Work {
  const perWrite = 1000;
  const bytes = encoder.encode(
    messages.join("").repeat(perWrite / messages.length),
  );
  return async (who) => {
    const guest = await Guest.enter(who);
    const { program, connection } = guest;
    const start = performance.now();
    const reading = (async () => {
      while (!(await program.output.read()).done);
      return secondsSince(start);
    })();
    for (let sent = 0; sent < count; sent += perWrite) {
      await guest.say(bytes);
    }
    const memory = await program.peakMemory();
    await connection.closeWrite();
    await program.endInput();
    const wall = await reading;
    connection.close();
    return { wall, cpu: await program.end(), memory };
  };
}

/** A flood of so many messages. */
export const plainFlood = (count: number): Work => flood([TALK], count);

/** A flood of as many that need a closer look. */
export const hostileFlood = (count: number): Work => flood(HOSTILE, count);

/** Takes messages one at a time, each printed before the next is sent. */
export class Lockstep {
  readonly #perRound: number;
  readonly #guests = new Map<string, Guest>();

  /** Takes so many messages each time. A client stays for all rounds. */
  constructor(perRound: number) {
    this.#perRound = perRound;
  }

  /** One round. */
  readonly work: Work = async (who) => {
    const guest = this.#guests.get(who.name) ?? await Guest.enter(who);
    this.#guests.set(who.name, guest);
    const { program } = guest;
    const busyBefore = await program.busy();
    const start = performance.now();
    await step(guest, this.#perRound);
    const wall = secondsSince(start);
    const cpu = await program.busy() - busyBefore;
    return { wall, cpu, memory: await program.peakMemory() };
  };

  /** Lets all of them go. */
  async end(): Promise<void> {
    for (const { connection, program } of this.#guests.values()) {
      await program.endInput();
      connection.close();
      await program.end();
    }
  }
}

async function step(
  { program, connection }: Guest,
  count: number,
): Promise<void> {
  const message = encoder.encode(TALK);
  for (let i = 0; i < count; i++) {
    await writeWhole(connection, message);
    await program.printed(message.length);
  }
}

/**
 * How many bytes of memory a message costs, whole ones, of those between so many
 * and twice as many that are taken one at a time.
 */
export async function lockstepGrowth(
  who: Contestant,
  messages: number,
): Promise<number> {
  const guest = await Guest.enter(who);
  const least = async () => {
    let least = Infinity;
    for (let look = 0; look < LOOKS; look++) {
      await step(guest, PER_LOOK);
      least = Math.min(least, await guest.program.memory());
    }
    return least;
  };
  await step(guest, messages - LOOKS * PER_LOOK);
  const before = await least();
  await step(guest, messages - LOOKS * PER_LOOK);
  const grown = await least() - before;
  await guest.program.endInput();
  guest.connection.close();
  await guest.program.end();
  return Math.max(0, Math.round(grown * 1024 * 1024 / messages));
}

/** Sits in a silent room. */
export function idle(seconds: number): Work {
  return async (who) => {
    const { program, connection } = await Guest.enter(who);
    // A runtime's spare threads end after 10 s, and their time with them.
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    const busyBefore = await program.busy();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const cpu = await program.busy() - busyBefore;
    const memory = await program.peakMemory();
    await program.endInput();
    connection.close();
    await program.end();
    return { wall: seconds, cpu, memory };
  };
}
