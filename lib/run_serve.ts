/**
 * Runs the practice server.
 *
 * @module
 */
import { handleInternalErrors } from "./io/internal_errors.ts";
import { ErrorOutput } from "./io/output.ts";
import { flushOutputs } from "./io/outputs.ts";
import { requireNet } from "./io/permission.ts";
import { reason } from "./io/reason.ts";
import { exitSignal, signals } from "./io/signals.ts";
import { print } from "./io/write.ts";
import type { Trace } from "./protocol/wire.ts";
import { listen } from "./server/listen.ts";
import { ownAddresses } from "./server/listen_on.ts";
import type { ServeOptions } from "./server/options.ts";
import { hostPort } from "./view/address.ts";
import { unlistenable } from "./view/sentences.ts";
import { connectLines, listeningLine, serverLine } from "./view/server.ts";

/**
 * Runs `parley serve`, until a signal ends it.
 *
 * @param options The options and operands of the command line.
 * @returns The exit status.
 */
export async function runServe(options: ServeOptions): Promise<number> {
  handleInternalErrors();
  const interrupts = signals();
  const log = new ErrorOutput();
  const note = (line: string) => log.tryLog(`${line}\n`);
  const tracer = options.trace ? await clientTracer(note) : undefined;
  const server = tryTo(
    () => {
      requireNet(options.host, options.port);
      return listen(
        { ...options, tracer },
        (news) => note(serverLine(news, new Date())),
      );
    },
    (why) => unlistenable(hostPort(options.host, options.port), why),
  );
  const { address, addresses } = server;
  await print(`${listeningLine(options.host, addresses)}\n`);
  connectLines(address, ownAddresses()).forEach(note);
  const code = await exitSignal(interrupts);
  await server.close();
  return await flushOutputs({ out: log, err: log }, interrupts, code);
}

/** Makes rows of what goes over the wire of a client, behind its port. */
async function clientTracer(
  note: (row: string) => void,
): Promise<(client: { readonly port: number }) => Trace> {
  const { traceRow } = await import("./view/trace.ts");
  return ({ port }) => (direction, traffic) =>
    note(`${port} ${traceRow(new Date(), direction, traffic)}`);
}

/** Does something; throws a sentence that says why if it fails. */
function tryTo<Result>(
  action: () => Result,
  sentence: (why: string) => string,
): Result {
  try {
    return action();
  } catch (error) {
    throw new Error(sentence(reason(error)));
  }
}
