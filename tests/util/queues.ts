/**
 * What a peer has read.
 *
 * @module
 */

/** Where nobody tells, what was sent so long ago is taken for read. */
const LONG_AGO_MS = 100;

/** Waits until a loopback peer has read all that was sent to it. */
export async function everythingWasRead(
  { localAddr, remoteAddr }: Deno.TcpConn,
): Promise<void> {
  if (Deno.build.os !== "linux") return await pause(LONG_AGO_MS);
  // What is not acknowledged may not have come yet.
  await isEmpty(localAddr, remoteAddr, "sent");
  await isEmpty(remoteAddr, localAddr, "received");
}

/** Waits until a queue of a socket is empty, as Linux has it (proc(5)). */
async function isEmpty(
  local: Deno.NetAddr,
  remote: Deno.NetAddr,
  queue: "sent" | "received",
): Promise<void> {
  const ports = [local, remote].map(({ port }) =>
    `[0-9A-F]{8}:${port.toString(16).toUpperCase().padStart(4, "0")}`
  );
  const queues = queue === "sent" ? "0{8}:[0-9A-F]{8}" : "[0-9A-F]{8}:0{8}";
  const row = new RegExp(`: ${ports.join(" ")} [0-9A-F]{2} ${queues} `);
  for (let look = 0; look < 10_000; look++) {
    if (row.test(await Deno.readTextFile("/proc/net/tcp"))) return;
    await pause(1);
  }
  throw new Error(`what was ${queue} is not taken`);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
