/**
 * Runs what the command line asks for.
 *
 * @module
 */
import metadata from "../deno.json" with { type: "json" };
import { chat, type User } from "./chat.ts";
import {
  type ChatOptions,
  type DemoOptions,
  readArguments,
} from "./cli/parse.ts";
import type { CommandName } from "./cli/options.ts";
import { UsageError, usageText } from "./cli/usage_error.ts";
import { after } from "./io/clock.ts";
import { guard } from "./io/guard.ts";
import { ErrorOutput, Output, TERMINALS, writeError } from "./io/output.ts";
import { reason } from "./io/reason.ts";
import { select, type Source } from "./io/select.ts";
import { signals } from "./io/signals.ts";
import type { Terminal } from "./io/terminal.ts";
import { type Outputs, pipeUser } from "./io/user.ts";
import type { Happening } from "./protocol/events.ts";
import type { ServeOptions } from "./server/options.ts";
import { hostPort } from "./view/address.ts";
import { json } from "./view/json.ts";
import { plain } from "./view/plain.ts";
import {
  type Surroundings,
  unexpected,
  unlistenable,
  unwritable,
} from "./view/sentences.ts";
import type { View } from "./view/view.ts";
import { visible } from "./view/visible.ts";

/** How long a program that was told to end waits for its output's reader. */
const FAREWELL_MS = 1000;

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
    const isUsage = error instanceof UsageError;
    writeError(
      isUsage ? usageText(error) : `parley: ${visible(reason(error))}\n`,
    );
    return isUsage ? 2 : 1;
  }
}

/** Loaded here, as what follows: a script needs neither. */
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
  await output.idle();
  if (output.failure === null) return 0;
  throw new Error(unwritable(output.failure));
}

async function runChat(options: ChatOptions): Promise<number> {
  const outputs = { out: new Output(), err: new ErrorOutput() };
  const ends = signals();
  const isTerminal = TERMINALS.input && TERMINALS.output &&
    !options.json && !options.list;
  const user: User = isTerminal
    ? await terminalUser(options, outputs.out, ends)
    : pipeUser(pipeView(options), outputs, ends);
  const config = {
    ...options,
    script: !TERMINALS.input,
    hidesEcho: isTerminal,
    reconnect: (TERMINALS.input || options.reconnect) && !options.list,
  };
  try {
    return await drained(outputs, ends, await chat(config, options, user));
  } finally {
    user.close?.();
  }
}

/** What the sentences need to know. */
function surroundings({ host, port, timeout }: ChatOptions): Surroundings {
  return { address: hostPort(host, port), timeout, script: !TERMINALS.input };
}

function pipeView(options: ChatOptions): View {
  const around = surroundings(options);
  return options.json ? json({ ...around, ...options }) : plain(around);
}

/** Loaded here: a script needs no line editor. */
async function terminalUser(
  options: ChatOptions,
  output: Output,
  ends: Source<Happening>,
): Promise<Terminal> {
  const [{ columns, Terminal }, { TerminalView }, { setColorEnabled }] =
    await Promise.all([
      import("./io/terminal.ts"),
      import("./view/terminal.ts"),
      import("@std/fmt/colors"),
    ]);
  setColorEnabled(options.color);
  const view = new TerminalView(surroundings(options), columns);
  return new Terminal(view, output, ends, metadata.version);
}

/**
 * Waits until everything shown is written, though not for ever once told to
 * end. The exit status that comes of it.
 */
async function drained(
  { out, err }: Outputs,
  ends: Source<Happening>,
  code: number,
): Promise<number> {
  const written = Promise.all([out.idle(), err.idle()]).then(() => code);
  if (code <= 128) return await Promise.race([written, told(ends)]);
  const patience = new Promise<number>((resolve) => {
    after(FAREWELL_MS).onabort = () => resolve(code);
  });
  return await Promise.race([written, patience]);
}

/** The exit status that a signal asks for. */
async function told(ends: Source<Happening>): Promise<number> {
  const end = await select([ends]);
  return end?.type === "signal" ? 128 + end.number : 0;
}

async function runDemo(options: DemoOptions): Promise<number> {
  const { startDemo } = await import("./demo/demo.ts");
  const demo = await startDemo();
  const { hostname: host, port } = demo.address;
  const code = await runChat({ ...options, host, port, meant: null });
  await demo.close();
  return code;
}

async function runServe(options: ServeOptions): Promise<number> {
  const [{ listen }, { serverLine }] = await Promise.all([
    import("./server/listen.ts"),
    import("./view/server.ts"),
  ]);
  const ends = signals();
  const log = new ErrorOutput();
  const server = tryTo(
    () => listen(options, (news) => log.addIfRead(`${serverLine(news)}\n`)),
    (why) => unlistenable(hostPort(options.host, options.port), why),
  );
  const { hostname, port } = server.address;
  await print(`listening on ${hostPort(hostname, port)}\n`);
  const code = await told(ends);
  await server.close();
  return await drained({ out: log, err: log }, ends, code);
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
