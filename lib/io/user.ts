/**
 * The user of the program: standard input, standard output and a view.
 *
 * @module
 */
import type { User } from "../chat.ts";
import type { View } from "../view/view.ts";
import { lines } from "./lines.ts";
import { type Output, writeError } from "./output.ts";
import type { Source } from "./select.ts";
import type { Happening } from "../protocol/events.ts";

/**
 * Makes the user of a run whose output is no terminal.
 *
 * @param view How news is put.
 * @param output Standard output.
 * @param signals Where the system's requests to end come from.
 * @returns The user.
 */
export function pipeUser(
  view: View,
  output: Output,
  signals: Source<Happening>,
): User {
  return {
    keyboard: lines(),
    fate: [signals, output.status],
    get isBusy() {
      return output.isBusy;
    },
    show(news) {
      const { out = "", err = "" } = view(news, new Date());
      output.add(out);
      if (err !== "") writeError(err);
    },
    refresh() {
      output.flush();
    },
  };
}
