/**
 * What holds after any history of events, however hostile.
 */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Config } from "../../lib/protocol/config.ts";
import type { Effect, Event } from "../../lib/protocol/events.ts";
import { PART_BYTES } from "../../lib/protocol/framing.ts";
import { byteLength, isBlank } from "../../lib/protocol/limits.ts";
import { begin, reduce, wantsLine } from "../../lib/protocol/reducer.ts";
import type { State } from "../../lib/protocol/state.ts";
import {
  connected,
  Conversation,
  line,
  recv,
  SCRIPT,
  sent,
  type Step,
  wait,
} from "./conversation.ts";

/** Text as a server of the class might send it, or a hostile one. */
const serverText = fc.oneof(
  fc.constantFrom("0", "1", "2", "0\n", "0\r\n", "2\na\nb\n", "a: hi\n", "\0"),
  fc.constantFrom(
    "You have joined a new room.",
    "0n has joined the room.  There are 3 people in the room.",
    "n has joined the room.  There are 11 people in the room.",
    "a has left the room.",
    "a has been disconnected.",
    "a> hin> yo",
    "Users in this room:",
    "n",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const bytes = fc.oneof(
  serverText.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 60 }).map((array) => new Uint8Array(array)),
);
const typed = fc.oneof(
  fc.constantFrom("/list", "/join r", "/nick n", "/who", "/logout", "", "2"),
  fc.constantFrom("hello", "//who", "/dance", "x".repeat(3000), "a /logout"),
  fc.constantFrom("/leave", "/join q", "/nick m", "/help", " ".repeat(3000)),
  fc.string({ unit: "binary", maxLength: 30 }),
);

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(connected) },
  { weight: 6, arbitrary: fc.constant(sent) },
  {
    weight: 8,
    arbitrary: bytes.map((bytes) => ({ type: "bytes" as const, bytes })),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      text: typed,
      origin: fc.constantFrom("typed" as const, "rest" as const),
    }).map(({ text, origin }) => ({
      type: "line" as const,
      line: { text, number: 1, origin },
    })),
  },
  { weight: 6, arbitrary: fc.constant({ type: "tick" as const }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Event>(
      { type: "eof" },
      { type: "input failed", detail: "?" },
      { type: "cancel" },
      { type: "lost", detail: null },
      { type: "lost", detail: "reset" },
      { type: "unreachable", detail: "?" },
      { type: "signal", number: 2 },
      { type: "output closed", detail: null },
    ),
  },
);

const config: fc.Arbitrary<Config> = fc.record({
  script: fc.boolean(),
  reconnect: fc.boolean(),
  hidesEcho: fc.boolean(),
  list: fc.boolean(),
  say: fc.boolean(),
  room: fc.constantFrom(null, "r", "x".repeat(2000)),
  nick: fc.constantFrom(null, "n"),
  eol: fc.constantFrom("", "\n", "\r\n", "\0"),
  pace: fc.constantFrom(null, 0, 50),
  timeout: fc.constantFrom(1, 10),
  linger: fc.constantFrom(0, 2),
  jitter: fc.constantFrom(0, 0.5, 1),
});

/** The way into a room, which chance alone would hardly find. */
const ENTRY = [
  connected as Step,
  line("/join r"),
  sent,
  recv("0"),
  line("/nick n"),
  sent,
]
  .concat(recv("0\n"))
  .map((step) => ({ after: 60, event: toEvent(step) }));

const history = fc.tuple(
  fc.nat({ max: ENTRY.length }),
  fc.array(
    fc.record({ after: fc.constantFrom(0, 1, 60, 400, 5000), event }),
    { maxLength: 60, size: "max" },
  ),
).map(([length, rest]) => [...ENTRY.slice(0, length), ...rest]);

function toEvent(step: Step): Event {
  return "recv" in step
    ? { type: "bytes", bytes: new TextEncoder().encode(step.recv) }
    : step as Event;
}

/** Whether something will happen: by itself, by I/O, or by the user. */
function isLive(state: State, isWriting: boolean): boolean {
  const isOver = state.phase === "ended";
  const isConnecting = state.phase === "connecting";
  return isOver || isConnecting || isWriting || state.wakeAt !== null ||
    wantsLine(state);
}

