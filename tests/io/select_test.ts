import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { select, Source } from "../../lib/io/select.ts";

Deno.test("select() takes what is ready by rank, and in order from each source", async () => {
  const anyRanks = fc.array(fc.nat({ max: 2 }));
  await fc.assert(fc.asyncProperty(anyRanks, async (ranks) => {
    const events = ranks.map((rank, order) => ({ rank, order }));
    const sources = [0, 1, 2].map(() => new Source<typeof events[0]>());
    for (const event of events) sources[event.rank]?.push(event);
    const taken = [];
    for (const _ of events) taken.push(await select(sources));
    assertEquals(taken, events.toSorted((a, b) => a.rank - b.rank));
  }));
});

Deno.test("select() waits for whichever source is ready first", async () => {
  const sources = [new Source<string>(), new Source<string>()];
  for (const source of sources.toReversed()) {
    const event = select(sources);
    source.push("here");
    assertEquals(await event, "here");
  }
});

Deno.test("select() reads a slow source once, and watches its promise once", async () => {
  let [reads, watchers] = [0, 0];
  const { promise, resolve } = Promise.withResolvers<string>();
  const then = promise.then.bind(promise);
  promise.then = (...reactions) => (watchers++, then(...reactions));
  const slow = new Source(() => (reads++, promise));
  const busy = new Source<string>();
  for (let turn = 0; turn < 1000; turn++) {
    busy.push("tick");
    assertEquals(await select([slow, busy]), "tick");
  }
  assertEquals([reads, watchers], [1, 1]);
  resolve("at last");
  assertEquals(await select([slow, busy]), "at last");
});

Deno.test("Source never reads ahead of what was taken", async () => {
  let reads = 0;
  const eager = new Source(() => Promise.resolve(++reads));
  const first = new Source<number>();
  assertEquals(reads, 0, "before it is asked");
  for (let turn = 0; turn < 9; turn++) {
    first.push(-1);
    assertEquals(await select([first, eager]), -1);
    await eager.ready();
  }
  assertEquals([reads, eager.isReady], [1, true]);
  assertEquals([await select([eager]), await select([eager])], [1, 2]);
  assertEquals([reads, eager.isReady], [2, false]);
});

Deno.test("Source is not read again once it has ended", async () => {
  let reads = 0;
  const ended = new Source<string>(() => (reads++, Promise.resolve(null)));
  const other = new Source<string>();
  for (const event of ["a", "b", "c"]) {
    const selected = select([ended, other]);
    other.push(event);
    assertEquals(await selected, event);
  }
  assertEquals(reads, 1);
});

Deno.test("Source.notify() ends the wait without an event", async () => {
  const source = new Source<string>();
  const nothing = select([new Source<string>(), source]);
  source.notify();
  assertEquals([await nothing, source.take()], [undefined, undefined]);
});
