/**
 * Sessions over a faulty network. Whatever it does, the program ends, nothing
 * is said or shown twice, and what was typed has arrived or is reported.
 */
import { assert, assertEquals } from "@std/assert";
import { listen, type Server } from "../../lib/server/listen.ts";
import { inThisProcess } from "../util/in_process.ts";
import { LineClient } from "../util/line_client.ts";
import { many } from "../util/many.ts";
import { type Faults, FaultyNetwork, random } from "./faults.ts";
import { lines, parley, type Result } from "./program.ts";

/** What parley says, as far as the tests read it. */
const SAYS = {
  notSent: (line: string) => `parley: not sent: ${line}\n`,
  unconfirmed: (line: string) => `parley: not confirmed: ${line}\n`,
  unanswered: (line: string) =>
    new RegExp(
      `the server(?: did not answer|'s answer to) ${line.split(" ")[0]} `,
    ),
  joined: /joined/,
  named: /you are/,
  listed: /announced/,
  bug: /^\s+at |Error:|internal error/m,
};

/** What bob types. */
const TALK = ["first", "second", "thïrd 日本", "last"];
const scriptOf = (room: string, nick: string) => [
  "/list",
  `/join ${room}`,
  `/nick ${nick}`,
  ...TALK.slice(0, 3),
  "/who",
  ...TALK.slice(3),
];

/** Few are in a room, as everybody there hears everybody. */
const ROOMS = Array.from({ length: 20 }, (_, i) => `room${i + 10}`);

/** How many sessions go on at a time: as processes, and in this one. */
const PROCESSES = 12;
const MANY = 60;
const FEW = 8;

/** A server with several rooms, and in each somebody who hears what is said. */
class Witnesses implements AsyncDisposable {
  readonly #server: Server;
  readonly #clients: readonly LineClient[];
  #marks = 0;

  private constructor(server: Server, clients: readonly LineClient[]) {
    this.#server = server;
    this.#clients = clients;
  }

  static async start(): Promise<Witnesses> {
    const server = listen({
      host: "127.0.0.1",
      port: 0,
      wire: "lf",
      gap: 0,
      echo: true,
      maxClients: 1000,
    }, () => {});
    const { address } = server;
    const clients = ROOMS.map((room) =>
      LineClient.enter(address, room, "witness")
    );
    return new Witnesses(server, await Promise.all(clients));
  }

  get address(): Deno.NetAddr {
    return this.#server.address;
  }

  /** Returns what somebody said, in order, once the server has read it all. */
  async heardOf(nick: string, room: string): Promise<string[]> {
    const client = this.#clients[ROOMS.indexOf(room)];
    if (client === undefined) throw new Error(`there is no room ${room}`);
    const mark = `mark ${++this.#marks}`;
    await client.send(`${mark}\n`);
    await client.until((lines) => lines.includes(`witness: ${mark}`));
    return client.lines
      .filter((line) => line.startsWith(`${nick}: `))
      .map((line) => line.slice(`${nick}: `.length));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) await client.leave();
    await this.#server.close();
  }
}

/** A session to play. */
interface Schedule {
  readonly faults: readonly Faults[];
  readonly args: readonly string[];
}

/** A session that was played. */
interface Played extends Schedule {
  readonly script: readonly string[];
  readonly nick: string;
  readonly result: Result;
  /** What the others heard. */
  readonly heard: readonly string[];
  /** How many bytes each connection carried. */
  readonly passed: readonly number[];
  /** The machine stretched the schedule, so nothing can be said of it. */
  readonly wasLate: boolean;
}

let players = 0;

/** Runs a script over a faulty network. */
async function play(
  witnesses: Witnesses,
  schedule: Schedule,
  run: (args: readonly string[], input: string) => Promise<Result>,
): Promise<Played> {
  const nick = `bob${++players}`;
  const room = ROOMS[players % ROOMS.length] ?? "";
  const script = scriptOf(room, nick);
  await using network = new FaultyNetwork(witnesses.address, schedule.faults);
  const args = ["--eol", "lf", "--timeout", "5", ...schedule.args];
  const result = await run([...args, network.address], lines(script));
  await network.settled();
  const heard = await witnesses.heardOf(nick, room);
  const { passed, wasLate } = network;
  return { ...schedule, script, nick, result, heard, passed, wasLate };
}

