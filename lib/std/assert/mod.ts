/**
 * Stands in for `@std/assert` where JSR is not reached, on Deno's built-in
 * `node:assert`: the assertions that parley's tests use.
 *
 * @module
 */
import nodeAssert from "node:assert";

/**
 * Fails unless a value is truthy.
 *
 * @param expr The value.
 * @param msg The message if it is not.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 *
 * assert([1, 2].includes(2), "2 is missing");
 * ```
 */
export function assert(expr: unknown, msg = ""): asserts expr {
  nodeAssert.ok(expr, msg);
}

/**
 * Fails unless two values are deeply equal.
 *
 * @param actual The actual value.
 * @param expected The expected value.
 * @param msg The message if they differ.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals({ rooms: ["games"] }, { rooms: ["games"] });
 * ```
 */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  nodeAssert.deepStrictEqual(actual, expected, msg);
}

/**
 * Fails unless a text matches a pattern.
 *
 * @param actual The text.
 * @param expected The pattern.
 * @param msg The message if it does not match.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch("listening on 127.0.0.1:5220", /:\d+$/);
 * ```
 */
export function assertMatch(
  actual: string,
  expected: RegExp,
  msg?: string,
): void {
  nodeAssert.match(actual, expected, msg);
}

/**
 * Fails unless a text contains another.
 *
 * @param actual The text.
 * @param expected The text that it should contain.
 * @param msg The message if it does not.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes("parley: joined games", "games");
 * ```
 */
export function assertStringIncludes(
  actual: string,
  expected: string,
  msg?: string,
): void {
  nodeAssert.ok(
    actual.includes(expected),
    msg ??
      `Expected ${JSON.stringify(actual)} to contain ${
        JSON.stringify(expected)
      }`,
  );
}

/**
 * Fails unless a function throws.
 *
 * @param fn The function.
 * @param ErrorClass The class of the error that it should throw.
 * @param msgIncludes A text that the error's message should contain.
 * @returns The error that it threw.
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => JSON.parse("{"), SyntaxError, "JSON");
 * ```
 */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  // deno-lint-ignore no-explicit-any
  ErrorClass: abstract new (...args: any[]) => E,
  msgIncludes = "",
): E {
  let thrown: unknown;
  nodeAssert.throws(fn, (error: unknown) => {
    thrown = error;
    return error instanceof ErrorClass && error.message.includes(msgIncludes);
  });
  return thrown as E;
}
