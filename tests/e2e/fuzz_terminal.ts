/**
 * The program at a terminal, with a person who does not know what a keyboard is.
 *
 * @module
 */
import { random } from "./faults.ts";
import {
  between,
  type Chance,
  CLEAR,
  hostileKeys,
  oneOf,
  type Some,
} from "./fuzz_bytes.ts";
import type { Shown } from "./fuzz_oracle.ts";
import { entry, type Fuzzed, isGuided } from "./fuzz_program.ts";
import { TerminalProgram } from "./terminal.ts";

/** What is asked for besides. */
const LOOKS: Some<string[]> = [[], [], ["--no-color"], ["--plain"]];
const TRACES: Some<string[]> = [[], [], ["--trace"]];
const COLUMNS: Some<number> = [80, 80, 40, 12];

/** How it ends: at keys, or at a signal. */
const ENDS: Some<{ keys: string } | { signal: Deno.Signal }> = [
  { keys: "/quit\r" },
  { keys: "\x03\x03\x03" },
  { keys: "\x04" },
  { signal: "SIGINT" },
  { signal: "SIGTERM" },
  { signal: "SIGHUP" },
  { signal: "SIGQUIT" },
];

/** The program at a terminal. */
export class ShownProgram implements Fuzzed {
  readonly over: Promise<void>;
  readonly isGuided: boolean;
  readonly #chance: Chance;
  readonly #args: readonly string[];
  readonly #program: TerminalProgram;
  readonly #signals: Deno.Signal[] = [];
  #clears = 0;
  #isResized = false;

  private constructor(seed: number, address: string) {
    const chance = this.#chance = random(seed);
    this.#args = [
      ...entry(chance),
      ...oneOf(chance, LOOKS),
      ...oneOf(chance, TRACES),
    ];
    this.isGuided = isGuided(this.#args);
    this.#program = new TerminalProgram([...this.#args, address], {
      columns: oneOf(chance, COLUMNS),
      answers: chance() < 0.7,
      // Nobody but the program writes, and no key stops it or its output.
      settings: "-echo -ixon susp undef",
    });
    this.over = this.#program.over;
  }

  /**
   * Starts it.
   *
   * @param seed Decides the options, and what the user does.
   * @param address The server.
   */
  static async start(seed: number, address: string): Promise<ShownProgram> {
    const shown = new ShownProgram(seed, address);
    const program = shown.#program;
    await program.shell("device");
    await program.shell("before");
    await program.until(() => /parley/.test(program.written), "the banner");
    return shown;
  }

  async act(): Promise<void> {
    if (this.#chance() < 0.05) {
      this.#isResized = true;
      await this.#program.resize(between(this.#chance, 1, 120));
    } else await this.#type(hostileKeys(this.#chance));
  }

  async end(): Promise<void> {
    const end = oneOf(this.#chance, ENDS);
    if ("signal" in end) return await this.#signal(end.signal);
    // In a paste that does not end, they would be text.
    await this.#type(new TextEncoder().encode(`\x1b[201~${end.keys}`));
  }

  terminate(): Promise<void> {
    return this.#signal("SIGTERM");
  }

  async outcome(): Promise<Shown> {
    await this.over;
    const program = this.#program;
    const said = async (word: "before" | "exit" | "after") =>
      await program.shell(word).catch(() => "nothing");
    return {
      device: "terminal",
      args: this.#args,
      signals: this.#signals,
      code: Number(await said("exit")),
      written: program.written,
      before: await said("before"),
      after: await said("after"),
      modes: program.modes,
      title: program.title,
      rows: program.screen.rows,
      clears: this.#clears,
      isResized: this.#isResized,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program[Symbol.asyncDispose]();
  }

  async #type(keys: Uint8Array): Promise<void> {
    const clear = CLEAR.charCodeAt(0);
    this.#clears += keys.filter((key) => key === clear).length;
    // It may have ended.
    await this.#program.type(keys).catch(() => {});
  }

  async #signal(signal: Deno.Signal): Promise<void> {
    this.#signals.push(signal);
    await this.#program.signal(signal);
  }
}
