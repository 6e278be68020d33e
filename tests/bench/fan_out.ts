/**
 * The practice server with a crowd in one room.
 */
import { deno, MAIN } from "./contestants.ts";
import { writeWhole } from "./guest.ts";
import { Program } from "./program.ts";

const encoder = new TextEncoder();

/** What came of it. */
export interface FanOut {
  /** How many messages should have reached somebody, and how many did. */
  readonly due: number;
  readonly delivered: number;
  /** Seconds from the first message sent to the last one received. */
  readonly wall: number;
  /** The server's processor time meanwhile, in seconds. */
  readonly cpu: number;
}

/** Lets one of `clients` say `messages` things to the others. */
export async function fanOut(
  clients: number,
  messages: number,
): Promise<FanOut> {
  const server = new Program(
    deno(MAIN, "serve", "-p", "0", "--wire", "lf"),
  );
  const { value } = await server.output.read();
  const port = Number(/:(\d+)\n/.exec(new TextDecoder().decode(value))?.[1]);

  const crowd: Deno.TcpConn[] = [];
  for (let i = 0; i < clients; i++) crowd.push(await enter(port, i));
  const [speaker, ...listeners] = crowd;
  if (speaker === undefined) throw new Error("there are no clients");
  const said = Array.from({ length: messages }, (_, i) => `message ${i}\n`);
  const size = said.join("").length + "n0: ".length * messages;

  const busyBefore = await server.busy();
  const start = performance.now();
  const hearing = listeners.map((connection) => receive(connection, size));
  for (const text of said) await writeWhole(speaker, encoder.encode(text));
  const received = (await Promise.all(hearing)).reduce((a, b) => a + b, 0);
  const wall = (performance.now() - start) / 1000;
  const cpu = await server.busy() - busyBefore;

  for (const connection of crowd) connection.close();
  Deno.kill(await server.pid(), "SIGTERM");
  await server.end();
  const due = listeners.length * messages;
  return { due, delivered: Math.floor(received / size * messages), wall, cpu };
}

async function enter(port: number, i: number): Promise<Deno.TcpConn> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  for (const request of ["/join room\n", `/nick n${i}\n`]) {
    await writeWhole(connection, encoder.encode(request));
    await connection.read(new Uint8Array(1024));
  }
  return connection;
}

/** Receives so many bytes, or as many as come. How many did. */
async function receive(
  connection: Deno.TcpConn,
  size: number,
): Promise<number> {
  const buffer = new Uint8Array(64 * 1024);
  let received = 0;
  while (received < size) {
    const more = await connection.read(buffer);
    if (more === null) break;
    received += more;
  }
  return received;
}
