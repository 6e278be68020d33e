/**
 * The last resort: an error that nothing was prepared for.
 *
 * @module
 */
import { unexpected } from "../view/sentences.ts";
import { reason } from "./reason.ts";
import { writeError } from "./write.ts";

/**
 * Ends the program in good order on an error of its own: a sentence instead of
 * a stack trace, exit status 1, and `unload` listeners run, so that a terminal
 * is given back.
 */
export function guard(): void {
  const end = (event: Event, error: unknown) => {
    event.preventDefault();
    dispatchEvent(new Event("unload"));
    writeError(`parley: ${unexpected(reason(error))}\n`);
    Deno.exit(1);
  };
  addEventListener("error", (event) => end(event, event.error));
  addEventListener("unhandledrejection", (event) => end(event, event.reason));
}
