/**
 * A conversation without a network: the reducer in a room of its own, where time
 * passes as fast as it can.
 */
import { DEFAULTS } from "../../lib/protocol/config.ts";
import type { Event } from "../../lib/protocol/events.ts";
import { begin, reduce } from "../../lib/protocol/reducer.ts";
import type { State } from "../../lib/protocol/state.ts";

const encoder = new TextEncoder();

/** A person in a room of a server that ends with LF what it sends. */
export class Talk {
  /** How many texts were sent. */
  sent = 0;
  #state: State;
  #now = 0;

  /** Joins a room and takes a nickname. */
  constructor() {
    const options = { script: false, room: "room", nick: "bob", eol: "\n" };
    [this.#state] = begin({ ...DEFAULTS, ...options });
    this.take({ type: "connected" });
    this.receive("0\n");
    this.pass(() => this.sent === 2);
    this.receive("0\n");
  }

  /** Takes an event. What is sent is written at once. */
  take(event: Event): void {
    const [state, effects] = reduce(this.#state, event, this.#now);
    this.#state = state;
    for (const { type } of effects) {
      if (type !== "send") continue;
      this.sent++;
      this.take({ type: "sent" });
    }
  }

  /** Takes the bytes of a text as one read. */
  receive(text: string): void {
    this.take({ type: "bytes", bytes: encoder.encode(text) });
  }

  /** Types a line. */
  type(text: string): void {
    this.take({ type: "line", line: { text, number: null, origin: "typed" } });
  }

  /** Lets time pass, from one deadline to the next, until something holds. */
  pass(holds: () => boolean): void {
    while (!holds()) {
      this.#now = this.#state.wakeAt ?? this.#now;
      this.take({ type: "tick" });
    }
  }
}
