/**
 * The handling of errors that nothing else handles.
 *
 * @module
 */
import { unexpected } from "../view/sentences.ts";
import { reason } from "./reason.ts";
import { writeError } from "./write.ts";

/**
 * Makes the program end cleanly on an internal error: with a sentence instead of a
 * stack trace, and exit status 1. `unload` listeners run, so that a terminal is
 * restored.
 */
export function handleInternalErrors(): void {
  const end = (event: Event, error: unknown) => {
    event.preventDefault();
    dispatchEvent(new Event("unload"));
    writeError(`parley: ${unexpected(reason(error))}\n`);
    Deno.exit(1);
  };
  addEventListener("error", (event) => end(event, event.error));
  addEventListener("unhandledrejection", (event) => end(event, event.reason));
}