/** Holds a session to everything that is promised. */
function judge(played: Played): void {
  const { script, nick, result, heard, faults, args } = played;
  const { code, out, err } = result;
  const context = JSON.stringify({ faults, args, ...result, heard }, null, 1);
  assert([0, 1].includes(code), context);
  assert(!SAYS.bug.test(err), context);
  assertEquals(heard, TALK.filter((text) => heard.includes(text)), context);
  const shown = out.split("\n").filter((line) => line.startsWith(`${nick}: `));
  assertEquals(shown.length, new Set(shown).size, `shown twice: ${context}`);
  for (const line of wasDeceived(played) ? [] : script) {
    const hasArrived = heard.includes(line) || wasAnswered(line, result);
    const isReported = SAYS.unanswered(line).test(err) ||
      [SAYS.notSent, SAYS.unconfirmed]
        .some((sentence) => err.includes(sentence(line)));
    assert(hasArrived || isReported, `${line} is lost: ${context}`);
    if (code === 0) {
      assert(hasArrived, `exit 0 without ${line}: ${context}`);
    }
  }
}

/**
 * Returns whether the network dropped what was said last and closed the
 * connection in place of the server, which nobody can tell from an answer to
 * `/logout`.
 */
function wasDeceived({ result, faults, passed }: Played): boolean {
  const last = faults[passed.length - 1];
  const isCut = (last?.breakAt ?? Infinity) <= (passed.at(-1) ?? 0) ||
    last?.closeAt?.way === "to server";
  return result.code === 0 && isCut;
}

/** Returns whether a line is a request that was answered, at least in part. */
function wasAnswered(line: string, { out, err }: Result): boolean {
  switch (line.split(" ")[0]) {
    case "/list":
      return out !== "" || SAYS.listed.test(err);
    case "/join":
      return SAYS.joined.test(err);
    case "/nick":
      return SAYS.named.test(err);
    case "/who":
      return /^w(?!.*:)/m.test(out);
    default:
      return false;
  }
}

/**
 * Plays schedules in this process, and judges those that the machine did not
 * stretch. The others are played again with few at a time; what is stretched
 * again is counted, and nothing else.
 */
async function judgeAll(schedules: readonly Schedule[]): Promise<void> {
  await using witnesses = await Witnesses.start();
  const round = async (schedules: readonly Schedule[], atATime: number) => {
    const late: Schedule[] = [];
    await many(atATime, schedules, async (schedule) => {
      const played = await play(witnesses, schedule, inThisProcess);
      if (played.wasLate) late.push(schedule);
      else judge(played);
    });
    return late;
  };
  const late = await round(await round(schedules, MANY), FEW);
  assert(
    late.length <= schedules.length / 10,
    `this machine is too busy for this test: ${late.length} of ` +
      `${schedules.length} schedules were stretched twice`,
  );
}

Deno.test("parley loses nothing when the connection breaks, at any byte of a session", async () => {
  await using witnesses = await Witnesses.start();
  const seed = 1;
  const whole = { faults: [{ seed, delay: 0 }], args: [] };
  const { result, passed: [length = 0] } = await play(witnesses, whole, parley);
  assertEquals(result.code, 0, result.err);
  assert(length > 100, `${length} bytes`);
  const schedules = Array.from(
    { length },
    (_, i) => ({ faults: [{ seed, delay: 0, breakAt: i + 1 }], args: [] }),
  );
  await many(PROCESSES, schedules, async (schedule) => {
    judge(await play(witnesses, schedule, parley));
  });
});

/** How many schedules are played, and how many of their connections have faults. */
const SCHEDULES = 500;
const FAULTY_CONNECTIONS = 4;

/**
 * The longest first line. Who stops in the middle of the first line is taken for
 * one that sends no lines.
 */
const FIRST_LINE = "/join room10\n".length;

/** Returns what is wrong with a connection. */
function faultsOf(chance: () => number): Faults {
  const at = () => 1 + Math.floor(chance() * 110);
  const later = () => FIRST_LINE + Math.floor(chance() * 110);
  const way = chance() < 0.5 ? "to server" : "to client";
  const kind = chance();
  return {
    seed: 1 + Math.floor(chance() * 2 ** 31),
    delay: chance() * 10,
    ...(kind < 0.3 ? { breakAt: at() } : {}),
    ...(kind >= 0.3 && kind < 0.6
      ? { stall: { way, at: later(), ms: 100 + chance() * 1500 } }
      : {}),
    ...(kind >= 0.6 && kind < 0.8 ? { closeAt: { way, at: later() } } : {}),
  };
}

Deno.test(`parley loses nothing in ${SCHEDULES} random schedules of faults on every connection`, async () => {
  const schedules = Array.from({ length: SCHEDULES }, (_, i): Schedule => {
    const chance = random(i + 1);
    const faults = Array.from(
      { length: FAULTY_CONNECTIONS },
      () => faultsOf(chance),
    );
    return { faults, args: chance() < 0.5 ? ["--reconnect"] : [] };
  });
  await judgeAll(schedules);
});
