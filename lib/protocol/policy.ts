/**
 * A person and a script: every difference between them in a conversation.
 *
 * | situation            | person                          | script                      |
 * | -------------------- | ------------------------------- | --------------------------- |
 * | reads input          | any time                        | one line, when idle         |
 * | bare words           | may be commands and names       | are text                    |
 * | a request is refused | asks again                      | the next line must retry it |
 * | an invalid line      | is explained                    | ends it                     |
 * | no answer in time    | list, who: goes on; join, nick: | ends it                     |
 * |                      | keeps waiting, may ask again    |                             |
 * | after a failure      | leaves at once                  | reports the rest of it      |
 * | calls the roll       | on joining                      | a second later, if idle     |
 * | reads of the socket  | short, as keys wait for them    | as long as a write          |
 *
 * @module
 */
import type { ClosedReason } from "./events.ts";

/** The way a run ends. */
export interface Exit {
  /** The exit status. */
  readonly code: number;
  /** The reason why the connection ends. */
  readonly reason: ClosedReason;
  /** Whether the rest of the input is read, to be reported as not sent. */
  readonly reportsRest: boolean;
}

/** The rules for one kind of user. */
export interface Policy {
  /** Whether lines are read at any time, not only when all else is done. */
  readonly readsAhead: boolean;
  /** Whether words without a slash may be commands and names. */
  readonly bareWords: boolean;
  /** Whether the transcript shows what the user types. */
  readonly showsInput: boolean;
  /** Whether the next line must ask again for what was refused. */
  readonly mustRetry: boolean;
  /** The end after a refusal on the way back from a loss; `null`: go on. */
  readonly whenRefusedReturning: Exit | null;
  /** The end after an invalid line; `null`: go on. */
  readonly whenInvalid: Exit | null;
  /** The end after an answer that does not come; `null`: go on. */
  readonly whenUnanswered: Exit | null;
  /** The wait for an answer before the user is told of it; `null`: never. */
  readonly slowMs: number | null;
  /** The time between joining and calling the roll, in milliseconds. */
  readonly rollAfterMs: number;
  /** The most that one read of the socket takes, in bytes. */
  readonly readBytes: number;
}

const REFUSED: Exit = { code: 3, reason: "refused", reportsRest: true };

/** The rules for a person who types. */
export const PERSON: Policy = {
  readsAhead: true,
  bareWords: true,
  showsInput: true,
  mustRetry: false,
  whenRefusedReturning: null,
  whenInvalid: null,
  whenUnanswered: null,
  slowMs: 1000,
  rollAfterMs: 0,
  // A key that is pressed meanwhile waits until all of it is shown.
  readBytes: 8 * 1024,
};

/** The rules for an input that a program or a file provides. */
export const SCRIPT: Policy = {
  readsAhead: false,
  bareWords: false,
  showsInput: false,
  mustRetry: true,
  whenRefusedReturning: REFUSED,
  whenInvalid: REFUSED,
  whenUnanswered: { code: 1, reason: "timeout", reportsRest: true },
  slowMs: null,
  rollAfterMs: 1000,
  // With the beginning of a line that was held before, it is still no more than
  // one write of the output takes, so a flood comes and goes in as many of both.
  readBytes: 56 * 1024,
};

/**
 * Returns the rules for a user.
 *
 * @param config The options, of which `script` decides.
 * @returns {@linkcode SCRIPT} or {@linkcode PERSON}.
 */
export function policyOf({ script }: { readonly script: boolean }): Policy {
  return script ? SCRIPT : PERSON;
}

/** A script did not ask again after a refusal. */
export const NOT_RETRIED: Exit = REFUSED;
/** Everything asked was done. A script's lines after `/logout` are not. */
export const LOGGED_OUT: Exit = {
  code: 0,
  reason: "logout",
  reportsRest: true,
};
/** The input cannot be read. */
export const INPUT_FAILED: Exit = { ...LOGGED_OUT, code: 1 };
/** The connection is gone. */
export const LOST: Exit = { code: 1, reason: "lost", reportsRest: true };
/** The server accepts no data, or does not close. */
export const TIMED_OUT: Exit = {
  code: 1,
  reason: "timeout",
  reportsRest: true,
};

/**
 * Returns the end of a run whose output was closed.
 *
 * @param isFailure Whether the output failed, and did not only lose its reader.
 * @returns The way it ends: with 1 after a failure, otherwise with 0.
 */
export function outputClosed(isFailure: boolean): Exit {
  const code = isFailure ? 1 : 0;
  return { code, reason: "logout", reportsRest: false };
}

/** Returns the end of a run that a signal ends: with 128 + its number. */
export function signalled(number: number): Exit {
  return { code: 128 + number, reason: "signal", reportsRest: true };
}
