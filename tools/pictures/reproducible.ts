/**
 * parley for a picture that comes out the same whenever and wherever it is made:
 * its clock has stopped; the practice server, which listens on whatever port was
 * free, seems to be on the default port; and a server that starts again is
 * waited for, however long this machine takes.
 *
 * The first argument is the port that was free; the others are parley's.
 */
import { run } from "../../lib/run.ts";

class StoppedDate extends Date {
  constructor() {
    super(2026, 4, 4, 14, 5);
  }
}
Object.assign(globalThis, { Date: StoppedDate });

const [port, ...args] = Deno.args;
const { connect } = Deno;
Object.assign(Deno, {
  async connect(options: Deno.ConnectOptions): Promise<Deno.TcpConn> {
    const there = { ...options, hostname: "127.0.0.1", port: Number(port) };
    for (;;) {
      try {
        return await connect(there);
      } catch (error) {
        if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  },
});

Deno.exit(await run(args));
