/**
 * Equal situations → equal keys: times count from now, and what is long past is
 * past.
 */
import type { State } from "../../../lib/protocol/state.ts";
import type { World } from "./world.ts";

/** Names of fields that are times. */
const IS_TIME = /^(?:at|by|until|.*(?:At|By|Until))$/;
/** After so long, nothing asks any more how long ago it was, in milliseconds. */
const PAST = 5000;

interface Form {
  readonly text: string;
  readonly times: readonly number[];
}

/** States never change, so each is written out once. */
const forms = new WeakMap<State, Form>();

function formOf(state: State): Form {
  const known = forms.get(state);
  if (known !== undefined) return known;
  const times: number[] = [];
  const text = JSON.stringify({ ...state, config: 0 }, replace);
  const form = { text, times };
  forms.set(state, form);
  return form;

  function replace(key: string, value: unknown): unknown {
    // Nothing here takes the minutes after which this matters.
    if (key === "heardAt") return 0;
    if (typeof value === "number" && IS_TIME.test(key)) {
      times.push(value);
      return 0;
    }
    return plain(value);
  }
}

/** Turns what JSON does not know into what it knows. */
function plain(value: unknown): unknown {
  if (value instanceof Set) return [...value];
  if (value instanceof Uint8Array) return [...value];
  if (typeof value === "function") return value("");
  return isQueue(value) ? toArray(value) : value;
}

interface Cell {
  readonly item: unknown;
  readonly below: Cell | null;
}

function isQueue(
  value: unknown,
): value is { front: Cell | null; back: Cell | null } {
  return value instanceof Object && Object.hasOwn(value, "front");
}

function toArray({ front, back }: { front: Cell | null; back: Cell | null }) {
  return [...cells(front), ...[...cells(back)].reverse()];
}

function* cells(top: Cell | null): Generator<unknown> {
  for (let cell = top; cell !== null; cell = cell.below) yield cell.item;
}

/** Returns the text of a client's state, with every text in it as JSON. */
export function textOf(state: State): string {
  return formOf(state).text;
}

/** Returns a key that two worlds share when the same can come of both. */
export function keyOf({ now, clients, ...world }: World): string {
  const since = (at: number) => Math.max(at - now, -PAST);
  const parts = clients.map(({ state, plan, said: _, ...rest }) => {
    const { text, times } = formOf(state);
    return [text, times.map(since), plan.length, rest];
  });
  const relative = (key: string, value: unknown) =>
    typeof value === "number" && IS_TIME.test(key) ? since(value) : value;
  return JSON.stringify([parts, world], relative);
}

/** Returns 53 bits of a hash of a text (cyrb53). */
export function hash(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^
    Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^
    Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
