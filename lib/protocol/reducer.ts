/**
 * The whole conversation: (state, event) → [state, effects].
 *
 * A sans-I/O state machine. Every rule of who may say what when is in this
 * file; it never waits, never throws, and knows neither sockets nor clocks.
 * Time comes in with each event, waiting goes out as a `wake` effect.
 *
 *     connecting ─ connected ─► lobby ─ /join 0 ─► naming ─ /nick 0 ─► room
 *       ▲    │                    └───────────┬───────┴──────────────────┘
 *       │  unreachable                   lost │ or leaving (`ending` is set)
 *     away ◄─┴──────────► adrift ◄────────────┘
 *                           └─► ended
 *
 * In each place at most one request is on the wire. What the user types
 * meanwhile waits in `lines`, what is to be written waits in `outbox`, and
 * {@linkcode wantsLine} tells whether another line is welcome: a script is read
 * no faster than it is carried out. Whoever leaves says `/logout` last, closes
 * the write side and listens until the peer closes too. `away` waits to connect
 * again and to come back `home`; what is typed meanwhile is `held`. `adrift` is
 * a script whose connection is gone for good: what it still says is reported as
 * unsent.
 *
 * @module
 */
import {
  beginsWithCount,
  isEcho,
  namesAfter,
  readRooms,
  readStatus,
  type RoomsReading,
  speaker,
} from "./answers.ts";
import { type Command, parse, requestText, type Where } from "./commands.ts";
import {
  decode,
  type Decoder,
  flush,
  FRESH,
  HOLD_MS,
  learnDelimited,
} from "./decoder.ts";
import type {
  ClosedReason,
  Effect,
  Event,
  Failure,
  Line,
  News,
  Place,
} from "./events.ts";
import { split, textLimit } from "./limits.ts";
import { type Names, NO_NAMES, takeNames } from "./names.ts";

/** `/list` without its full count is done after this much quiet. */
const LIST_QUIET_MS = 1000;
/** `/who`, which has no count, is done after this much quiet. */
const WHO_QUIET_MS = 300;
/** Where segments end names, a full count settles for this long. */
const SETTLE_MS = 100;
/** A server that sends our words back does so within this time. */
const ECHO_MS = 1000;
/** What is said last. */
const FAREWELL = requestText("logout");
/** The most characters of names that are taken for one answer. */
const NAMES_CHARS = 1024 * 1024;
/** When a person is told that an answer takes long. */
const SLOW_MS = 1000;
/** The most of our own messages that are remembered for a short while. */
const REMEMBERED = 10_000;
/** How long after a loss the connection is tried again, in seconds. */
const RETRY_S = [1, 2, 4, 8, 16, 30];
/** How often, and how long, a nickname of our own that is taken is asked for. */
const HAUNTED_EVERY_MS = 3000;
const HAUNTED_MS = 30_000;
/** How long a script without a connection may go on saying things. */
const ADRIFT_MS = 10_000;
/** How long leaving may take once `/logout` is out, and silence when adrift. */
const FAREWELL_MS = 1000;

/** What the user asked for on the command line. It never changes. */
export interface Config {
  /** Lines come from a script: what it does wrong is fatal. */
  readonly script: boolean;
  /** Connect again when the connection is lost. */
  readonly reconnect: boolean;
  /** Leave out what the server sends back of the user's own words. */
  readonly hidesEcho: boolean;
  /** List the rooms and leave, whatever the user types. */
  readonly list: boolean;
  /** Join this room at once. */
  readonly room: string | null;
  /** Take this nickname at once. */
  readonly nick: string | null;
  /** What ends each thing sent; empty: nothing. */
  readonly eol: string;
  /** Least time between two sends when `eol` is empty, in milliseconds. */
  readonly pace: number;
  /** Longest wait for a reply or a write, in seconds. */
  readonly timeout: number;
  /** How long to listen after the last line of a script, in seconds. */
  readonly linger: number;
}

/** What a script has that asks for nothing in particular. */
export const DEFAULTS: Config = {
  script: true,
  reconnect: false,
  hidesEcho: false,
  list: false,
  room: null,
  nick: null,
  eol: "",
  pace: 50,
  timeout: 10,
  linger: 0,
};

/** What is on the wire and not answered yet, with what has come of the answer. */
export type Request =
  | NamesRequest
  | { readonly type: "join" | "nick"; readonly name: string };

/** A request that is answered by names. */
export interface NamesRequest {
  /** The command. */
  readonly type: "list" | "who";
  /** What has come of the answer. */
  readonly names: Names;
}

/** A message of ours. It may come back, and it may not have arrived. */
export interface Said {
  /** Its text, as it was sent. */
  readonly text: string;
  /** When it was sent. */
  readonly at: number;
  /** Whether an answer has shown that the server got it. */
  readonly arrived: boolean;
}

