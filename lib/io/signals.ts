/**
 * The operating system's requests to end.
 *
 * @module
 */
import type { Event } from "../protocol/events.ts";
import { select, Source } from "./select.ts";
import { TERMINALS } from "./terminals.ts";

/** The signals that end the program, by their POSIX numbers. */
export const SIGNALS = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGTERM: 15,
} as const;

/**
 * Listens for the signals that end a program. SIGHUP means that a terminal is
 * gone; a program without one ignores it.
 *
 * @returns A source of `signal` events.
 */
export function signals(): Source<Event> {
  const source = new Source<Event>();
  const hasTerminal = Object.values(TERMINALS).includes(true);
  for (const [name, number] of Object.entries(SIGNALS)) {
    const isOurs = number !== SIGNALS.SIGHUP || hasTerminal;
    try {
      Deno.addSignalListener(name as Deno.Signal, () => {
        if (isOurs) source.push({ type: "signal", number });
      });
    } catch {
      // Windows lacks some of them.
    }
  }
  return source;
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
