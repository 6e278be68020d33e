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

/** The longest wait for the reader of the output after a signal, in ms. */
const FLUSH_TIMEOUT_MS = 1000;

/** The outputs of a run. */
export interface Outputs {
  /** Standard output, for data. */
  readonly out: Output;
  /** Standard error, for sentences to the user. */
  readonly err: Output;
}

/**
 * Waits for pending output: until a signal, or for a second if one has ended the
 * program. A terminal then has another second to take the write that is under way.
 *
 * @param outputs The outputs.
 * @param interrupts The source of signals.
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
  // A slow terminal only has to take the codes that restore it.
  out.cutOff();
  await Promise.race([out.drained(), flushTimeout()]);
  return code;
}

function flushTimeout(): Promise<void> {
  return new Promise((resolve) => {
    after(FLUSH_TIMEOUT_MS).onabort = () => resolve();
  });
}