/** Where we were: in the lobby, or in a room, with or without a nickname. */
export interface Home {
  /** The assignment's state. */
  readonly where: Where;
  /** The room, unless it was the lobby. */
  readonly room: string | null;
}

/** Something to write: a request, a message, or the farewell. */
export interface Frame {
  /** The text, without what ends it. */
  readonly text: string;
  /** The request that it makes. */
  readonly request: Request | null;
}

/** What the conversation can wait for; see {@linkcode State.timers}. */
export type Timer =
  | "hold"
  | "quiet"
  | "answer"
  | "slow"
  | "write"
  | "pace"
  | "linger"
  | "retry"
  | "haunted"
  | "drain"
  | "adrift";

/** All that is known between two events. A value: it never changes. */
export interface State {
  /** See {@linkcode Config}. */
  readonly config: Config;
  /** Where the conversation stands. */
  readonly place: Place;
  /** What is known of the framing, and the beginning of a piece. */
  readonly decoder: Decoder;
  /** Whether the last piece was a reply that no delimiter has ended yet. */
  readonly replyIsOpen: boolean;
  /** What is on the wire and not answered yet. */
  readonly request: Request | null;
  /** The frame being written. */
  readonly sending: Frame | null;
  /** Frames to be written. */
  readonly outbox: readonly Frame[];
  /** Lines to be carried out. */
  readonly lines: readonly Line[];
  /** Whether the user has no more lines. */
  readonly eof: boolean;
  /** Options still to be carried out. */
  readonly wishes: {
    readonly room: string | null;
    readonly nick: string | null;
  };
  /** What was said a short while ago. */
  readonly said: readonly Said[];
  /** Where we were when the connection was lost, until we are there again. */
  readonly home: Home | null;
  /** Lines for then. */
  readonly held: readonly Line[];
  /** How often the connection was tried since it last worked. */
  readonly attempt: number;
  /** Our nickname, and until when our old connection may have it. */
  readonly haunted: { readonly nick: string; readonly until: number } | null;
  /** What the server has just refused to a script. */
  readonly refused: "join" | "nick" | null;
  /** How we leave, once we do. */
  readonly ending: {
    readonly code: number;
    readonly reason: ClosedReason;
  } | null;
  /** Whether the write side is closed. */
  readonly shut: boolean;
  /** When each wait is over, on the events' clock. */
  readonly timers: Readonly<Partial<Record<Timer, number>>>;
}

/**
 * The state before anything has happened.
 *
 * @param config What the user asked for.
 * @returns The state, and the effects to begin with.
 *
 * @example
 * ```ts
 * import { begin, DEFAULTS, reduce } from "./reducer.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [connecting, effects] = begin({ ...DEFAULTS, room: "games" });
 * assertEquals(effects, [{ type: "connect" }]);
 * const [state, todo] = reduce(connecting, { type: "connected", at: 0 });
 * assertEquals(state.place, { at: "lobby", asked: false });
 * assertEquals(todo[1], { type: "send", text: "/join games" });
 * ```
 */
export function begin(config: Config): [State, Effect[]] {
  return [{
    config,
    place: { at: "connecting" },
    decoder: FRESH,
    replyIsOpen: false,
    request: null,
    sending: null,
    outbox: [],
    lines: config.list ? [{ text: requestText("list"), number: null }] : [],
    eof: config.list,
    wishes: config.list
      ? { room: null, nick: null }
      : { room: config.room, nick: config.nick },
    said: [],
    home: null,
    held: [],
    attempt: 0,
    haunted: null,
    refused: null,
    ending: null,
    shut: false,
    timers: {},
  }, [{ type: "connect" }]];
}

/**
 * Whether the user's next line is wanted now. A person may always type ahead;
 * a script is read line by line, as each is done.
 *
 * @param state Where the conversation stands.
 * @returns Whether a `line` or `eof` event is welcome.
 *
 * @example
 * ```ts
 * import { begin, DEFAULTS, wantsLine } from "./reducer.ts";
 * import { assert } from "@std/assert";
 *
 * assert(!wantsLine(begin(DEFAULTS)[0]));
 * assert(wantsLine(begin({ ...DEFAULTS, script: false })[0]));
 * ```
 */
export function wantsLine(state: State): boolean {
  if (state.eof || state.place.at === "ended") return false;
  if (state.place.at === "adrift") return true;
  if (state.ending !== null) return false;
  return !state.config.script ||
    (where(state.place) !== null && isIdle(state) &&
      state.lines.length === 0 && state.home === null);
}

/**
 * Takes one event.
 *
 * @param state Where the conversation stands.
 * @param event What happened.
 * @returns Where it stands now, and what is to be done about it.
 *
 * @example
 * ```ts
 * import { begin, DEFAULTS, reduce } from "./reducer.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [state] = begin(DEFAULTS);
 * const [ended, effects] = reduce(state, { type: "signal", number: 2, at: 0 });
 * assertEquals(ended.place, { at: "ended" });
 * assertEquals(effects.at(-1), { type: "exit", code: 130 });
 * ```
 */
