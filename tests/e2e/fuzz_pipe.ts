/**
 * The program in pipes, with a user who does not know what a script is.
 *
 * @module
 */
import { random } from "./faults.ts";
import { type Chance, hostileLines, oneOf, type Some } from "./fuzz_bytes.ts";
import type { Piped } from "./fuzz_oracle.ts";
import { entry, type Fuzzed, isGuided } from "./fuzz_program.ts";
import { start } from "./program.ts";

/** What is asked for besides, and how it ends: a signal, or its input's end. */
const OUTPUTS: Some<string[]> = [[], ["--json"], ["--json"]];
const REMARKS: Some<string[]> = [[], ["--trace"], ["--quiet"]];
const LOSSES: Some<string[]> = [["--reconnect"], ["--reconnect"], []];
const ENDS: Some<Deno.Signal | null> = [
  ...[null, null] as const,
  ...["SIGINT", "SIGTERM", "SIGQUIT", "SIGHUP"] as const,
];

/** The program in pipes. */
export class PipedProgram implements Fuzzed {
  readonly over: Promise<Deno.CommandStatus>;
  readonly isGuided: boolean;
  readonly #chance: Chance;
  readonly #args: readonly string[];
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #out: Promise<Uint8Array>;
  readonly #err: Promise<Uint8Array>;
  readonly #signals: Deno.Signal[] = [];

  /**
   * Starts it.
   *
   * @param seed Decides the options, and what the user does.
   * @param address The server.
   */
  constructor(seed: number, address: string) {
    const chance = this.#chance = random(seed);
    this.#args = [
      ...entry(chance),
      ...oneOf(chance, OUTPUTS),
      ...oneOf(chance, REMARKS),
      ...oneOf(chance, LOSSES),
    ];
    this.isGuided = isGuided(this.#args);
    this.#child = start([...this.#args, address]);
    this.#input = this.#child.stdin.getWriter();
    this.#out = new Response(this.#child.stdout).bytes();
    this.#err = new Response(this.#child.stderr).bytes();
    this.over = this.#child.status;
  }

  act(): Promise<void> {
    // Few lines, as most of them end a script. Nobody waits for it to read them.
    if (this.#chance() < 0.2) {
      this.#input.write(hostileLines(this.#chance)).catch(() => {});
    }
    return Promise.resolve();
  }

  end(): Promise<void> {
    const signal = oneOf(this.#chance, ENDS);
    if (signal !== null) this.#signal(signal);
    // Without a terminal, SIGHUP is nothing to it.
    if (signal === null || signal === "SIGHUP") this.#endInput();
    return Promise.resolve();
  }

  terminate(): Promise<void> {
    this.#signal("SIGTERM");
    return Promise.resolve();
  }

  async outcome(): Promise<Piped> {
    const { code } = await this.over;
    const [out, err] = await Promise.all([this.#out, this.#err]);
    const { signals, args } = { signals: this.#signals, args: this.#args };
    return { device: "pipe", args, signals, code, out, err };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    kill(this.#child, "SIGKILL");
    await Promise.all([this.over, this.#out, this.#err, this.#endInput()]);
  }

  #signal(signal: Deno.Signal): void {
    this.#signals.push(signal);
    kill(this.#child, signal);
  }

  async #endInput(): Promise<void> {
    await this.#input.close().catch(() => {});
  }
}

function kill(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch {
    // It has ended.
  }
}
