/**
 * Standard output and standard error together.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import { after } from "./after.ts";
import type { Output } from "./output.ts";
import type { Source } from "./select.ts";
import { exitSignal } from "./signals.ts";
import { TERMINALS } from "./terminals.ts";

/** How long a program that a signal interrupts waits for its output's reader. */
const FLUSH_TIMEOUT_MS = 1000;

/** Where a run leads: data, and what is said to the user. */
export interface Outputs {
  /** Standard output. */
  readonly out: Output;
  /** Standard error. */
  readonly err: Output;
}

/**
 * Waits for pending output; after a signal for a second, and at a terminal for
 * another until what is being written is.
 *
 * @param outputs What to write.
 * @param interrupts Where signals come from, which end the wait.
 * @param code The exit status so far.
 * @returns The exit status.
 */
export async function flushOutputs(
  { out, err }: Outputs,
  interrupts: Source<Event>,
  code: number,
): Promise<number> {
  const written = Promise.all([out.drained(), err.drained()]).then(() => code);
  if (code <= 128) return await Promise.race([written, exitSignal(interrupts)]);
  await Promise.race([written, flushTimeout()]);
  if (!TERMINALS.output || !out.isBusy) return code;
  // A slow terminal has to take what gives it back, and no more.
  out.cutOff();
  await Promise.race([out.drained(), flushTimeout()]);
  return code;
}

function flushTimeout(): Promise<void> {
  return new Promise((resolve) => {
    after(FLUSH_TIMEOUT_MS).onabort = () => resolve();
  });
}