export function reduce(state: State, event: Event): [State, Effect[]] {
  if (state.place.at === "ended") return [state, []];
  const turn: Turn = { state: { ...state }, effects: [], now: event.at };
  (on[event.type] as (turn: Turn, event: Event) => void)(turn, event);
  do advance(turn); while (expire(turn));
  const at = nextDeadline(turn.state);
  if (at !== nextDeadline(state)) turn.effects.push({ type: "wake", at });
  return [turn.state, turn.effects];
}

/** One event being taken: a draft of the next state, and the effects so far. */
interface Turn {
  readonly state: { -readonly [Key in keyof State]: State[Key] };
  readonly effects: Effect[];
  readonly now: number;
}

type Handlers = {
  [Type in Event["type"]]: (
    turn: Turn,
    event: Extract<Event, { type: Type }>,
  ) => void;
};

const on: Handlers = {
  connected(turn) {
    if (turn.state.place.at !== "connecting") return;
    turn.state.place = { at: "lobby", asked: false };
    const goesOn = turn.state.wishes.room !== null;
    show(turn, { type: "connected", ...(goesOn ? { goesOn } : {}) });
  },

  unreachable(turn, { why }) {
    if (turn.state.place.at !== "connecting") return;
    if (turn.state.attempt > 0) return retryLater(turn, why);
    fail(turn, { why: "unreachable", detail: why });
    turn.state.ending = { code: 1, reason: "lost" };
    hangUp(turn);
  },

  bytes(turn, { bytes }) {
    if (where(turn.state.place) === null) return;
    const [decoder, text] = decode(turn.state.decoder, bytes);
    turn.state.decoder = decoder;
    hear(turn, text);
    const isHolding = turn.state.decoder.held.length > 0;
    // What was held before is held still unless something was given out.
    const isNew = text !== "" || turn.state.timers.hold === undefined;
    if (!isHolding) clear(turn, "hold");
    else if (isNew) arm(turn, "hold", HOLD_MS);
  },

  lost(turn, { why }) {
    const { state } = turn;
    if (where(state.place) === null) return;
    giveOutHeld(turn);
    tellCutName(turn);
    settle(turn);
    if (state.ending !== null) loseFarewell(turn, why);
    else if (state.refused === null) {
      loseConnection(turn, { why: "lost", detail: why });
    } else {
      fail(turn, { why: "lost", detail: why });
      state.ending = { code: 3, reason: "refused" };
      hangUp(turn);
    }
  },

  sent(turn) {
    const { config } = turn.state;
    turn.state.sending = null;
    clear(turn, "write");
    if (config.eol === "") arm(turn, "pace", config.pace);
  },

  line(turn, { line }) {
    const { state } = turn;
    if (state.place.at === "adrift") return drift(turn, line);
    const isPerson = !state.config.script;
    // What a person asks for may come before what waits; a script's does not.
    const type = isPerson ? read(state, line).type : null;
    // While our old connection has our nickname, what is not a command waits.
    const waitsForNick = state.timers.haunted !== undefined &&
      !line.text.trimStart().startsWith("/");
    const isOnWay = isReturning(state) || waitsForNick;
    if (type === "help") carryOut(turn, line);
    else if (type === "leave" && canLeave(state)) {
      carryOut(turn, line);
    } else if (isOnWay && line.text.trim() === "") shortenRetry(turn);
    else if (isOnWay) {
      state.held = [...state.held, line];
      show(turn, { type: "held", text: line.text });
    } else {
      state.lines = [...state.lines, line];
      const isSlow = state.request !== null && state.timers.slow === undefined;
      if (isPerson && isSlow) show(turn, { type: "held", text: line.text });
    }
  },

  eof(turn) {
    const { state } = turn;
    state.eof = true;
    if (state.place.at === "adrift") end(turn);
    else if (!state.config.script && canLeave(state)) leave(turn, 0, "logout");
  },

  tick() {},

  signal(turn, { number }) {
    const ending = { code: 128 + number, reason: "signal" } as const;
    if (turn.state.ending === null) {
      reportUnsent(turn, turn.state.outbox);
      turn.state.outbox = [];
      shorten(turn, "pace");
      return leave(turn, ending.code, ending.reason);
    }
    turn.state.ending = ending;
    hangUp(turn);
  },

  deaf(turn, { why }) {
    if (why !== null) fail(turn, { why: "deaf", detail: why });
    leave(turn, why === null ? 0 : 1, "logout");
  },
};

