import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  EMPTY,
  push,
  type Queue,
  shift,
  toArray,
} from "../../lib/protocol/queue.ts";

Deno.test("push() and shift() do as an array does, and leave old queues as they were", () => {
  const steps = fc.array(fc.option(fc.nat(), { nil: null }));
  fc.assert(fc.property(steps, (steps) => {
    let queue: Queue<number> = EMPTY;
    const array: number[] = [];
    const before: [Queue<number>, number[]][] = [];
    for (const step of steps) {
      before.push([queue, [...array]]);
      if (step !== null) {
        queue = push(queue, step);
        array.push(step);
      } else {
        const [item, rest] = shift(queue);
        assertEquals(item, array.shift());
        queue = rest;
      }
      assertEquals(queue.size, array.length);
    }
    for (const [old, items] of before) assertEquals(toArray(old), items);
  }));
});
