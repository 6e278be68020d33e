/**
 * A hostile world as a model: whatever happens, in whatever order, the
 * conversation keeps its promises.
 */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { PART_BYTES } from "../../lib/protocol/decoder.ts";
import type { Effect, Happening } from "../../lib/protocol/events.ts";
import { byteLength } from "../../lib/protocol/limits.ts";
import { begin, type Config, reduce } from "../../lib/protocol/reducer.ts";
import { plain } from "../../lib/view/plain.ts";
import {
  connected,
  line,
  Play,
  recv,
  SCRIPT,
  sent,
  type Step,
  wait,
} from "./play.ts";

const AROUND = { address: "localhost:1", timeout: 10, script: true };

/** Text as a server of the class might send it, or a hostile one. */
const serverText = fc.oneof(
  fc.constantFrom("0", "1", "2", "0\n", "0\r\n", "2\na\nb\n", "a: hi\n", "\0"),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const bytes = fc.oneof(
  serverText.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 60 }).map((array) => new Uint8Array(array)),
);
const typed = fc.oneof(
  fc.constantFrom("/list", "/join r", "/nick n", "/who", "/logout", "", "2"),
  fc.constantFrom("hello", "//who", "/dance", "x".repeat(3000), "a /logout"),
  fc.string({ unit: "binary", maxLength: 30 }),
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(connected) },
  { weight: 6, arbitrary: fc.constant(sent) },
  {
    weight: 8,
    arbitrary: bytes.map((bytes) => ({ type: "bytes" as const, bytes })),
  },
  {
    weight: 8,
    arbitrary: fc.record({ text: typed, continued: fc.boolean() })
      .map(({ text, continued }) => ({
        type: "line" as const,
        line: { text, number: 1, continued },
      })),
  },
  { weight: 6, arbitrary: fc.constant({ type: "tick" as const }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Happening>(
      { type: "eof" },
      { type: "lost", why: null },
      { type: "unreachable", why: "?" },
      { type: "signal", number: 2 },
      { type: "deaf", why: null },
    ),
  },
);

const config: fc.Arbitrary<Config> = fc.record({
  script: fc.boolean(),
  reconnect: fc.boolean(),
  hidesEcho: fc.boolean(),
  list: fc.boolean(),
  room: fc.constantFrom(null, "r", "x".repeat(2000)),
  nick: fc.constantFrom(null, "n"),
  eol: fc.constantFrom("", "\n", "\r\n", "\0"),
  pace: fc.constantFrom(0, 50),
  timeout: fc.constantFrom(1, 10),
  linger: fc.constantFrom(0, 2),
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
  .map((step) => ({ after: 60, happening: toHappening(step) }));

const history = fc.tuple(
  fc.nat({ max: ENTRY.length }),
  fc.array(
    fc.record({ after: fc.constantFrom(0, 1, 60, 400, 5000), happening }),
    { maxLength: 60, size: "max" },
  ),
).map(([length, rest]) => [...ENTRY.slice(0, length), ...rest]);

function toHappening(step: Step): Happening {
  return "recv" in step
    ? { type: "bytes", bytes: new TextEncoder().encode(step.recv) }
    : step as Happening;
}

function show(effect: Effect): string {
  if (effect.type !== "show") return "";
  const { out = "", err = "" } = plain(AROUND)(effect.news, new Date(0));
  return out + err;
}

const keepsPromises = fc.property(config, history, (config, history) => {
  let [state, effects] = begin(config);
  let at = 0;
  let unsentWrites = 0;
  for (const { after, happening } of history) {
    at += after;
    if (happening.type === "sent") {
      // The loop reports no write that was not begun.
      if (unsentWrites === 0) continue;
      unsentWrites--;
    }
    const before = state;
    [state, effects] = reduce(state, { ...happening, at });

    if (before.place.at === "ended") assertEquals(effects, []);
    for (const effect of effects) {
      assert(!/[^\P{Cc}\n]/u.test(show(effect)), JSON.stringify(effect));
      if (effect.type === "connect") unsentWrites = 0;
      if (effect.type !== "send") continue;
      unsentWrites++;
      assert(byteLength(effect.text) <= 1024, "too long a send");
      const message = effect.text.slice(
        0,
        effect.text.length - config.eol.length,
      );
      assert(!/[\n\r\0]/.test(message), "a send starts a second message");
      assert(effect.text.endsWith(config.eol), "a send has no end");
    }
    assert(unsentWrites <= 1, "one write at a time");
    assert(state.decoder.held.length <= PART_BYTES + 60, "bounded");
    assert(state.timers.hold === undefined || state.place.at !== "away");
    if (state.decoder.held.length > 0 && state.place.at !== "ended") {
      const due = state.timers.hold;
      const isOver = state.place.at === "adrift";
      assert(isOver || (due !== undefined && due <= at + 100), "100 ms");
    }
  }
});

const asksOneByOne = fc.property(config, history, (config, history) => {
  let [state, effects] = begin(config);
  let at = 0;
  for (const { after, happening } of history) {
    at += after;
    const { request } = state;
    [state, effects] = reduce(state, { ...happening, at });
    const asks = effects.filter((effect) =>
      effect.type === "send" &&
      /^\/(list|join|nick|who)\b/.test(effect.text)
    );
    const wasAnswered = request === null || state.request !== request;
    assert(asks.length <= 1 && (asks.length === 0 || wasAnswered));
  }
});

/** What a script hears in a room when these segments come. */
function heard(eol: string, segments: readonly string[]): string {
  const play = new Play(SCRIPT);
  const steps = [connected, line("/join r"), sent, recv(`0${eol}`), wait(50)];
  for (const step of [...steps, line("/nick n"), sent]) play.step(step);
  const effects = segments.flatMap((segment) => play.step(recv(segment)));
  effects.push(...play.step(wait(100)));
  return effects.map(show).join("");
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
    const segments = [0, ...places]
      .map((at, i) => whole.slice(at, places[i]));
    assertEquals(heard(eol, segments), heard(eol, [whole]));
  },
);

/** What the conversation promises, and how often the tests try to prove it wrong. */
export const PROMISES: readonly {
  readonly name: string;
  readonly runs: number;
  readonly property: fc.IRawProperty<unknown, false>;
}[] = [
  {
    name: "whatever happens, the conversation keeps its promises",
    runs: 2000,
    property: keepsPromises as fc.IRawProperty<unknown, false>,
  },
  {
    name: "one request at a time",
    runs: 2000,
    property: asksOneByOne as fc.IRawProperty<unknown, false>,
  },
  {
    name: "delimited: any cut of a session gives the same session",
    runs: 500,
    property: ignoresCuts as fc.IRawProperty<unknown, false>,
  },
];
