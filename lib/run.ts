/**
 * Runs what the command line asks for.
 *
 * @module
 */
import metadata from "../deno.json" with { type: "json" };
import {
  type ChatOptions,
  type DemoOptions,
  readArguments,
} from "./cli/parse.ts";
import type { CommandName } from "./cli/options.ts";
import { UsageError } from "./cli/usage_error.ts";
import { after } from "./io/clock.ts";
import { isColorForbidden } from "./io/color.ts";
import { guard } from "./io/guard.ts";
import { ErrorOutput, Output, TERMINALS, writeError } from "./io/output.ts";
import { requireNet } from "./io/permission.ts";
import { reason } from "./io/reason.ts";
import { select, type Source } from "./io/select.ts";
import type { PlainTerminal } from "./io/plain_terminal.ts";
import { signals } from "./io/signals.ts";
import type { Terminal } from "./io/terminal.ts";
import { type Outputs, pipeUser } from "./io/user.ts";
import type { Event } from "./protocol/events.ts";
import type { Trace } from "./protocol/wire.ts";
import type { ServeOptions } from "./server/options.ts";
import { visible } from "./text/visible.ts";
import { hostPort } from "./view/address.ts";
import { json } from "./view/json.ts";
import { plain } from "./view/plain.ts";
import {
  type Context,
  unexpected,
  unlistenable,
  unwritable,
} from "./view/sentences.ts";
import type { View } from "./view/view.ts";

/** How long a program that a signal interrupts waits for its output's reader. */
const FLUSH_TIMEOUT_MS = 1000;

/**
 * Runs parley.
 *
 * @param args The arguments, without the program.
 * @returns The exit status: 0 left in good order, 1 no connection, no answer or
 * no output, 2 a usage error, 3 refused, 128 + N ended by signal N.
 */
export async function run(args: readonly string[]): Promise<number> {
  guard((why) => `parley: ${unexpected(why)}`);
  try {
    const wanted = readArguments(args);
    switch (wanted.command) {
      case "chat":
        return await runChat(wanted.options);
      case "demo":
        return await runDemo(wanted.options);
      case "serve":
        return await runServe(wanted.options);
      case "help":
        return await printHelp(wanted.about);
      case "version":
        return await printVersion(wanted.isLong);
    }
  } catch (error) {
    if (error instanceof UsageError) return await printUsage(error);
    writeError(`parley: ${visible(reason(error))}\n`);
    return 1;
  }
}

/** Loaded here, as what follows: most runs need none of it. */
async function printUsage(error: UsageError): Promise<number> {
  const { usageText } = await import("./cli/usage_text.ts");
  writeError(usageText(error));
  return 2;
}

async function printHelp(about: CommandName): Promise<number> {
  const { helpText } = await import("./cli/help.ts");
  return await print(helpText(about));
}

async function printVersion(isLong: boolean): Promise<number> {
  const version = `parley ${metadata.version}\n`;
  if (!isLong) return await print(version);
  const { RUNTIME } = await import("./io/runtime.ts");
  return await print(`${version}${RUNTIME}\n`);
}

async function print(text: string): Promise<number> {
  const output = new Output();
  output.add(text);
  await output.drained();
  if (output.failure === null) return 0;
  throw new Error(unwritable(output.failure));
}

async function runChat(options: ChatOptions): Promise<number> {
  const outputs = { out: new Output(), err: new ErrorOutput() };
  const interrupts = signals();
  const isTerminal = TERMINALS.input && TERMINALS.output &&
    !options.json && !options.list;
  const terminal = isTerminal
    ? await terminalUser(options, outputs.out, interrupts)
    : null;
  const user = terminal ?? pipeUser(pipeView(options), outputs, interrupts);
  const config = {
    ...options,
    script: !TERMINALS.input,
    hidesEcho: isTerminal,
    jitter: Math.random(),
    reconnect: (TERMINALS.input || options.reconnect) && !options.list,
  };
  try {
    const address = {
      ...options,
      guess: () => guess(options.host),
      trace: options.trace ? await tracer(outputs.err, terminal) : undefined,
    };
    // Loaded here: whoever asks for help or the version does not chat.
    const { chat } = await import("./chat.ts");
    const code = await chat(config, address, user);
    return await flushOutputs(outputs, interrupts, code);
  } finally {
    user.close?.();
  }
}

/** What a host that does not resolve was likely meant to be, in words. */
async function guess(host: string): Promise<string> {
  const { didYouMean, meantHost } = await import("./cli/suggest.ts");
  return didYouMean(meantHost(host));
}

/**
 * Makes rows of what goes over the wire. They go to standard error, which may be
 * the terminal that shows the transcript.
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

/** What the sentences need to know. */
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

/** Loaded here: a script needs no line editor, and some people neither. */
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

/**
 * Waits for pending output, at most a second after a signal.
 *
 * @returns The exit status.
 */
async function flushOutputs(
  { out, err }: Outputs,
  interrupts: Source<Event>,
  code: number,
): Promise<number> {
  const written = Promise.all([out.drained(), err.drained()]).then(() => code);
  if (code <= 128) return await Promise.race([written, exitSignal(interrupts)]);
  const patience = new Promise<number>((resolve) => {
    after(FLUSH_TIMEOUT_MS).onabort = () => resolve(code);
  });
  return await Promise.race([written, patience]);
}

/** The exit status that a signal asks for. */
async function exitSignal(interrupts: Source<Event>): Promise<number> {
  const end = await select([interrupts]);
  return end?.type === "signal" ? 128 + end.number : 0;
}

async function runDemo(options: DemoOptions): Promise<number> {
  const { startDemo } = await import("./demo/demo.ts");
  const demo = await startDemo();
  const { hostname: host, port } = demo.address;
  const code = await runChat({ ...options, host, port });
  await demo.close();
  return code;
}

async function runServe(options: ServeOptions): Promise<number> {
  const [{ listen }, { ownAddresses }, view] = await Promise.all([
    import("./server/listen.ts"),
    import("./server/listen_on.ts"),
    import("./view/server.ts"),
  ]);
  const interrupts = signals();
  const log = new ErrorOutput();
  const note = (line: string) => log.tryLog(`${line}\n`);
  const tracer = options.trace ? await clientTracer(note) : undefined;
  const server = tryTo(
    () => {
      requireNet(options.host, options.port);
      return listen(
        { ...options, tracer },
        (news) => note(view.serverLine(news, new Date())),
      );
    },
    (why) => unlistenable(hostPort(options.host, options.port), why),
  );
  const { address, addresses } = server;
  await print(`${view.listeningLine(options.host, addresses)}\n`);
  view.connectLines(address, ownAddresses()).forEach(note);
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

/** Does something, and says in its own words why it failed. */
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
