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
 * | reads the socket     | in turns that no key waits for  | in one read for each write  |
 *
 * @module
 */
import type { ClosedReason } from "./events.ts";

/** How a run ends. */
export interface Exit {
  /** The exit status. */
  readonly code: number;
  /** How the connection came to its end. */
  readonly reason: ClosedReason;
  /** Whether the rest of the input is read, to be reported as not sent. */
  readonly reportsRest: boolean;
}

/** How a user is treated. */
export interface Policy {
  /** Lines may come at any time, not only when there is nothing to do. */
  readonly readsAhead: boolean;
  /** Words without a slash may be commands and names. */
  readonly bareWords: boolean;
  /** What the user types is shown in the transcript. */
  readonly showsInput: boolean;
  /** A refused request must be asked again by the next line. */
  readonly mustRetry: boolean;
  /** How it ends when a request is refused on the way back after a loss. */
  readonly whenRefusedReturning: Exit | null;
  /** How it ends on an invalid line. */
  readonly whenInvalid: Exit | null;
  /** How it ends without an answer. */
  readonly whenUnanswered: Exit | null;
  /** How long an answer takes before the user is told to wait; `null`: never. */
  readonly slowMs: number | null;
  /** How long after joining the roll is called, in milliseconds. */
  readonly rollAfterMs: number;
  /** The most that one read of the socket takes, in bytes. */
  readonly readBytes: number;
}

const REFUSED: Exit = { code: 3, reason: "refused", reportsRest: true };

/** Somebody types. */
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

/** A program or a file is the input. */
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
 * Returns how the user is treated.
 *
 * @param config `script`: whether the input is a script.
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
 * Returns how a run ends whose output was closed.
 *
 * @param isFailure Whether it failed, and not only lost its reader.
 */
export function outputClosed(isFailure: boolean): Exit {
  const code = isFailure ? 1 : 0;
  return { code, reason: "logout", reportsRest: false };
}

/** Returns how a run ends that the operating system ends: 128 + the signal. */
export function signalled(number: number): Exit {
  return { code: 128 + number, reason: "signal", reportsRest: true };
}
