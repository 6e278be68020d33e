/**
 * The practice server with a crowd: in one room, in a room each, and in rooms
 * that are empty again.
 */
import { deno } from "./contestants.ts";
import { writeWhole } from "./guest.ts";
import { Program } from "./program.ts";

const encoder = new TextEncoder();

/** How many clients come in at the same time. */
const AT_ONCE = 50;

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

/** A server under way, and its clients. */
class Crowd implements AsyncDisposable {
  readonly clients: Deno.TcpConn[] = [];
  readonly #server: Program;
  readonly #port: number;

  private constructor(server: Program, port: number) {
    this.#server = server;
    this.#port = port;
  }

  static async start(parley: string, wire: string): Promise<Crowd> {
    const options = ["-p", "0", "--wire", wire, "--max-clients", "2000"];
    const server = new Program(deno(parley, "serve", ...options));
    const { value } = await server.output.read();
    const port = Number(/:(\d+)\n/.exec(new TextDecoder().decode(value))?.[1]);
    return new Crowd(server, port);
  }

  /** Lets so many clients in. */
  async enter(count: number, roomOf: (i: number) => string): Promise<void> {
    for (let i = 0; i < count; i += AT_ONCE) {
      const numbers = Array.from(
        { length: Math.min(AT_ONCE, count - i) },
        (_, j) => i + j,
      );
      this.clients.push(
        ...await Promise.all(
          numbers.map((n) => this.#enter(roomOf(n), `n${n}`)),
        ),
      );
    }
  }

  async #enter(room: string, nick: string): Promise<Deno.TcpConn> {
    const connection = await Deno.connect({
      hostname: "127.0.0.1",
      port: this.#port,
    });
    connection.setNoDelay(true);
    for (const request of [`/join ${room}`, `/nick ${nick}`]) {
      await writeWhole(connection, encoder.encode(`${request}\n`));
      await connection.read(new Uint8Array(1024));
    }
    return connection;
  }

  /** The server's processor time, in seconds, that something takes. */
  async cost(action: () => Promise<unknown>): Promise<number> {
    const before = await this.#server.busy();
    await action();
    return await this.#server.busy() - before;
  }

  /** Lets all clients go. */
  leave(): void {
    for (const connection of this.clients.splice(0)) connection.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.leave();
    Deno.kill(await this.#server.pid(), "SIGTERM");
    await this.#server.end();
  }
}

/** Lets one of so many clients in a room say things to the others. */
export async function fanOut(
  parley: string,
  count: number,
  messages: number,
): Promise<FanOut> {
  await using crowd = await Crowd.start(parley, "lf");
  await crowd.enter(count, () => "room");
  const [speaker, ...listeners] = crowd.clients;
  if (speaker === undefined) throw new Error("there are no clients");
  const said = Array.from({ length: messages }, (_, i) => `message ${i}\n`);
  const size = said.join("").length + "n0: ".length * messages;
  const start = performance.now();
  let received = 0;
  const cpu = await crowd.cost(async () => {
    const hearing = listeners.map((connection) => receive(connection, size));
    for (const text of said) await writeWhole(speaker, encoder.encode(text));
    received = (await Promise.all(hearing)).reduce((a, b) => a + b, 0);
  });
  const wall = (performance.now() - start) / 1000;
  const due = listeners.length * messages;
  return { due, delivered: Math.floor(received / size * messages), wall, cpu };
}

/**
 * The server's processor time, in seconds, for ten requests of each of so many
 * clients, each alone in a room.
 */
export async function alone(parley: string, count: number): Promise<number> {
  await using crowd = await Crowd.start(parley, "lf");
  await crowd.enter(count, (i) => `room${i}`);
  return await crowd.cost(() => Promise.all(crowd.clients.map(ask)));
}

/**
 * The server's processor time, in seconds, for some time in which nothing happens
 * but that somebody sits in a room. So many rooms are empty again, and the server
 * reads as the class's own does.
 */
export async function emptied(
  parley: string,
  rooms: number,
  seconds: number,
): Promise<number> {
  await using crowd = await Crowd.start(parley, "class");
  await crowd.enter(rooms, (i) => `room${i}`);
  crowd.leave();
  await crowd.enter(1, () => "room");
  return await crowd.cost(() =>
    new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  );
}

/** Asks ten times who is there. */
async function ask(connection: Deno.TcpConn): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await writeWhole(connection, encoder.encode("/who\n"));
    await connection.read(new Uint8Array(1024));
  }
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