/** What is done when a wait is over. */
const whenDue: Record<Timer, (turn: Turn) => void> = {
  hold: giveOutHeld,
  quiet(turn) {
    const { request, decoder } = turn.state;
    const isCut = decoder.delimited && request !== null &&
      "names" in request && request.names.open === "name";
    // The rest of a name that is cut is still to come.
    if (isCut) arm(turn, "quiet", WHO_QUIET_MS);
    else settle(turn);
  },
  slow(turn) {
    const { request } = turn.state;
    if (request !== null) {
      show(turn, { type: "waiting", request: request.type });
      for (const { text } of turn.state.lines) {
        show(turn, { type: "held", text });
      }
    }
  },
  answer(turn) {
    const { request, config } = turn.state;
    if (request === null || settle(turn)) return;
    fail(turn, { why: "no answer", request: request.type });
    if (config.script) leave(turn, 1, "timeout");
    else if (wantsToLeave(turn.state)) leave(turn, 0, "logout");
    // Where a person is depends on this answer, so it is awaited all the same.
    else if ("name" in request) return;
    turn.state.request = null;
  },
  write(turn) {
    if (turn.state.ending === null) loseConnection(turn, { why: "stuck" });
    else drained(turn);
  },
  pace() {},
  linger(turn) {
    const { refused } = turn.state;
    if (refused !== null) refuse(turn, refused, null);
    else leave(turn, 0, "logout");
  },
  retry: connectAgain,
  haunted({ state }) {
    state.wishes = { ...state.wishes, nick: state.haunted?.nick ?? null };
  },
  drain: drained,
  adrift: end,
};

const TIMERS = Object.keys(whenDue) as Timer[];

/** Lets every wait end that is over. Whether there was one. */
function expire(turn: Turn): boolean {
  const due = TIMERS.filter((timer) =>
    (turn.state.timers[timer] ?? Infinity) <= turn.now
  );
  for (const timer of due) {
    // One that ended before may have made this one needless.
    if (turn.state.timers[timer] === undefined) continue;
    clear(turn, timer);
    whenDue[timer](turn);
  }
  return due.length > 0;
}

/** Sends, asks and carries out whatever can be done now. */
function advance(turn: Turn): void {
  const { state } = turn;
  while (where(state.place) !== null) {
    if (state.sending !== null) return;
    const [frame, ...outbox] = state.outbox;
    if (frame === undefined && state.ending !== null) return shut(turn);
    if (state.timers.pace !== undefined) return;
    if (frame !== undefined) {
      state.outbox = outbox;
      return send(turn, frame);
    }
    if (state.request !== null) return;
    comeHome(state);
    const line = takeLine(state);
    if (line === null) return waitForMore(turn);
    carryOut(turn, line);
  }
}

function send(turn: Turn, frame: Frame): void {
  const { config, ending } = turn.state;
  turn.state.sending = frame;
  turn.effects.push({ type: "send", text: frame.text + config.eol });
  const patience = config.timeout * 1000;
  arm(turn, "write", ending === null ? patience : FAREWELL_MS);
  if (frame.request !== null) {
    turn.state.request = frame.request;
    arm(turn, "answer", patience);
    if (!config.script) arm(turn, "slow", SLOW_MS);
  } else if (frame.text !== FAREWELL) {
    turn.state.said = [...remembered(turn), {
      text: frame.text,
      at: turn.now,
      arrived: false,
    }].slice(-REMEMBERED);
  }
}

function shut(turn: Turn): void {
  if (turn.state.shut) return;
  turn.state.shut = true;
  turn.effects.push({ type: "shut" });
  arm(turn, "drain", FAREWELL_MS);
}

/** The next line to carry out: an option's, else the user's. */
function takeLine(state: Turn["state"]): Line | null {
  const { place, wishes } = state;
  const option = (text: string): Line => ({
    text,
    number: null,
    isWish: true,
  });
  if (place.at === "lobby" && wishes.room !== null) {
    state.wishes = { ...wishes, room: null };
    return option(requestText("join", wishes.room));
  }
  if (place.at === "naming" && wishes.nick !== null) {
    state.wishes = { ...wishes, nick: null };
    return option(requestText("nick", wishes.nick));
  }
  const [line, ...lines] = state.lines;
  state.lines = lines;
  return line ?? null;
}

/** Nothing is left to do: wait for the user, or for the end. */
function waitForMore(turn: Turn): void {
  const { eof, refused, config, timers } = turn.state;
  if (!eof || timers.linger !== undefined) return;
  const listens = config.script && refused === null;
  arm(turn, "linger", listens ? config.linger * 1000 : 0);
}

