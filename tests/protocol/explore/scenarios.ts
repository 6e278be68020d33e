/**
 * What the two users do, and what may go wrong meanwhile.
 */
import { type Config, DEFAULTS } from "../../../lib/protocol/config.ts";
import { settle } from "./explore.ts";
import { type Faults, newWorld, NO_FAULTS, type World } from "./world.ts";

/** A beginning of worlds. */
export interface Scenario {
  readonly name: string;
  readonly start: () => World;
}

const SCRIPT: Config = { ...DEFAULTS };
const PERSON: Config = { ...DEFAULTS, script: false, hidesEcho: true };
const AGAIN: Config = { ...PERSON, reconnect: true };

/** Both users are in a room, and nothing is on its way. */
function inRoom(
  configs: readonly [Config, Config],
  plans: readonly [string[], string[]],
  faults: Partial<Faults> = {},
): World {
  const nicks = ["ann", "bob"];
  const users = configs.map((config, i) => ({
    config: { ...config, room: "r", nick: nicks[i] ?? "" },
    plan: [],
  }));
  const world = settle(
    newWorld(users, NO_FAULTS),
    ({ clients, links }) =>
      clients.every(({ state }) =>
        state.phase === "online" && state.session.stage.at === "room" &&
        state.session.pending === null && state.target === null &&
        state.session.rollAt === null
      ) && links.every(({ down }) => down.length === 0),
  );
  for (const [i, client] of world.clients.entries()) {
    client.plan = plans[i] ?? [];
  }
  return { ...world, faults: { ...NO_FAULTS, ...faults } };
}

/** Both users start, with a room and a nickname. */
function entering(
  configs: readonly [Config, Config],
  plans: readonly [string[], string[]],
  faults: Partial<Faults> = {},
): World {
  const nicks = ["ann", "bob"];
  const users = configs.map((config, i) => ({
    config: { ...config, room: "r", nick: nicks[i] ?? "" },
    plan: plans[i] ?? [],
  }));
  return newWorld(users, { ...NO_FAULTS, ...faults });
}

/** What goes wrong at a pace that leaves no time for a round of the room. */
export const HASTY: Scenario = {
  name: "somebody talks too fast",
  start: () => inRoom([{ ...PERSON, pace: 50 }, PERSON], [["a1", "a2"], []]),
};

/** What is explored. In all of it, everything must go well. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: "a script and a person enter",
    start: () => entering([SCRIPT, PERSON], [["a1", "a2"], ["b1"]]),
  },
  {
    name: "two scripts enter",
    start: () => entering([SCRIPT, SCRIPT], [["a1", "a2"], ["b1", "/who"]]),
  },
  {
    name: "two people enter, one connection is cut",
    start: () => entering([AGAIN, PERSON], [["a1", "a2"], ["b1"]], { cut: 1 }),
  },
  {
    name: "two people talk",
    start: () => inRoom([PERSON, PERSON], [["a1", "a2"], ["b1", "b2"]]),
  },
  {
    name: "talk and a roll",
    start: () => inRoom([PERSON, PERSON], [["a1", "a2"], ["/who"]]),
  },
  {
    name: "talk, rolls and a goodbye",
    start: () =>
      inRoom([PERSON, SCRIPT], [["a1", "/who", "a2", "/logout"], [
        "b1",
        "/who",
        "b2",
      ]]),
  },
  {
    name: "a leave and a return",
    start: () =>
      inRoom([PERSON, PERSON], [
        ["a1", "/leave", "/list", "/join r", "/nick ann", "a2"],
        ["b1", "/nick eve", "b2"],
      ]),
  },
  {
    name: "the same, with a cut",
    start: () =>
      inRoom([AGAIN, AGAIN], [
        ["a1", "/leave", "/list", "/join r", "/nick ann", "a2"],
        ["b1", "/nick eve", "b2"],
      ], { cut: 1, refuse: 1 }),
  },
  {
    name: "everything at once",
    start: () =>
      inRoom([AGAIN, AGAIN], [
        ["a1", "/nick bob", "a2", "/join q", "a3"],
        ["b1", "/who", "b2", "/nick ann", "b3"],
      ], { cut: 1, die: 1, refuse: 1, signal: 1, cancel: 1, stick: 1 }),
  },
  {
    name: "one says everything",
    start: () =>
      inRoom([{ ...SCRIPT, say: true }, AGAIN], [["a1", "a2"], ["b1"]], {
        cut: 1,
      }),
  },
  {
    name: "cut reads",
    start: () =>
      inRoom([PERSON, PERSON], [["a1", "a2"], ["b1", "/who"]], { split: 1 }),
  },
  {
    name: "a move",
    start: () => inRoom([PERSON, PERSON], [["a1", "/join q", "a2"], ["b1"]]),
  },
  {
    name: "a move and a cut",
    start: () =>
      inRoom([AGAIN, PERSON], [["a1", "/nick eve", "a2"], ["b1"]], { cut: 1 }),
  },
  {
    name: "a move and a signal",
    start: () =>
      inRoom([AGAIN, PERSON], [["a1", "/join q", "a2"], []], { signal: 1 }),
  },
  {
    name: "a move and a cancel",
    start: () =>
      inRoom([AGAIN, PERSON], [["a1", "/join q", "a2"], []], { cancel: 1 }),
  },
  {
    name: "a connection dies",
    start: () => inRoom([AGAIN, PERSON], [["a1", "a2"], ["b1"]], { die: 1 }),
  },
  {
    name: "a script is cut and comes back",
    start: () =>
      inRoom([{ ...SCRIPT, reconnect: true }, PERSON], [["a1", "a2"], ["b1"]], {
        cut: 2,
        refuse: 1,
      }),
  },
  {
    name: "two cuts",
    start: () => inRoom([AGAIN, PERSON], [["a1", "a2"], ["b1"]], { cut: 2 }),
  },
  {
    name: "stuck",
    start: () =>
      inRoom([AGAIN, SCRIPT], [["a1", "a2"], ["b1"]], { stick: 1, signal: 1 }),
  },
];
