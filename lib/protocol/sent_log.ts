/**
 * The messages that the user said on this connection: which of them have surely
 * arrived, and which messages that come are only their echoes.
 *
 * A completed write proves only that the kernel took the bytes. What was said
 * has arrived when a later request was answered, when the server closed in
 * answer to `/logout`, when our echo came, or when the server was heard a while
 * later.
 *
 * @module
 */
import type { Line } from "./events.ts";
import {
  EMPTY,
  pushWithin,
  type Queue,
  queueOf,
  shift,
  toArray,
} from "./queue.ts";

/** The age, in milliseconds, at which hearing the server confirms a message. */
const ARRIVED_MS = 5000;
/** The most lines that are kept to be reported. Nobody reads more. */
export const MAX_REPORTED = 1000;
/** The time in which the echo of a message may come, in milliseconds. */
const ECHO_MS = 10_000;

/** One message, or one part of a long one. */
export interface Sent {
  /** The text that was sent. */
  readonly text: string;
  /** The line that it belongs to. */
  readonly line: Line;
  /** The time when it was sent, in milliseconds. */
  readonly at: number;
}

/** Returns what a server puts before a message to name its speaker. */
export type EchoForm = (nick: string) => string;

const ECHO_FORMS: readonly EchoForm[] = [
  (nick) => `${nick}: `,
  (nick) => `<${nick}> `,
  (nick) => `[${nick}] `,
  (nick) => `${nick}> `,
];

/** The messages that are not known to have arrived. Immutable. */
export interface SentLog {
  /** Messages that may not have arrived, the oldest first. */
  readonly unconfirmed: Queue<Sent>;
  /** The number of such messages before them, which are not kept. */
  readonly omitted: number;
  /** Messages whose echo may still come. */
  readonly echoes: readonly Sent[];
  /** The form in which the server echoes, once it has shown one. */
  readonly form: EchoForm | null;
}

/** Nothing was sent. */
export const NOTHING_SENT: SentLog = {
  unconfirmed: EMPTY,
  omitted: 0,
  echoes: [],
  form: null,
};

/**
 * Adds a message.
 *
 * @param log The log so far.
 * @param sent The message.
 * @param hidesEcho Whether its echo will be looked for.
 * @returns The log with the message.
 */
export function addSent(log: SentLog, sent: Sent, hidesEcho: boolean): SentLog {
  const { queue: unconfirmed, dropped } = pushWithin(
    log.unconfirmed,
    sent,
    MAX_REPORTED,
  );
  const omitted = log.omitted + dropped;
  if (!hidesEcho) return { ...log, unconfirmed, omitted };
  const since = sent.at - ECHO_MS;
  const echoes = [...log.echoes.filter(({ at }) => at > since), sent]
    .slice(-MAX_REPORTED);
  return { ...log, unconfirmed, omitted, echoes };
}

/** Notes that everything sent so far has arrived. */
export function confirmAll(log: SentLog): SentLog {
  return log.unconfirmed.size === 0
    ? log
    : { ...log, unconfirmed: EMPTY, omitted: 0 };
}

/**
 * Notes that the server was heard.
 *
 * @param log The log so far.
 * @param now The time, in milliseconds.
 * @returns The log without what was sent long enough ago to have arrived.
 */
export function confirmOld(log: SentLog, now: number): SentLog {
  let { unconfirmed } = log;
  for (;;) {
    const [oldest, rest] = shift(unconfirmed);
    if (oldest === undefined || oldest.at + ARRIVED_MS > now) break;
    unconfirmed = rest;
  }
  return unconfirmed === log.unconfirmed
    ? log
    : { ...log, unconfirmed, omitted: 0 };
}

/**
 * Recognises the user's own message coming back.
 *
 * Nobody else has the user's nickname, so only a form that begins with it can
 * be nothing except an echo. Once the server has used one form, no other
 * counts.
 *
 * @param log The log so far.
 * @param message The message that came.
 * @param nick The user's nickname.
 * @param now The time, in milliseconds.
 * @returns The log without the message, or `null` when this is not an echo.
 */
export function takeEcho(
  log: SentLog,
  message: string,
  nick: string,
  now: number,
): SentLog | null {
  if (log.echoes.length === 0) return null;
  const forms = log.form === null ? ECHO_FORMS : [log.form];
  const came = message.trimEnd();
  for (const form of forms) {
    const index = log.echoes.findIndex(({ text, at }) =>
      at + ECHO_MS > now && came === (form(nick) + text).trimEnd()
    );
    const echo = log.echoes[index];
    if (echo === undefined) continue;
    const isLater = ({ at }: Sent) => at > echo.at;
    return {
      ...log,
      form,
      echoes: log.echoes.toSpliced(index, 1),
      unconfirmed: queueOf(toArray(log.unconfirmed).filter(isLater)),
    };
  }
  return null;
}

/**
 * Forgets lines that are reported as not sent, although a part of them was.
 *
 * @param log The log so far.
 * @param lines The lines.
 * @returns The log without them.
 */
export function forget(log: SentLog, lines: readonly Line[]): SentLog {
  const isOther = ({ line }: Sent) => !lines.includes(line);
  const unconfirmed = queueOf(toArray(log.unconfirmed).filter(isOther));
  return { ...log, unconfirmed };
}

/**
 * Returns the lines that may not have arrived.
 *
 * @param log The log so far.
 * @returns Each line once, the oldest first.
 */
export function unconfirmedLines({ unconfirmed }: SentLog): Line[] {
  return [...new Set(toArray(unconfirmed).map(({ line }) => line))];
}
