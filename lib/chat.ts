/**
 * The main loop: select, reduce, perform.
 *
 * @module
 */
import { Clock } from "./io/clock.ts";
import { select, type Source } from "./io/select.ts";
import { type Address, Socket } from "./io/socket.ts";
import type { Happening, News } from "./protocol/events.ts";
import {
  begin,
  type Config,
  reduce,
  type State,
  wantsLine,
} from "./protocol/reducer.ts";

/** Who sits in front of the chat: a person, a script or a bot. */
export interface User {
  /** What they type. */
  readonly keyboard: Source<Happening>;
  /** What befalls them: signals, an output that nobody reads any more. */
  readonly fate: readonly Source<Happening>[];
  /** Whether they are too busy taking in what was shown to hear more. */
  readonly isBusy: boolean;
  /** Shows them something. */
  show(news: News): void;
  /** Ends a turn: all that it had to show has been shown. */
  refresh(state: State): void;
  /** Gives back what it took, when the chat is over. */
  close?(): void;
}

/**
 * Chats, from connecting to leaving.
 *
 * @param config What was asked for on the command line.
 * @param address The server.
 * @param user Who chats.
 * @returns The exit status.
 */
export async function chat(
  config: Config,
  address: Address,
  user: User,
): Promise<number> {
  let socket = new Socket(address);
  const clock = new Clock();
  let [state, effects] = begin(config);
  for (;;) {
    for (const effect of effects) {
      switch (effect.type) {
        case "connect":
          socket = new Socket(address);
          socket.connect();
          break;
        case "send":
          socket.send(effect.text);
          break;
        case "shut":
          socket.shut();
          break;
        case "hang up":
          socket.close();
          break;
        case "wake":
          clock.wake(effect.at);
          break;
        case "show":
          user.show(effect.news);
          break;
        case "exit":
          clock.wake(null);
          user.refresh(state);
          return effect.code;
      }
    }
    user.refresh(state);
    // The server is not late while it is not listened to.
    clock.isRunning = !user.isBusy || state.ending !== null;
    const event = await select(sources(state, user, clock, socket));
    [state, effects] = event === undefined
      ? [state, []]
      : reduce(state, { ...event, at: clock.now });
  }
}

/** Where the next event may come from, what is rare before what may flood. */
function sources(
  state: State,
  user: User,
  clock: Clock,
  socket: Socket,
): Source<Happening>[] {
  const rare = [...user.fate, clock, socket.status];
  // A user who cannot take in more holds the sender back.
  if (user.isBusy) return rare;
  return wantsLine(state)
    ? [...rare, user.keyboard, socket.bytes]
    : [...rare, socket.bytes];
}
