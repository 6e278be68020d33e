/**
 * parley as it stands for its picture, which must not tell when and where it
 * was made: its clock has stopped, and the practice server, which listens on
 * whatever port was free, is to be had on the port that it takes by default.
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
  connect: (options: Deno.ConnectOptions) =>
    connect({ ...options, hostname: "127.0.0.1", port: Number(port) }),
});

Deno.exit(await run(args));
