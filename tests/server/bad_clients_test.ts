/**
 * Two people who talk while others do what they should not. What it does to
 * them is printed, and bounded only so far that a busy machine may be slow.
 */
import { assert, assertEquals } from "@std/assert";
import { ServerProcess, signalTest } from "../e2e/program.ts";
import { LineClient } from "../util/line_client.ts";
import { type BadClients, COME_AND_GO } from "./bad_client_kind.ts";
import { soon } from "../util/soon.ts";

const PAIR = "pair";

const KINDS: Record<string, Omit<BadClients, "port">> = {
  "50 talk in another room": talk(50, "other", "x\n"),
  "50 talk in the same room": talk(50, PAIR, "x\n"),
  "10 talk and read nothing": { ...talk(10, "other", "x\n"), reads: false },
  "20 ask who is there": { ...talk(20, "other", "/who\n"), reads: false },
  "20 send control characters": talk(20, null, "\x00\x1b\x85\n"),
  "20 send one endless line": talk(20, PAIR, "endless"),
  "500 say nothing": { ...talk(500, null, null), reads: false },
  "500 say much and read nothing": {
    ...talk(500, "other", `${"x".repeat(999)}\n`),
    reads: false,
  },
  "5 come and go": talk(5, PAIR, COME_AND_GO),
};

function talk(
  count: number,
  room: string | null,
  says: string | null,
): Omit<BadClients, "port"> {
  return { count, room, says, reads: true };
}

const MESSAGES = 25;
/** The most memory that a server may take, in MiB. */
const MOST_MEMORY = 512;

for (const [name, kind] of Object.entries(KINDS)) {
  signalTest(`two people talk on while ${name}`, async () => {
    await using server = await ServerProcess.start("--wire", "lf");
    const [hostname = "", port] = server.address.split(":");
    const address = { hostname, port: Number(port) };
    const ann = await LineClient.enter(address, PAIR, "ann");
    const bob = await LineClient.enter(address, PAIR, "bob");
    const crowd = await gather({ ...kind, port: Number(port) });

    const times: number[] = [];
    for (let i = 0; i < MESSAGES; i++) {
      const text = `message ${i}`;
      const start = performance.now();
      await ann.send(`${text}\n`);
      await soon(bob.until(() => bob.lines.includes(`ann: ${text}`)));
      times.push(performance.now() - start);
      bob.lines.length = 0;
      ann.lines.length = 0;
    }
    const start = performance.now();
    const newcomer = await soon(LineClient.enter(address, "new", "eve"));
    const entering = performance.now() - start;

    const memory = await peakMemory(server.pid);
    const [code] = await soon(server.stop());
    crowd.terminate();
    for (const client of [ann, bob, newcomer]) await client.leave();
    assertEquals(code, 143);
    times.sort((a, b) => a - b);
    const [median, worst] = [times[MESSAGES >> 1], times.at(-1), entering]
      .map((ms) => `${ms?.toFixed(1)} ms`);
    console.log(
      `${name}: median ${median}, worst ${worst}, ` +
        `a newcomer is in after ${entering.toFixed(1)} ms, ` +
        `${memory?.toFixed(0)} MiB at most`,
    );
    assert(memory === null || memory < MOST_MEMORY, `${memory} MiB`);
  });
}

/** Lets bad clients in. */
async function gather(clients: BadClients): Promise<Worker> {
  const url = import.meta.resolve("./bad_client.ts");
  const worker = new Worker(url, { type: "module" });
  const { port1, port2 } = new MessageChannel();
  const { promise, resolve } = Promise.withResolvers<void>();
  port1.onmessage = () => resolve();
  worker.postMessage({ clients, ready: port2 }, [port2]);
  await soon(promise);
  port1.close();
  return worker;
}

/** The most memory that a process has had, in MiB; `null` where nobody tells. */
async function peakMemory(pid: number): Promise<number | null> {
  if (Deno.build.os !== "linux") return null;
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
