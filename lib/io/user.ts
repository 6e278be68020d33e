/**
 * The user of the program: standard input, standard output and a view.
 *
 * @module
 */
import type { User } from "../chat.ts";
import { plain } from "../view/plain.ts";
import { prompt } from "../view/prompt.ts";
import type { Surroundings } from "../view/sentences.ts";
import type { View } from "../view/view.ts";
import { lines } from "./lines.ts";
import { type Output, writeError } from "./output.ts";
import type { State } from "../protocol/reducer.ts";
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

/**
 * Makes the user of a run at a terminal.
 *
 * @param around What the sentences need to know.
 * @param output Standard output.
 * @param signals Where the system's requests to end come from.
 * @returns The user.
 */
export function terminalUser(
  around: Surroundings,
  output: Output,
  signals: Source<Happening>,
): User {
  const user = pipeUser(plain(around), output, signals);
  let shown = "";
  return Object.assign(user, {
    refresh(state: State) {
      const next = prompt(state.place);
      if (next !== shown) output.add(shown = next);
      output.flush();
    },
  });
}
