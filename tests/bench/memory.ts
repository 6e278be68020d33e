/**
 * Memory over a million messages while the user is silent: in a flood, and one
 * at a time, each printed before the next is sent.
 *
 *     deno run --allow-all tests/bench/memory.ts [MESSAGES]
 *
 * Prints the growth between the first and the last tenth, in bytes a message.
 * Reads the process's memory from /proc, so it runs on Linux alone.
 */
const MESSAGES = Number(Deno.args[0] ?? 1_000_000);
const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const encoder = new TextEncoder();
const message = encoder.encode(
  `alice: ${"a message like any other ".repeat(2)}\n`,
);

/** Resident memory of a process, in bytes. */
async function resident(pid: number): Promise<number> {
  const statm = await Deno.readTextFile(`/proc/${pid}/statm`);
  return Number(statm.split(" ")[1]) * 4096;
}

async function growth(perSend: number): Promise<number> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const program = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-net", MAIN, "-r", "games", "-n", "bob"],
      `127.0.0.1:${listener.addr.port}`,
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const connection = await listener.accept();
  for (let i = 0; i < 2; i++) {
    await connection.read(new Uint8Array(1024));
    await connection.write(encoder.encode("0\n"));
  }
  const output = program.stdout.getReader();
  const send = new Uint8Array(message.length * perSend);
  for (let i = 0; i < perSend; i++) send.set(message, i * message.length);

  let printed = 0;
  const samples: number[] = [];
  for (let sent = 0; sent < MESSAGES; sent += perSend) {
    for (let rest = send; rest.length > 0;) {
      rest = rest.subarray(await connection.write(rest));
    }
    const goal = (sent + perSend) * message.length;
    while (printed < goal) {
      printed += (await output.read()).value?.length ?? NaN;
    }
    const tenth = Math.floor(((sent + perSend) * 10) / MESSAGES);
    if (tenth > samples.length) samples.push(await resident(program.pid));
  }
  connection.close();
  listener.close();
  output.releaseLock();
  await program.stdout.cancel();
  await program.stdin.close();
  await program.status;
  const [first = 0, last = 0] = [samples[0], samples.at(-1)];
  return (last - first) / (MESSAGES * 0.9);
}

for (
  const [name, perSend] of [["flood", 1000], ["one at a time", 1]] as const
) {
  const bytes = await growth(perSend);
  console.log(`${name}: ${bytes.toFixed(2)} bytes a message (${MESSAGES})`);
}
