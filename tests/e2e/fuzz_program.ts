/**
 * What a program between a hostile server and a hostile user is, whatever it is
 * attached to.
 *
 * @module
 */
import { type Chance, oneOf } from "./fuzz_bytes.ts";
import type { Piped, Shown } from "./fuzz_oracle.ts";

/** The program, and who uses it. */
export interface Fuzzed extends AsyncDisposable {
  /** Kept when it has ended. */
  readonly over: Promise<unknown>;
  /** Whether it finds its way into a room by itself. */
  readonly isGuided: boolean;
  /** Has the user do something. */
  act(): Promise<void>;
  /** Ends it in some way, which may come to nothing. */
  end(): Promise<void>;
  /** Tells it to end now. */
  terminate(): Promise<void>;
  /** What has become of it, once it is over. */
  outcome(): Promise<Piped | Shown>;
}

const TIMEOUTS = ["5", "5", "5", "1", "0.2"] as const;

/** Asks for the way into a room. */
const GUIDE = ["-r", "games", "-n", "bob"];

/** Returns how a user begins: on the way into a room, as a rule. */
export function entry(chance: Chance): readonly string[] {
  const guide = chance() < 0.85 ? GUIDE : [];
  return ["--timeout", oneOf(chance, TIMEOUTS), ...guide];
}

/** Returns whether the program finds its way into a room by itself. */
export function isGuided(args: readonly string[]): boolean {
  return GUIDE.every((word) => args.includes(word));
}