const holds = fc.property(config, history, (config, history) => {
  let [state, effects] = begin(config);
  let now = 0;
  let writes = 0;
  for (const { after, event } of history) {
    now += after;
    if (event.type === "sent") {
      // The loop reports no write that was not begun.
      if (writes === 0) continue;
      writes--;
    }
    const before = state;
    [state, effects] = reduce(state, event, now);

    if (before.phase === "ended") assertEquals(effects, []);
    for (const effect of effects) {
      if (effect.type === "connect") writes = 0;
      if (effect.type !== "send") continue;
      writes++;
      assert(byteLength(effect.text) <= 1024, "too long a send");
      const end = effect.text.length - config.eol.length;
      const message = effect.text.slice(0, end);
      assert(!/[\n\r\0]/.test(message), "a send starts a second message");
      assert(!isBlank(message), "a send is a logout");
      assert(effect.text.endsWith(config.eol), "a send has no end");
    }
    assert(writes <= 1, "one write at a time");
    assert(isLive(state, writes > 0), `stuck: ${JSON.stringify(state)}`);
    assert(state.wakeAt === null || state.wakeAt > now, "a wake in the past");
    if (state.phase !== "online" && state.phase !== "leaving") continue;
    const { bytes, flushAt } = state.session.framing;
    assert(bytes.length <= PART_BYTES + 60, "bounded");
    assert(bytes.length === 0 || flushAt !== null, "kept for ever");
  }
});

const asksOneByOne = fc.property(config, history, (config, history) => {
  let [state, effects] = begin(config);
  let now = 0;
  for (const { after, event } of history) {
    now += after;
    const before = pendingOf(state);
    [state, effects] = reduce(state, event, now);
    const asks = effects.filter((effect) =>
      effect.type === "send" &&
      /^\/(list|join|nick|who)\b/.test(effect.text)
    );
    const isOver = before === null || before.answerBy === null ||
      pendingOf(state) !== before;
    assert(asks.length <= 1 && (asks.length === 0 || isOver));
  }
});

function pendingOf(state: State) {
  return state.phase === "online" ? state.session.pending : null;
}

const LINES = ["one", "two", "x".repeat(2500), "last"];

/**
 * A person whose connection is lost again and again, at any moment, while the
 * old nickname is still taken and the server comes back with another framing.
 */
const survivesLosses = fc.property(
  fc.array(fc.nat({ max: 12 }), { minLength: 3, maxLength: 3 }),
  fc.array(fc.constantFrom("", "\n", "\0"), { minLength: 4, maxLength: 4 }),
  fc.nat({ max: 3 }),
  fc.boolean(),
  (losses, framings, taken, script) => {
    const talk = new Conversation({
      ...SCRIPT,
      script,
      reconnect: true,
      room: "r",
      nick: "n",
    });
    const world = new World(talk, framings, taken);
    for (const text of LINES) world.type(text);
    for (const steps of losses) {
      world.run(steps);
      world.lose();
    }
    world.run(3000);
    world.finish();
    world.check(LINES);
  },
);

/** A server that does as it should, and a user who types what is wanted. */
class World {
  readonly #talk: Conversation;
  readonly #framings: readonly string[];
  #taken: number;
  #typed: string[] = [];
  #connections = -1;
  #answers: string[] = [];
  #isWriting = false;
  #isConnecting = true;
  #room = false;
  #nick = false;
  #received: string[] = [];
  readonly #told: string[] = [];
  #isOver = false;

  constructor(talk: Conversation, framings: readonly string[], taken: number) {
    this.#talk = talk;
    this.#framings = framings;
    this.#taken = taken;
  }

  type(text: string): void {
    this.#typed.push(text);
  }

