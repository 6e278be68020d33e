/**
 * The user of a chat: a person, a script or a bot.
 *
 * @module
 */
import type { Source } from "./io/select.ts";
import type { Event, News } from "./protocol/events.ts";
import type { State } from "./protocol/state.ts";

/** A person, a script or a bot, as the main loop sees them. */
export interface User {
  /** The lines that they type, and the end of the input. */
  readonly input: Source<Event>;
  /** Signals, and an output that was closed. */
  readonly interrupts: readonly Source<Event>[];
  /** Whether output is still being written; what is read meanwhile waits. */
  readonly isBusy: boolean;
  /** Shows them something. */
  show(news: News): void;
  /** Ends a turn, after everything that it had to show. */
  refresh(state: State): void;
  /** Gives back the terminal, when the chat is over. */
  close?(): void;
}
