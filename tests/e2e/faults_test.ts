/**
 * Sessions over a faulty network. Whatever it does, the program ends, nothing
 * is said or shown twice, and what was typed has arrived or is reported.
 */
import { assert, assertEquals } from "@std/assert";
import { chat } from "../../lib/chat.ts";
import { readArguments } from "../../lib/cli/parse.ts";
import { lines as linesOf } from "../../lib/io/lines.ts";
import { Output } from "../../lib/io/output.ts";
import { Source } from "../../lib/io/select.ts";
import { pipeUser } from "../../lib/io/user.ts";
import { plain } from "../../lib/view/plain.ts";
import { listen, type Server } from "../../lib/server/listen.ts";
import { type Faults, FaultyNetwork, random } from "./faults.ts";
import { lines, parley, type Result } from "./program.ts";

/** How many sessions go on at a time: processes, and in this one. */
const PROCESSES = 12;
const SESSIONS = 100;
const SCHEDULES = 500;
/** What makes another nickname for another try. */
const AGAIN = 10_000;
const TRIES = 5;
const PATIENCE_S = 15;

/** A server, and somebody in its room who hears everything that is said. */
class Witness implements AsyncDisposable {
  readonly #server: Server;
  readonly #connection: Deno.TcpConn;
  readonly #listening: Promise<void>;
  #heard = "";
  #gone = 0;

  private constructor(server: Server, connection: Deno.TcpConn) {
    this.#server = server;
    this.#connection = connection;
    this.#listening = this.#listen();
  }

  static async start(): Promise<Witness> {
    const departures = { count: 0 };
    const server = listen({
      host: "127.0.0.1",
      port: 0,
      wire: "lf",
      gap: 0,
      echo: true,
      maxClients: 1000,
    }, (news) => {
      if (news.type === "disconnected") departures.count++;
    });
    const { hostname, port } = server.address;
    const connection = await Deno.connect({ hostname, port });
    const witness = new Witness(server, connection);
    await witness.#say("/join room\n");
    await witness.#say("/nick witness\n");
    return witness;
  }

  get address(): Deno.NetAddr {
    return this.#server.address;
  }

  /** What somebody said, in order, once it is sure that no more will come. */
  async heardOf(nick: string): Promise<string[]> {
    const mark = `mark ${++this.#gone}`;
    await this.#say(`${mark}\n`);
    while (!this.#heard.includes(`witness: ${mark}\n`)) {
      await this.#more.promise;
    }
    return this.#heard.split("\n")
      .filter((line) => line.startsWith(`${nick}: `))
      .map((line) => line.slice(nick.length + 2));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.close();
    await this.#listening;
    this.#server.close();
  }

  #more = Promise.withResolvers<void>();

  async #listen(): Promise<void> {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(65536);
    try {
      for (;;) {
        const size = await this.#connection.read(buffer);
        if (size === null) return;
        this.#heard += decoder.decode(buffer.subarray(0, size), {
          stream: true,
        });
        this.#more.resolve();
        this.#more = Promise.withResolvers();
      }
    } catch {
      // The test is over.
    }
  }

  async #say(text: string): Promise<void> {
    await this.#connection.write(new TextEncoder().encode(text));
  }
}

/** Runs a script in a process of its own, or in this one. */
type Runner = (
  args: readonly string[],
  script: readonly string[],
) => Promise<Result>;

/** The whole program but for the system's pipes: many at once are cheap. */
const inThisProcess: Runner = async (args, script) => {
  const run = readArguments(args);
  if (run.command !== "chat") throw new Error(run.command);
  const { options } = run;
  const input = new TextEncoder().encode(lines(script));
  let at = 0;
  const keyboard = linesOf({
    read(into) {
      const size = Math.min(into.length, input.length - at);
      into.set(input.subarray(at, at += size));
      return Promise.resolve(size === 0 ? null : size);
    },
  });
  const texts = { out: "", err: "" };
  const collect = (name: "out" | "err") =>
    new Output({
      write(bytes) {
        texts[name] += new TextDecoder().decode(bytes);
        return Promise.resolve(bytes.length);
      },
    });
  const outputs = { out: collect("out"), err: collect("err") };
  const address = `${options.host}:${options.port}`;
  const view = plain({ address, timeout: options.timeout, script: true });
  const user = pipeUser(view, outputs, new Source(), keyboard);
  const config = { ...options, script: true, hidesEcho: false };
  const code = await chat(config, options, user);
  await Promise.all([outputs.out.idle(), outputs.err.idle()]);
  return { code, ...texts };
};

