/**
 * What the contract says of `--json`: one object per line, with these fields.
 *
 * @module
 */

/** Whether a value is what a field may have. */
type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === "string";
const isNumber: Test = (value) => typeof value === "number";
const isTexts: Test = (value) => Array.isArray(value) && value.every(isText);
const isTextOrNull: Test = (value) => value === null || isText(value);
const isNumberOrNull: Test = (value) => value === null || isNumber(value);
const isOneOf = (...values: readonly unknown[]): Test => (value) =>
  values.includes(value);
/** For a field that may be missing. */
const maybe = (test: Test): Test => (value) =>
  value === undefined || test(value);

const isTime: Test = (value) =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

const WHY = [
  ...["unreachable", "lost", "no answer", "stuck", "output", "refused"],
  ...["mistake", "unsent", "unconfirmed"],
];

/** The fields of each type, beside `at` and `type`. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Test>>>> = {
  connected: { host: isText, port: isNumber },
  rooms: { rooms: isTexts },
  joined: { room: isText },
  named: { nick: isText },
  refused: {
    request: isOneOf("join", "nick"),
    reason: isOneOf("malformed", "taken"),
    text: isText,
  },
  message: {
    text: isText,
    from: isTextOrNull,
    continues: maybe(isOneOf(true)),
  },
  presence: {
    nick: isText,
    change: isOneOf("joined", "left", "disconnected"),
    people: isNumberOrNull,
  },
  users: { users: isTexts },
  notice: { from: isOneOf("server", "parley"), text: isText },
  error: { why: isOneOf(...WHY), text: isText, line: maybe(isTextOrNull) },
  closed: { reason: isOneOf("logout", "lost", "timeout", "refused", "signal") },
};

/** How the last connection may have ended, for each exit status. */
const REASONS: Readonly<Record<number, readonly unknown[]>> = {
  0: ["logout"],
  1: ["lost", "timeout", "logout", "unreachable"],
  3: ["refused"],
};

/**
 * Judges what was written with `--json`.
 *
 * @param out Standard output.
 * @param code The exit status.
 * @returns What is wrong, in words; empty when nothing is.
 */
export function jsonFaults(out: string, code: number): string[] {
  const lines = out.split("\n");
  const rest = lines.pop();
  const objects = lines.map(parsed);
  const faults = objects.flatMap((object, i) =>
    isKnown(object) ? [] : [`not of the contract: ${lines[i]}`]
  );
  if (rest !== "") faults.push("standard output ends inside a line");
  return [...faults.slice(0, 3), ...endFaults(objects, code)];
}

/** An object and its fields, or `null`. */
type Fields = Readonly<Record<string, unknown>> | null;

function parsed(line: string): Fields {
  try {
    const value = JSON.parse(line);
    const isObject = typeof value === "object" && !Array.isArray(value);
    return isObject ? value : null;
  } catch {
    return null;
  }
}

function isKnown(object: Fields): boolean {
  if (object === null) return false;
  const { at, type, ...rest } = object;
  const fields = FIELDS[String(type)];
  return fields !== undefined && isTime(at) &&
    Object.keys(rest).every((field) => field in fields) &&
    Object.entries(fields).every(([field, test]) => test(rest[field]));
}

/** How the last connection ended says the same as the exit status. */
function endFaults(objects: readonly Fields[], code: number): string[] {
  const last = objects.findLast((object) =>
    object?.type === "closed" || object?.why === "unreachable"
  );
  const reason = last?.reason ?? last?.why;
  // A signal may come before there is a connection, and after its end.
  return REASONS[code]?.includes(reason) ?? code > 128
    ? []
    : [`exit status ${code} after ${JSON.stringify(last)}`];
}
