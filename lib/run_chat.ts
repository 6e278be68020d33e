/**
 * Runs a chat: brings together a user, a view and a server.
 *
 * @module
 */
import metadata from "../deno.json" with { type: "json" };
import { chat } from "./chat.ts";
import type { ChatOptions, DemoOptions } from "./cli/parse.ts";
import { isColorForbidden } from "./io/color.ts";
import { handleInternalErrors } from "./io/internal_errors.ts";
import { ErrorOutput, Output } from "./io/output.ts";
import { flushOutputs } from "./io/outputs.ts";
import type { PlainTerminal } from "./io/plain_terminal.ts";
import type { Source } from "./io/select.ts";
import { signals } from "./io/signals.ts";
import type { Terminal } from "./io/terminal.ts";
import { TERMINALS } from "./io/terminals.ts";
import { pipeUser } from "./io/user.ts";
import type { Config } from "./protocol/config.ts";
import type { Event } from "./protocol/events.ts";
import type { Trace } from "./protocol/wire.ts";
import { json } from "./view/json.ts";
import { plain } from "./view/plain.ts";
import type { Context } from "./view/sentences.ts";
import type { View } from "./view/view.ts";

/**
 * Runs `parley`.
 *
 * @param options The options and operands of the command line.
 * @returns The exit status.
 */
export async function runChat(options: ChatOptions): Promise<number> {
  handleInternalErrors();
  const outputs = { out: new Output(), err: new ErrorOutput() };
  const interrupts = signals();
  const isTerminal = TERMINALS.input && TERMINALS.output &&
    !options.json && !options.list;
  const terminal = isTerminal
    ? await terminalUser(options, outputs.out, interrupts)
    : null;
  const user = terminal ?? pipeUser(pipeView(options), outputs, interrupts);
  try {
    const address = {
      ...options,
      guess: () => guess(options.host),
      trace: options.trace ? await tracer(outputs.err, terminal) : undefined,
    };
    const code = await chat(configOf(options, isTerminal), address, user);
    return await flushOutputs(outputs, interrupts, code);
  } finally {
    user.close?.();
  }
}

/**
 * Runs `parley demo`.
 *
 * @param options The options and operands of the command line.
 * @returns The exit status.
 */
export async function runDemo(options: DemoOptions): Promise<number> {
  const { startDemo } = await import("./demo/demo.ts");
  const demo = await startDemo();
  const { hostname: host, port } = demo.address;
  const code = await runChat({ ...options, host, port });
  await demo.close();
  return code;
}

/** Returns a guess at what was meant by a host that does not resolve. */
async function guess(host: string): Promise<string> {
  const { didYouMean, meantHost } = await import("./cli/suggest.ts");
  return didYouMean(meantHost(host));
}

/**
 * Makes rows of what goes over the wire. They go to standard error, which may
 * be the terminal that shows the transcript.
 */
async function tracer(
  err: ErrorOutput,
  terminal: TerminalUser | null,
): Promise<Trace> {
  const { traceRow } = await import("./view/trace.ts");
  const show = (row: string) => {
    if (terminal === null) err.addInTurn(`${row}\n`);
    else if (TERMINALS.error) terminal.showTrace(row);
    else err.tryLog(`${row}\n`);
  };
  return (direction, traffic) => show(traceRow(new Date(), direction, traffic));
}

/** Adds what the standard streams decide to what the command line asks for. */
function configOf(options: ChatOptions, isTerminal: boolean): Config {
  return {
    ...options,
    script: !TERMINALS.input,
    hidesEcho: isTerminal,
    jitter: Math.random(),
    reconnect: options.reconnect || (TERMINALS.input && !options.list),
  };
}

/** Collects the facts that the sentences need. */
function context({ host, port, timeout }: ChatOptions): Context {
  return { host, port, timeout, script: !TERMINALS.input };
}

function pipeView(options: ChatOptions): View {
  return options.json
    ? json(context(options))
    : plain(context(options), options);
}

/** A person at a terminal. */
type TerminalUser = Terminal | PlainTerminal;

/**
 * Loads the line editor or the plain view only here: a script needs neither.
 */
async function terminalUser(
  options: ChatOptions,
  output: Output,
  interrupts: Source<Event>,
): Promise<TerminalUser> {
  const [{ isDumb, windowSize }, { TerminalView }, { setColorEnabled }] =
    await Promise.all([
      import("./io/window.ts"),
      import("./view/terminal.ts"),
      import("@std/fmt/colors"),
    ]);
  const isPlain = options.plain || isDumb();
  setColorEnabled(options.color && !isPlain && !isColorForbidden());
  const columns = () => windowSize().columns;
  const view = new TerminalView(context(options), columns, options);
  const Kind = isPlain
    ? (await import("./io/plain_terminal.ts")).PlainTerminal
    : (await import("./io/terminal.ts")).Terminal;
  return new Kind(view, output, interrupts, metadata.version);
}
