/**
 * The operating system's requests to end.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import { select, Source } from "./select.ts";
import { TERMINALS } from "./terminals.ts";

/** The POSIX number of the signal that a terminal is gone. */
export const SIGHUP = 1;
/** The POSIX number of the signal of Ctrl-C. */
export const SIGINT = 2;

/** The signals that end the program, with their POSIX numbers. */
const SIGNALS: readonly [name: Deno.Signal, number: number][] = [
  ["SIGHUP", SIGHUP],
  ["SIGINT", SIGINT],
  ["SIGQUIT", 3],
  ["SIGTERM", 15],
];

/**
 * Listens for the signals that end a program. SIGHUP means that a terminal is
 * gone; a program without one ignores it.
 *
 * @returns A source of `signal` events.
 */
export function signals(): Source<Event> {
  const source = new Source<Event>();
  const hasTerminal = Object.values(TERMINALS).includes(true);
  for (const [name, number] of SIGNALS) {
    const isOurs = number !== SIGHUP || hasTerminal;
    onSignal(name, () => {
      if (isOurs) source.push({ type: "signal", number });
    });
  }
  return source;
}

/**
 * Listens for a signal, if the system has it; Windows lacks some.
 *
 * @param name The signal.
 * @param action Called when the signal comes.
 */
export function onSignal(name: Deno.Signal, action: () => void): void {
  try {
    Deno.addSignalListener(name, action);
  } catch {
    // The system lacks it.
  }
}

/**
 * Waits for a signal.
 *
 * @param signals The source that {@linkcode signals} returns.
 * @returns The exit status: 128 + N for signal N.
 */
export async function exitSignal(signals: Source<Event>): Promise<number> {
  const end = await select([signals]);
  return end?.type === "signal" ? 128 + end.number : 0;
}
