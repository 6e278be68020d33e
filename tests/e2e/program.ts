/**
 * The program as a process, for tests.
 */
const MAIN = import.meta.resolve("../../main.ts");
/** How long a program may take: only one that hangs takes longer. */
const PATIENCE_MS = 120_000;

/** Defines a test that is skipped, and says so, for want of something. */
export function testUnless(
  missing: string | null,
  name: string,
  fn: (t: Deno.TestContext) => Promise<void>,
): void {
  const isSkipped = missing !== null;
  const title = isSkipped ? `${name} (skipped: ${missing})` : name;
  Deno.test({ name: title, ignore: isSkipped, fn });
}

/** Defines a test that ends a program with a signal that it can hear. */
export function signalTest(
  name: string,
  fn: (t: Deno.TestContext) => Promise<void>,
): void {
  // Deno ends a process there at once, whatever the signal.
  const missing = Deno.build.os === "windows"
    ? "on Windows no signal can be sent"
    : null;
  testUnless(missing, name, fn);
}

/** What a run of the program came to. */
export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How to start the program. */
export interface Options {
  /** Where it may connect and listen; everywhere by default. */
  readonly net?: string;
  /** What is started in the place of main.ts, with its permissions. */
  readonly program?: readonly [string, ...string[]];
}

/**
 * Starts the program with pipes on all sides. With `await using` it is gone at
 * the end of a test that fails, too, and disturbs no other test.
 */
export function start(
  args: readonly string[],
  { net, program = fromSource(net) }: Options = {},
): Deno.ChildProcess {
  const [command, ...before] = program;
  const child = new Deno.Command(command, {
    args: [...before, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  endLate(child);
  return Object.assign(child, { [Symbol.asyncDispose]: () => end(child) });
}

/** Ends a program, if it has not ended, and closes what is open of its pipes. */
async function end(child: Deno.ChildProcess): Promise<void> {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended.
  }
  const { stdin, stdout, stderr } = child;
  await Promise.allSettled([stdin.close(), stdout.cancel(), stderr.cancel()]);
  await child.status;
}

function fromSource(net?: string): [string, ...string[]] {
  const permission = net === undefined ? "--allow-net" : `--allow-net=${net}`;
  return [Deno.execPath(), "run", "--quiet", permission, MAIN];
}

/** Kills a program that has not ended after so long. */
export function endLate(child: Deno.ChildProcess): void {
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  child.status.finally(() => clearTimeout(timer));
}

/** Waits until a program ends. */
export async function finish(child: Deno.ChildProcess): Promise<Result> {
  const { code, stdout, stderr } = await child.output();
  return { code, out: decode(stdout), err: decode(stderr) };
}

/** Runs the program with an input from beginning to end. */
export async function parley(
  args: readonly string[],
  input: string | Uint8Array<ArrayBuffer> | readonly string[] = "",
  options: Options = {},
): Promise<Result> {
  const child = start(args, options);
  const result = finish(child);
  await feed(child, input);
  return await result;
}

/** Writes an input whole and ends it; a reader that goes is no error. */
export async function feed(
  child: Deno.ChildProcess,
  input: string | Uint8Array<ArrayBuffer> | readonly string[],
): Promise<void> {
  const bytes = input instanceof Uint8Array ? input : new TextEncoder().encode(
    typeof input === "string" ? input : lines(input),
  );
  try {
    await new Blob([bytes]).stream().pipeTo(child.stdin);
  } catch {
    // It has ended before it read everything.
  }
}

/** A practice server as a process of its own. */
export class ServerProcess implements AsyncDisposable {
  readonly address: string;
  readonly #child: Deno.ChildProcess;

  private constructor(address: string, child: Deno.ChildProcess) {
    this.address = address;
    this.#child = child;
  }

  /** Starts one on a free loopback port. */
  static async start(...args: string[]): Promise<ServerProcess> {
    await using failing = new AsyncDisposableStack();
    const child = failing.use(start(["serve", "--port", "0", ...args]));
    await child.stdin.close();
    const line = await readUntil(child.stdout, /\n/);
    failing.move();
    const address = line.trim().replace("listening on ", "");
    return new ServerProcess(address, child);
  }

  /** Its process. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Sends it a signal. */
  signal(signal: Deno.Signal): void {
    this.#child.kill(signal);
  }

  /** Ends it with a signal; gives its exit status and its log. */
  async stop(signal: Deno.Signal = "SIGTERM"): Promise<[number, string]> {
    this.#child.kill(signal);
    await this.#child.stdout.cancel();
    const log = await new Response(this.#child.stderr).text();
    return [(await this.#child.status).code, log];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.stop();
    } catch {
      // The test stopped it.
    }
  }
}

/**
 * Reads from a stream until a pattern matches what has come so far.
 *
 * @throws {Error} When the stream ends before it does.
 */
export async function readUntil(
  stream: ReadableStream<Uint8Array>,
  pattern: RegExp,
): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (!pattern.test(text)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`${pattern} never came: ${text}`);
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    reader.releaseLock();
  }
  return text;
}

/** Lines, each with its end. */
export function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
