/**
 * The user of a run with pipes: standard input, standard output and a view.
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
 * @param view How news is put.
 * @param outputs Where it is written.
 * @param signals Where the system's requests to end come from.
 * @param input What the user says; standard input by default.
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
    // One write may be under way while the next is made ready. What is said on
    // standard error waits for it, as both may lead to the same place.
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