function carryOut(turn: Turn, line: Line): void {
  const { state } = turn;
  const { config, place, refused } = state;
  const command = read(state, line);
  if (refused !== null && command.type !== "nothing") {
    if (command.type !== refused) {
      refuse(turn, refused, line.number);
      return reportUnsent(turn, [line]);
    }
    state.refused = null;
  }
  const isTold = command.type === "nothing" || command.type === "say";
  if (!config.script && !isTold && !line.isWish) {
    show(turn, { type: "typed", place, text: line.text });
  }
  switch (command.type) {
    case "nothing":
      return;
    case "list":
    case "who":
      return ask(turn, { type: command.type, names: NO_NAMES });
    case "join":
      return ask(turn, { type: "join", name: command.room });
    case "nick":
      clear(turn, "haunted");
      return ask(turn, { type: "nick", name: command.nick });
    case "say":
      return say(turn, command.text);
    case "leave":
      return leave(turn, 0, "logout");
    case "help":
      return show(turn, { type: "help", where: where(place) ?? "lobby" });
    case "mistake": {
      const asks = place.at === "lobby" && command.why === "no argument";
      if (asks) state.place = { at: "lobby", asked: true };
      show(turn, { type: "mistake", mistake: command, line: line.number });
      if (config.script) leave(turn, 3, "refused");
      return;
    }
    default:
      command satisfies never;
  }
}

function read({ place, config }: State, line: Line): Command {
  return parse(line.text, where(place) ?? "lobby", {
    natural: !config.script,
    asked: place.at === "lobby" && place.asked,
    continued: line.continued ?? false,
    limit: textLimit(config.eol),
  });
}

function ask(turn: Turn, request: Request): void {
  turn.state.outbox = [{ text: textOf(request), request }];
}

function textOf(request: Request): string {
  return requestText(request.type, "name" in request ? request.name : "");
}

function say(turn: Turn, text: string): void {
  const { place, config } = turn.state;
  const parts = split(text, textLimit(config.eol));
  if (place.at === "room" && !config.script) {
    show(turn, { type: "said", nick: place.nick, text });
  }
  turn.state.outbox = parts.map((text) => ({ text, request: null }));
  if (parts.length > 1) show(turn, { type: "split", count: parts.length });
}

/** Takes what the decoder gave out: pieces, each perhaps ended by an LF. */
function hear(turn: Turn, text: string): void {
  const { state } = turn;
  let rest = text;
  while (rest !== "") {
    const { request } = state;
    const end = rest.indexOf("\n");
    const piece = end === -1 ? rest : rest.slice(0, end);
    if (request !== null && "names" in request && isNames(request, piece)) {
      rest = hearNames(turn, request, rest);
    } else if (piece === "") {
      rest = hearDelimiter(turn, rest.slice(1));
    } else if (request === null && state.place.at === "room") {
      // Nothing is being waited for, so all of it is talk, however much it is.
      state.replyIsOpen = false;
      return hearTalk(turn, rest);
    } else {
      rest = hearPiece(turn, piece) + rest.slice(piece.length);
    }
  }
}

/** Whether a piece can belong to an answer made of names. */
function isNames({ type, names }: NamesRequest, piece: string): boolean {
  const hasBegun = names.pieces.length > 0 || names.open !== null;
  return hasBegun || (type === "who" ? piece !== "" : beginsWithCount(piece));
}

/** Takes one piece. What is left of it when a reply was glued to the rest. */
function hearPiece(turn: Turn, text: string): string {
  const { request } = turn.state;
  turn.state.replyIsOpen = false;
  if (request !== null && "name" in request) {
    return hearStatus(turn, request, text);
  }
  show(turn, { type: "notice", text });
  return "";
}

/** Shows messages, an LF between two, but for our own words if we hide them. */
function hearTalk(turn: Turn, text: string): void {
  const { state } = turn;
  if (state.said.length > 0) state.said = remembered(turn);
  const isShown = (message: string) => {
    const echo = echoOf(state, message);
    if (echo === undefined) return true;
    state.said = state.said.filter((said) => said !== echo);
    return false;
  };
  const rest = state.config.hidesEcho && state.said.length > 0
    ? text.split("\n").filter(isShown).join("\n")
    : text;
  if (rest !== "") show(turn, { type: "messages", text: rest });
}

/** What was said, for longer than a write may take. */
function remembered({ state, now }: Turn): State["said"] {
  const since = now - state.config.timeout * 1000 - FAREWELL_MS;
  const first = state.said.findIndex(({ at }) => at > since);
  return first === -1 ? [] : state.said.slice(first);
}

/** What we said that this message repeats. */
function echoOf(
  { place, said }: State,
  message: string,
): Said | undefined {
  const nick = place.at === "room" ? place.nick : "";
  return said.find(({ text }) => isEcho(message, text, nick));
}

/**
 * Whether a piece that might be a name is what we have just said: an echo comes
 * soon, and before the answer to what was asked later.
 */
function isFreshEcho({ state, now }: Turn, piece: string): boolean {
  const echo = echoOf(state, piece);
  return echo !== undefined && now - echo.at < ECHO_MS;
}