  /** Lets things happen, one at a time. */
  run(steps: number): void {
    for (let i = 0; i < steps && !this.#isOver; i++) this.#step();
  }

  lose(): void {
    if (this.#isConnecting || this.#isOver) return;
    this.#do({ type: "lost", detail: null });
    this.#isWriting = false;
    this.#answers = [];
  }

  finish(): void {
    if (!this.#isOver) this.#do({ type: "eof" });
    this.run(200);
  }

  /** Everything said was received once, or told as not sent or unconfirmed. */
  check(lines: readonly string[]): void {
    assert(this.#isOver, JSON.stringify(this.#talk.state));
    const received = this.#received.join("|");
    for (const text of lines) {
      const isTold = this.#told.includes(text);
      const times = received.split(text.slice(0, 900)).length - 1;
      assert(isTold || times > 0, `${text.slice(0, 20)} is lost`);
      if (!isTold) assert(received.replaceAll("|", "").includes(text));
      if (text.length < 900) assert(times <= 1, `${text} came twice`);
    }
  }

  #step(): void {
    if (this.#isConnecting) {
      this.#isConnecting = false;
      this.#connections++;
      this.#room = this.#nick = false;
      return this.#do(connected);
    }
    if (this.#isWriting) {
      this.#isWriting = false;
      return this.#do(sent);
    }
    const answer = this.#answers.shift();
    if (answer !== undefined) {
      const end = this.#framings[this.#connections] ?? "";
      return this.#do(recv(answer + end));
    }
    const { state } = this.#talk;
    if (this.#typed.length > 0 && wantsLine(state)) {
      return this.#do(line(this.#typed.shift() ?? ""));
    }
    this.#do(wait(100));
  }

  #do(step: Step): void {
    for (const effect of this.#talk.step(step)) this.#perform(effect);
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case "connect":
        this.#isConnecting = true;
        break;
      case "send":
        this.#isWriting = true;
        this.#serve(effect.text);
        break;
      case "exit":
        this.#isOver = true;
        break;
      case "show":
        if (
          effect.news.type === "unsent" || effect.news.type === "unconfirmed"
        ) {
          this.#told.push(effect.news.text);
        }
    }
  }

  #serve(text: string): void {
    if (text === "/logout") return;
    if (!this.#room) {
      this.#room = text === "/join r";
      this.#answers.push(this.#room ? "0" : "1");
    } else if (!this.#nick) {
      const isTaken = this.#connections > 0 && this.#taken-- > 0;
      this.#nick = text === "/nick n" && !isTaken;
      this.#answers.push(this.#nick ? "0" : "2");
    } else this.#received.push(text);
  }
}

/** What a script is shown in a room when these reads come. */
function shown(eol: string, reads: readonly string[]): string {
  const talk = new Conversation(SCRIPT);
  const steps = [connected, line("/join r"), sent, recv(`0${eol}`), wait(50)];
  for (const step of [...steps, line("/nick n"), sent]) talk.step(step);
  const effects = reads.flatMap((read) => talk.step(recv(read)));
  effects.push(...talk.step(wait(1000)));
  return effects.map(text).join("");
}

function text(effect: Effect): string {
  if (effect.type !== "show") return "";
  const { news } = effect;
  if (news.type === "messages") return news.text;
  return news.type === "message" ? `${news.text}\n` : JSON.stringify(news);
}

const eol = fc.constantFrom("\n", "\r\n", "\0", "\0\0\0\0\0");
const words = fc.string({ unit: fc.constantFrom("a", ":", " ", "é", "0") });
const cuts = fc.array(fc.nat({ max: 500 }), { maxLength: 20 });
const ignoresCuts = fc.property(
  eol,
  fc.array(words.filter((word) => word !== "")),
  cuts,
  (eol, messages, cuts) => {
    const whole = ["0", ...messages].map((text) => text + eol).join("");
    const places = [...new Set(cuts.map((n) => n % whole.length))]
      .sort((a, b) => a - b);
    const reads = [0, ...places]
      .map((at, i) => whole.slice(at, places[i]));
    assertEquals(shown(eol, reads), shown(eol, [whole]));
  },
);

/** What holds, and how often the tests try to prove the contrary. */
export const INVARIANTS: readonly {
  readonly name: string;
  readonly runs: number;
  readonly property: fc.IRawProperty<unknown, false>;
}[] = [
  {
    name: "is safe and live after any history",
    runs: 2000,
    property: holds as fc.IRawProperty<unknown, false>,
  },
  {
    name: "asks one thing at a time",
    runs: 2000,
    property: asksOneByOne as fc.IRawProperty<unknown, false>,
  },
  {
    name: "loses nothing over three losses, and says nothing twice",
    runs: 1000,
    property: survivesLosses as fc.IRawProperty<unknown, false>,
  },
  {
    name: "reads a delimited session the same, however it is cut",
    runs: 500,
    property: ignoresCuts as fc.IRawProperty<unknown, false>,
  },
];