/**
 * One session through a faulty network, and everything it promises. If the
 * machine was slower than the network should be, it is played again, a few
 * times: what stays away for 100 ms is taken for whole.
 */
async function session(
  witness: Witness,
  number: number,
  faults: Faults,
  run: Runner,
  args: readonly string[] = [],
): Promise<{ result: Result; passed: number }> {
  const nick = `bob${number}`;
  const said = ["first", "second", "thïrd 日本", "last"];
  const script = [
    "/list",
    "/join room",
    `/nick ${nick}`,
    ...said.slice(0, 3),
    "/who",
    ...said.slice(3),
  ];
  await using network = new FaultyNetwork(witness.address, faults);
  const started = performance.now();
  const result = await run(
    ["--eol", "lf", "--timeout", "5", ...args, network.address],
    script,
  );
  const seconds = (performance.now() - started) / 1000;
  const heard = await witness.heardOf(nick);
  if (network.wasLate && number < TRIES * AGAIN) {
    return session(witness, number + AGAIN, faults, run, args);
  }
  const context = JSON.stringify({ faults, args, ...result, heard }, null, 1);

  assert(seconds < PATIENCE_S, `it took ${seconds} s: ${context}`);
  assert([0, 1].includes(result.code), context);
  assert(!/^\s+at |Error:|should not have happened/m.test(result.err), context);
  assertEquals(heard, said.filter((text) => heard.includes(text)), context);
  const shown = result.out.split("\n").filter((line) => / /.test(line));
  const own = shown.filter((line) => line.startsWith(`${nick}: `));
  assertEquals(own.length, new Set(own).size, `shown twice: ${context}`);
  for (const text of script) {
    const arrived = heard.includes(text) || wasAnswered(text, result);
    const isReported = [
      `parley: not sent: ${text}\n`,
      `parley: this may not have arrived: ${text}\n`,
      `parley: the server did not answer ${text.split(" ")[0]} within`,
    ].some((line) => result.err.includes(line));
    assert(arrived || isReported, `${text} is lost: ${context}`);
    if (result.code === 0 && said.includes(text) && args.length === 0) {
      assert(arrived, `exit 0 without ${text}: ${context}`);
    }
  }
  return { result, passed: network.passed };
}

/** Whether the program shows that a request was answered, were it in part. */
function wasAnswered(request: string, { out, err }: Result): boolean {
  if (request === "/list") return out !== "" || err.includes("announced");
  if (request === "/who") return /^w/m.test(out);
  return (request.startsWith("/join") ? /joined room/ : /you are/).test(err);
}

/** Does many things, some at a time. */
async function many<Item>(
  atATime: number,
  items: readonly Item[],
  action: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const rest = items.entries();
  const worker = async () => {
    for (const [index, item] of rest) await action(item, index);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}

Deno.test("a connection that breaks at any byte of a session", async () => {
  await using witness = await Witness.start();
  const whole = await session(witness, 0, { seed: 1, delay: 0 }, parley);
  assertEquals(whole.result.code, 0, whole.result.err);
  assert(whole.passed > 100, lines([String(whole.passed)]));
  const places = Array.from({ length: whole.passed }, (_, i) => i + 1);
  await many(PROCESSES, places, async (breakAt) => {
    await session(witness, breakAt, { seed: 1, delay: 0, breakAt }, parley);
  });
});

Deno.test(`${SCHEDULES} random schedules of faults`, async () => {
  await using witness = await Witness.start();
  const seeds = Array.from({ length: SCHEDULES }, (_, i) => i + 1);
  await many(SESSIONS, seeds, async (seed) => {
    const chance = random(seed);
    const at = () => 1 + Math.floor(chance() * 110);
    const way = chance() < 0.5 ? "to server" : "to client";
    const kind = chance();
    const faults: Faults = {
      seed,
      delay: chance() * 10,
      ...(kind < 0.3 ? { breakAt: at() } : {}),
      // Who stalls in the very first line is taken for one that sends no lines.
      ...(kind >= 0.3 && kind < 0.6
        ? { stall: { way, at: 6 + at(), ms: 100 + chance() * 1500 } }
        : {}),
      ...(kind >= 0.6 && kind < 0.8 ? { closeAt: { way, at: at() } } : {}),
    };
    const args = chance() < 0.3 ? ["--reconnect"] : [];
    await session(witness, 1000 + seed, faults, inThisProcess, args);
  });
});
