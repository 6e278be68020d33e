/**
 * The main loop: select, reduce, perform.
 *
 * @module
 */
import { Clock } from "./io/clock.ts";
import { select, type Source } from "./io/select.ts";
import { Sleep } from "./io/sleep.ts";
import { type Address, Socket } from "./io/socket.ts";
import type { Config } from "./protocol/config.ts";
import type { Event } from "./protocol/events.ts";
import { policyOf } from "./protocol/policy.ts";
import { begin, reduce, wantsLine } from "./protocol/reducer.ts";
import { endsWithReads, type State } from "./protocol/state.ts";
import type { User } from "./user.ts";

/** Changes what is known, and has no effects. */
const RESUMED: Event = { type: "resumed" };

/**
 * Chats, from connecting to leaving.
 *
 * @param config The options.
 * @param address The server.
 * @param user The person, script or bot who chats.
 * @returns The exit status.
 */
export async function chat(
  config: Config,
  address: Address,
  user: User,
): Promise<number> {
  let socket: Socket | null = null;
  const clock = new Clock();
  const sleep = new Sleep();
  let [state, effects] = begin(config);
  for (;;) {
    for (const effect of effects) {
      switch (effect.type) {
        case "connect":
          socket = new Socket(address, policyOf(config).readBytes);
          socket.connect();
          break;
        case "send":
          socket?.send(effect.text);
          break;
        case "close write":
          socket?.closeWrite();
          break;
        case "close":
          socket?.close();
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
    // Stop the clock while we are not reading, or the server would seem late.
    clock.isRunning = !user.isBusy || isEnding(state);
    const event = await select(sources(state, user, clock, socket));
    if (sleep.hasSlept()) [state] = reduce(state, RESUMED, clock.now);
    [state, effects] = event === undefined
      ? [state, []]
      : reduce(state, event, clock.now);
  }
}

/** Returns whether a run is ending, which does not wait for slow output. */
function isEnding({ phase }: State): boolean {
  return phase === "leaving" || phase === "discarding";
}

/** Lists the sources of the next event, rare ones first. */
function sources(
  state: State,
  user: User,
  clock: Clock,
  socket: Socket | null,
): Source<Event>[] {
  const interrupts = [...user.interrupts];
  const input = wantsLine(state) ? [user.input] : [];
  // What is there to be read of the input is read before its time is over.
  if (state.phase === "discarding") return [...interrupts, ...input, clock];
  if (socket === null) return [...interrupts, clock, ...input];
  const { status, bytes } = socket;
  // What was read before a deadline counts before it.
  if (clock.isReady && bytes.isReady) return [...interrupts, bytes];
  if (!user.isBusy) return [...interrupts, clock, status, ...input, bytes];
  if (endsWithReads(state)) bytes.readAhead();
  return [...interrupts, clock, status];
}