function hearStatus(
  turn: Turn,
  { type, name }: { type: "join" | "nick"; name: string },
  text: string,
): string {
  const { state } = turn;
  const [status, glued] = readStatus(type, text) ?? [null, ""];
  if (status === null) {
    show(turn, { type: "notice", text });
    return "";
  }
  state.request = null;
  stopWaiting(turn);
  state.replyIsOpen = glued === "";
  if (status === "taken" && isHaunted(turn, name)) return glued;
  if (status !== "ok") {
    show(turn, { type: "refused", request: type, name, reason: status });
    if (state.config.script && state.home !== null) leave(turn, 3, "refused");
    else if (state.config.script) state.refused = type;
    else askAgain(turn, type);
  } else if (type === "join") {
    state.place = { at: "naming", room: name };
    const goesOn = state.wishes.nick !== null;
    show(turn, { type: "joined", room: name, ...(goesOn ? { goesOn } : {}) });
  } else if (state.place.at === "naming") {
    state.place = { at: "room", room: state.place.room, nick: name };
    show(turn, { type: "named", nick: name });
  }
  return glued;
}

/** A person is asked again; what they typed ahead was meant for a good answer. */
function askAgain(turn: Turn, refused: "join" | "nick"): void {
  const { state } = turn;
  reportUnsent(turn, state.lines);
  state.lines = [];
  if (refused === "nick") return;
  // What was meant for that room is not for another one.
  reportUnsent(turn, state.held);
  state.held = [];
  const nick = state.home === null ? state.wishes.nick : null;
  state.home = null;
  state.wishes = { room: null, nick };
  state.place = { at: "lobby", asked: true };
}

/**
 * A delimiter has ended the last piece. After a reply, that tells the framing,
 * and what comes after the last delimiter is no piece yet.
 */
function hearDelimiter(turn: Turn, rest: string): string {
  if (!turn.state.replyIsOpen) return rest;
  turn.state.replyIsOpen = false;
  return learn(turn, rest);
}

function learn(turn: Turn, rest: string): string {
  const [decoder, complete] = learnDelimited(turn.state.decoder, rest);
  turn.state.decoder = decoder;
  return complete;
}

/** Takes names as far as they go. What comes after them. */
function hearNames(turn: Turn, request: NamesRequest, text: string): string {
  const { state } = turn;
  const isList = request.type === "list";
  const { delimited } = state.decoder;
  const isFull = (pieces: readonly string[]) =>
    isList && pieces[0] !== undefined &&
    pieces.length > namesAfter(pieces[0]);
  const taken = takeNames(request.names, text, {
    delimited,
    learns: isList,
    isTalk: (piece, names) =>
      !isList &&
      (speaker(piece) !== null ||
        (names.length === 0 && isFreshEcho(turn, piece))),
    isFull,
  });
  const { names, talk } = taken;
  state.request = { ...request, names };
  if (talk.length > 0) hearTalk(turn, talk.join("\n"));
  const rest = taken.delimited && !delimited
    ? learn(turn, taken.rest)
    : taken.rest;

  const size = names.pieces.reduce((sum, piece) => sum + piece.length, 0);
  const isDone = (isFull(names.pieces) && names.open === null) ||
    size > NAMES_CHARS;
  if (isDone) settle(turn);
  else if (names.open !== "talk" && names.pieces.length > 0) {
    clear(turn, "slow");
    const settles = isFull(names.pieces) && !taken.delimited;
    arm(
      turn,
      "quiet",
      !isList ? WHO_QUIET_MS : settles ? SETTLE_MS : LIST_QUIET_MS,
    );
  }
  return rest;
}

/** Takes what has come of an answer made of names for all of it, if any has. */
function settle(turn: Turn): boolean {
  const { state } = turn;
  const { request } = state;
  if (request === null || !("names" in request)) return false;
  const { pieces, open } = request.names;
  if (pieces.length === 0) return false;
  state.request = null;
  stopWaiting(turn);
  state.replyIsOpen = open === "name";
  if (request.type === "list") showRooms(turn, pieces);
  else show(turn, { type: "users", users: pieces });
  return true;
}

/** The connection ended in the middle of a name, which therefore is none. */
function tellCutName(turn: Turn): void {
  const { request, decoder } = turn.state;
  if (request === null || !("names" in request)) return;
  const { pieces, open } = request.names;
  const text = pieces.at(-1);
  if (!decoder.delimited || open !== "name" || text === undefined) return;
  const names = { pieces: pieces.slice(0, -1), open: null };
  turn.state.request = { ...request, names };
  show(turn, { type: "notice", text });
}

function showRooms(turn: Turn, pieces: readonly string[]): void {
  const readings = readRooms(pieces);
  const isWhole = ({ count, names }: RoomsReading) => names.length === count;
  const reading = readings.find(isWhole) ?? readings[0];
  if (reading === undefined) return;
  const { count, names } = reading;
  const isGlued = names.length === pieces.length && names.length < count;
  show(turn, { type: "rooms", rooms: isGlued ? pieces : names });
  if (isWhole(reading)) return;
  show(turn, { type: "rooms differ", count, came: names.length });
}

function giveOutHeld(turn: Turn): void {
  const [decoder, text] = flush(turn.state.decoder);
  turn.state.decoder = decoder;
  clear(turn, "hold");
  hear(turn, text);
}

