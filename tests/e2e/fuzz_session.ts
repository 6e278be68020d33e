/**
 * A session between a hostile server and a hostile user, from a seed.
 *
 * @module
 */
import { random } from "./faults.ts";
import { between, type Chance, oneOf } from "./fuzz_bytes.ts";
import { faultsOf } from "./fuzz_oracle.ts";
import { PipedProgram } from "./fuzz_pipe.ts";
import type { Fuzzed } from "./fuzz_program.ts";
import { HostileServer } from "./fuzz_server.ts";
import { ShownProgram } from "./fuzz_terminal.ts";
import { within } from "./fuzz_time.ts";

/** What a program is attached to. */
export type Device = "pipe" | "terminal";

/** What a program can be at when something is done to it. */
export const STATES = [
  ...["connecting", "lobby", "naming", "room", "offline", "leaving"] as const,
] as const;

type State = typeof STATES[number];

/** A session that was played. */
export interface Played {
  /** The states in which something was done. */
  readonly states: ReadonlySet<State>;
  /** What is wrong with it; empty when nothing is. */
  readonly faults: readonly string[];
}

/** How many connections a session has, if it may. */
const CONNECTIONS = 3;
/** The longest wait for a state that what was done before may have forestalled. */
const REACH_MS = 2500;
/** How long a user waits before they ask for the end once more. */
const END_MS = 1500;
/** How long the end may take: only a program that hangs takes longer. */
const PATIENCE_MS = 60_000;
/** The longest pause between two acts. */
const PAUSE_MS = 15;

/**
 * Plays a session.
 *
 * @param device What the program is attached to.
 * @param seed Decides everything but how fast anybody is. The seeds from 0 on
 * begin with one state each, in turn.
 * @returns What was seen.
 */
export async function play(device: Device, seed: number): Promise<Played> {
  await using server = new HostileServer(seed);
  await using program = device === "pipe"
    ? new PipedProgram(seed, server.address)
    : await ShownProgram.start(seed, server.address);
  const session = new Session(random(seed + 2), server, program);
  await session.run(STATES[seed % STATES.length] ?? "room");
  const { states, isOver } = session;
  const faults = isOver ? faultsOf(await program.outcome()) : ["it hangs"];
  return { states, faults };
}

class Session {
  readonly states: Set<State> = new Set();
  isOver = false;
  readonly #chance: Chance;
  readonly #server: HostileServer;
  readonly #program: Fuzzed;

  constructor(chance: Chance, server: HostileServer, program: Fuzzed) {
    this.#chance = chance;
    this.#server = server;
    this.#program = program;
    program.over.then(() => this.isOver = true);
  }

  async run(first: State): Promise<void> {
    const isBarred = first === "connecting";
    if (isBarred) await this.#storm(first);
    const patience = isBarred ? REACH_MS : PATIENCE_MS;
    await this.#visit(first, patience, () => this.#server.open());
    for (let i = 1; i < CONNECTIONS; i++) {
      const next = oneOf(this.#chance, STATES);
      await this.#visit(next, REACH_MS, () => this.#hangUp());
    }
    await this.#leave();
  }

  /** Lets the program get somewhere, and does things to it there. */
  async #visit(
    state: State,
    patience: number,
    begin: () => Promise<void>,
  ): Promise<void> {
    if (this.isOver) return;
    const depth = !this.#program.isGuided
      ? "lobby"
      : state === "lobby" || state === "naming"
      ? state
      : "room";
    const reached = this.#server.lead(depth);
    await begin();
    await within(patience, reached, this.#program.over);
    if (state === "offline") await this.#hangUp();
    await this.#storm(state === "offline" ? state : depth);
  }

  /** Does things to it, until it is over. */
  async #storm(state: State): Promise<void> {
    for (let acts = between(this.#chance, 4, 20); acts > 0; acts--) {
      if (this.isOver) return;
      const actor = this.#chance() < 0.5 ? this.#server : this.#program;
      await actor.act();
      await within(this.#chance() * PAUSE_MS, this.#program.over);
    }
    if (!this.isOver) this.states.add(state);
  }

  async #leave(): Promise<void> {
    if (this.isOver) return;
    await this.#program.end();
    if (!this.isOver) this.states.add("leaving");
    for (let acts = 5; acts > 0 && !this.isOver; acts--) {
      await this.#server.act();
    }
    await within(END_MS, this.#program.over);
    if (this.isOver) return;
    await this.#program.terminate();
    await within(PATIENCE_MS, this.#program.over);
  }

  #hangUp(): Promise<void> {
    this.#server.hangUp();
    return Promise.resolve();
  }
}
