/**
 * Long answers: what the names of many rooms and of many people cost.
 */
import { deno } from "./contestants.ts";
import { writeWhole } from "./guest.ts";
import { Program } from "./program.ts";

const encoder = new TextEncoder();

/** Answers the requests of a client, an LF after each thing, until it leaves. */
async function answer(
  connection: Deno.TcpConn,
  answers: (request: string) => readonly string[],
): Promise<void> {
  const buffer = new Uint8Array(1024);
  for (;;) {
    const size = await connection.read(buffer);
    if (size === null) return;
    const requests = new TextDecoder().decode(buffer.subarray(0, size))
      .trimEnd().split("\n");
    for (const request of requests) {
      if (request === "/logout") return;
      const lines = answers(request).map((line) => `${line}\n`).join("");
      await writeWhole(connection, encoder.encode(lines));
    }
  }
}

/**
 * Processor time, in seconds, of a client that asks for so many names.
 *
 * @param parley The program's file.
 * @param request What it asks with.
 * @param count How many names it gets.
 */
export async function names(
  parley: string,
  request: "/list" | "/who",
  count: number,
): Promise<number> {
  const all = Array.from({ length: count }, (_, i) => `name${i}`);
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const options = request === "/list"
    ? ["--list"]
    : ["-r", "room", "-n", "bob"];
  const address = `127.0.0.1:${listener.addr.port}`;
  const program = new Program(
    deno(parley, ...options, "--eol", "lf", "--pace", "0", address),
  );
  await program.type(`${request}\n/logout\n`);
  await program.endInput();
  const ended = program.end();
  using connection = await listener.accept();
  await answer(
    connection,
    (request) =>
      request === "/list"
        ? [`${count}`, ...all]
        : request === "/who"
        ? all
        : ["0"],
  );
  connection.close();
  return await ended;
}