/** Says `/logout` after what is still to be written, unless we leave already. */
function leave(turn: Turn, code: number, reason: ClosedReason): void {
  const { state } = turn;
  if (state.ending !== null) return;
  state.ending = { code, reason };
  clear(turn, "answer");
  clear(turn, "slow");
  clear(turn, "linger");
  clear(turn, "haunted");
  shorten(turn, "write");
  if (where(state.place) === null) return hangUp(turn);
  state.outbox = [...state.outbox, { text: FAREWELL, request: null }];
}

/** A script did not ask again after a refusal. */
function refuse(
  turn: Turn,
  request: "join" | "nick",
  line: number | null,
): void {
  fail(turn, { why: "refused", request, line });
  leave(turn, 3, "refused");
}

/** A wait that is under way takes no longer than leaving may. */
function shorten(turn: Turn, timer: Timer): void {
  const due = turn.state.timers[timer];
  if (due !== undefined && due > turn.now + FAREWELL_MS) {
    arm(turn, timer, FAREWELL_MS);
  }
}

/** The server has not closed the connection though we left: perhaps it is deaf. */
function drained(turn: Turn): void {
  reportUncertain(turn);
  hangUp(turn);
}

/** The connection is gone while we leave. */
function loseFarewell(turn: Turn, why: string | null): void {
  const { state } = turn;
  const { ending, shut } = state;
  // An end is what `/logout` asks for; anything else is a loss.
  if (shut && why === null) return hangUp(turn);
  const isLoss = reportUncertain(turn) || !shut;
  if (isLoss && ending?.code === 0) state.ending = { code: 1, reason: "lost" };
  hangUp(turn);
}

/** The connection is gone, and nobody wanted it to. */
function loseConnection(turn: Turn, failure: Failure): void {
  const { state } = turn;
  fail(turn, failure);
  const { config, place, request, outbox, lines, held } = state;
  reportUncertain(turn);
  if (!config.reconnect) {
    if (request !== null) {
      show(turn, { type: "uncertain", text: textOf(request) });
    }
    const reason = failure.why === "stuck" ? "timeout" : "lost";
    state.ending = { code: 1, reason };
    return hangUp(turn);
  }
  turn.effects.push({ type: "hang up" });
  show(turn, { type: "closed", reason: "lost" });
  const parts = outbox.filter((frame) => frame.request === null)
    .map(({ text }): Line => ({ text, number: null, continued: true }));
  // A request, unlike a message, does no harm when it comes twice.
  const again = request !== null && "names" in request
    ? [{ text: textOf(request), number: null }]
    : [];
  const at = where(place);
  const room = "room" in place ? place.room : null;
  if (at !== null) state.home ??= { where: at, room };
  state.held = [...parts, ...again, ...held, ...lines];
  state.wishes = wishesFor(state);
  forgetConnection(state);
  retryLater(turn, null);
}

/** What to ask for, to be where we were or where we were about to be. */
function wishesFor({ place, request, wishes }: State): State["wishes"] {
  const asked = request !== null && "name" in request
    ? { [request.type === "join" ? "room" : "nick"]: request.name }
    : {};
  const had = place.at === "room"
    ? { room: place.room, nick: place.nick }
    : place.at === "naming"
    ? { room: place.room }
    : {};
  return { ...wishes, ...asked, ...had };
}

function forgetConnection(state: Turn["state"]): void {
  state.decoder = FRESH;
  state.replyIsOpen = false;
  state.request = null;
  state.sending = null;
  state.outbox = [];
  state.lines = [];
  state.said = [];
  state.timers = {};
}

function retryLater(turn: Turn, why: string | null): void {
  const { state, now } = turn;
  const seconds = RETRY_S[Math.min(state.attempt, RETRY_S.length - 1)] ?? 0;
  state.attempt++;
  state.place = { at: "away" };
  // A crowd that lost the same server must not come back all at once. The
  // clock's small digits are as good as chance for that.
  const jitter = 0.8 + 0.4 * (now * 1000 % 1000) / 1000;
  arm(turn, "retry", seconds * 1000 * jitter);
  show(turn, { type: "retrying", why, seconds });
}

function connectAgain(turn: Turn): void {
  turn.state.place = { at: "connecting" };
  turn.effects.push({ type: "connect" });
}

/** The user does not want to wait for the next try. */
function shortenRetry(turn: Turn): void {
  if (turn.state.place.at !== "away") return;
  clear(turn, "retry");
  connectAgain(turn);
}

/** Whether we are not yet where we were, and nothing has to be asked for it. */
function isReturning(state: State): boolean {
  const { home, place, wishes, request, sending, outbox } = state;
  if (home === null) return false;
  const isUnderWay = request !== null || sending !== null || outbox.length > 0;
  return where(place) === null || isUnderWay ||
    (place.at === "lobby" ? wishes.room : wishes.nick) !== null;
}

