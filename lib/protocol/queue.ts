/**
 * A first-in, first-out queue that is a value: adding to one leaves the old one
 * as it was, and both ends take constant time (two stacks, amortised).
 *
 * @module
 */

/** One item of a stack. */
export interface Cell<Item> {
  /** The item. */
  readonly item: Item;
  /** The cell below it. */
  readonly below: Cell<Item> | null;
}

/** Items in the order in which they were added. Immutable. */
export interface Queue<Item> {
  /** The number of items. */
  readonly size: number;
  /** The oldest items, the oldest on top. */
  readonly front: Cell<Item> | null;
  /** The newest items, the newest on top. */
  readonly back: Cell<Item> | null;
}

/** The queue without items. */
export const EMPTY: Queue<never> = { size: 0, front: null, back: null };

/**
 * Makes a queue.
 *
 * @param items Its items, the oldest first.
 * @returns The queue.
 *
 * @example
 * ```ts
 * import { push, queueOf, shift, toArray } from "./queue.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [first, rest] = shift(push(queueOf(["a", "b"]), "c"));
 * assertEquals([first, toArray(rest)], ["a", ["b", "c"]]);
 * ```
 */
export function queueOf<Item>(items: readonly Item[]): Queue<Item> {
  return pushAll<Item>(EMPTY, items);
}

/** Adds an item, as the newest. */
export function push<Item>(queue: Queue<Item>, item: Item): Queue<Item> {
  const back = { item, below: queue.back };
  return { ...queue, size: queue.size + 1, back };
}

/** Adds items, of which the last becomes the newest. */
export function pushAll<Item>(
  queue: Queue<Item>,
  items: readonly Item[],
): Queue<Item> {
  return items.reduce<Queue<Item>>(push, queue);
}

/** Adds an item; drops the oldest one if there are more than `most` then. */
export function pushWithin<Item>(
  queue: Queue<Item>,
  item: Item,
  most: number,
): { queue: Queue<Item>; dropped: number } {
  const longer = push(queue, item);
  return longer.size > most
    ? { queue: shift(longer)[1], dropped: 1 }
    : { queue: longer, dropped: 0 };
}

/** Takes the oldest item; `undefined` when there is none. */
export function shift<Item>(
  queue: Queue<Item>,
): [item: Item | undefined, rest: Queue<Item>] {
  if (queue.size === 0) return [undefined, EMPTY];
  let { front, back } = queue;
  if (front === null) {
    for (; back !== null; back = back.below) {
      front = { item: back.item, below: front };
    }
  }
  return [front?.item, {
    size: queue.size - 1,
    front: front?.below ?? null,
    back,
  }];
}

/** Returns all items, the oldest first. */
export function toArray<Item>(queue: Queue<Item>): Item[] {
  const newest: Item[] = [];
  for (let { back } = queue; back !== null; back = back.below) {
    newest.push(back.item);
  }
  const items: Item[] = [];
  for (let { front } = queue; front !== null; front = front.below) {
    items.push(front.item);
  }
  return items.concat(newest.reverse());
}
