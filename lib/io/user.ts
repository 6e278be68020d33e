/**
 * The user of a run without a terminal: standard input, a view, and the outputs.
 *
 * @module
 */
import type { User } from "../user.ts";
import type { Event } from "../protocol/events.ts";
import type { View } from "../view/view.ts";
import { lines } from "./lines.ts";
import type { Outputs } from "./outputs.ts";
import type { Source } from "./select.ts";

/**
 * Makes the user of a run whose output is not a terminal.
 *
 * @param view The view, which puts news into text.
 * @param outputs The outputs for the text.
 * @param signals The source of signals.
 * @param input The source of lines; standard input by default.
 * @returns The user.
 */
export function pipeUser(
  view: View,
  { out, err }: Outputs,
  signals: Source<Event>,
  input: Source<Event> = lines(),
): User {
  return {
    input,
    interrupts: [signals, out.status, err.status],
    // One write may be under way while the next is prepared. Standard error waits
    // for it, as both may be the same file or terminal.
    get isBusy() {
      const isOutFull = out.isBusy && out.pending > 0;
      return isOutFull || err.isBusy || err.pending > 0;
    },
    show(news) {
      const text = view(news, new Date());
      if (text.out !== undefined) out.add(text.out);
      if (text.err !== undefined) err.add(text.err);
    },
    refresh() {
      out.flush();
      if (!out.isBusy) err.flush();
    },
  };
}