/** We are where we were, so what was held can be carried out. */
function comeHome(state: Turn["state"]): void {
  const { home, place } = state;
  if (home === null || where(place) !== home.where) return;
  state.lines = [...state.held, ...state.lines];
  state.held = [];
  state.home = null;
  state.haunted = null;
}

/** Whether a nickname is worth asking for again: our old connection may have it. */
function isHaunted(turn: Turn, nick: string): boolean {
  const { state, now } = turn;
  if (state.home?.where !== "room") return false;
  if (state.haunted === null) show(turn, { type: "haunted", nick });
  state.haunted ??= { nick, until: now + HAUNTED_MS };
  if (state.haunted.nick !== nick || now >= state.haunted.until) return false;
  arm(turn, "haunted", HAUNTED_EVERY_MS);
  return true;
}

/** Whether a person who wants to leave need not wait for what is under way. */
function canLeave(state: State): boolean {
  const waits = state.lines.length > 0 || state.outbox.length > 0;
  return !waits || isReturning(state) || isOverdue(state);
}

function wantsToLeave(state: State): boolean {
  return state.eof ||
    state.lines.some((line) => read(state, line).type === "leave");
}

/** Says what may not have arrived. Whether there is anything. */
function reportUncertain(turn: Turn): boolean {
  const { sending, ending } = turn.state;
  const texts = remembered(turn)
    .filter(({ arrived }) => !arrived).map(({ text }) => text);
  // A request is known by its answer; when we leave, nobody waits for one, and
  // when we come back, it is asked again.
  if (ending !== null && sending?.request) texts.push(sending.text);
  for (const text of texts) show(turn, { type: "uncertain", text });
  turn.state.said = [];
  return texts.length > 0;
}

/** Closes the connection for good, and says what was not sent. */
function hangUp(turn: Turn): void {
  const { state } = turn;
  const { place, ending, config, outbox, lines, held } = state;
  if (place.at === "adrift" || ending === null) return end(turn);
  turn.effects.push({ type: "hang up" });
  if (where(place) !== null) {
    show(turn, { type: "closed", reason: ending.reason });
  }
  reportUnsent(turn, [...outbox, ...held, ...lines]);
  forgetConnection(state);
  state.held = [];
  state.place = { at: "adrift", until: turn.now + ADRIFT_MS };
  const isCutShort = ending.code !== 0 && ending.reason !== "signal";
  if (config.script && isCutShort && !state.eof) {
    arm(turn, "adrift", FAREWELL_MS);
  } else end(turn);
}

/** A line of a script that has no connection any more. */
function drift(turn: Turn, line: Line): void {
  const { place } = turn.state;
  reportUnsent(turn, [line]);
  arm(turn, "adrift", FAREWELL_MS);
  if (place.at !== "adrift" || turn.now < place.until) return;
  show(turn, { type: "unread" });
  end(turn);
}

function end(turn: Turn): void {
  turn.state.place = { at: "ended" };
  turn.state.timers = {};
  turn.effects.push({ type: "exit", code: turn.state.ending?.code ?? 0 });
}

function reportUnsent(turn: Turn, items: readonly { text: string }[]): void {
  for (const { text } of items) {
    const isWorthIt = text.trim() !== "" && !/^\/(logout|quit)\b/.test(text);
    if (isWorthIt) show(turn, { type: "unsent", text });
  }
}

function show(turn: Turn, news: News): void {
  turn.effects.push({ type: "show", news });
}

function fail(turn: Turn, failure: Failure): void {
  show(turn, { type: "failure", failure });
}

function arm(turn: Turn, timer: Timer, ms: number): void {
  turn.state.timers = { ...turn.state.timers, [timer]: turn.now + ms };
}

function clear(turn: Turn, timer: Timer): void {
  const { [timer]: armed, ...timers } = turn.state.timers;
  if (armed !== undefined) turn.state.timers = timers;
}

/** The answer is there, and so is all that was said before it was asked for. */
function stopWaiting(turn: Turn): void {
  const { state } = turn;
  state.said = state.said.map((said) => ({ ...said, arrived: true }));
  state.attempt = 0;
  for (const timer of ["answer", "slow", "quiet"] as const) clear(turn, timer);
}

/** Whether an answer is awaited whose time is up. */
function isOverdue({ request, timers }: State): boolean {
  return request !== null && timers.answer === undefined;
}

function nextDeadline({ timers }: State): number | null {
  const soonest = Math.min(...Object.values(timers));
  return soonest === Infinity ? null : soonest;
}

function isIdle({ sending, outbox, request, timers }: State): boolean {
  return sending === null && outbox.length === 0 && request === null &&
    timers.linger === undefined;
}

/** The assignment's state that a place is, or `null` when it is none. */
function where({ at }: Place): Where | null {
  return at === "lobby" || at === "naming" || at === "room" ? at : null;
}
