import { assert, assertEquals } from "@std/assert";
import { after, afterReads } from "../../lib/io/after.ts";
import { Clock } from "../../lib/io/clock.ts";
import { select } from "../../lib/io/select.ts";
import { pair } from "../util/pair.ts";

/** Keeps the program busy, as a machine does that lets others run. */
function spin(ms: number): void {
  const start = performance.now();
  while (performance.now() - start < ms);
}

Deno.test("afterReads() comes after what has arrived, however long a turn takes", async () => {
  for (let i = 0; i < 50; i++) {
    const [socket, peer] = await pair();
    const order: string[] = [];
    const read = socket.read(new Uint8Array(1)).then(() => order.push("read"));
    const { promise: isOver, resolve } = Promise.withResolvers<void>();
    after(1).onabort = () => {
      afterReads(() => resolve(void order.push("after")));
      spin(3);
    };
    const written = peer.write(new Uint8Array(1));
    spin(3);
    await Promise.all([isOver, read, written]);
    assertEquals(order, ["read", "after"]);
    for (const end of [socket, peer]) end.close();
  }
});

Deno.test("Clock.wake() makes it tick once, and never before its time", async () => {
  for (const delay of [-5, 0, 0.4, 1.5, 3.01]) {
    const clock = new Clock();
    const at = clock.now + delay;
    clock.wake(at);
    assertEquals(await select([clock]), { type: "tick" });
    assert(clock.now >= at && !clock.isReady);
  }
});

Deno.test("Clock.wake() takes the place of the time before", async () => {
  const [sooner, later, never] = [new Clock(), new Clock(), new Clock()];
  const start = later.now;
  sooner.wake(start + 60_000);
  sooner.wake(start + 1);
  later.wake(start + 1);
  later.wake(start + 20);
  never.wake(start + 1);
  never.wake(null);
  await select([sooner]);
  await select([later]);
  assert(later.now >= start + 20 && !never.isReady);
});

Deno.test("Clock.wake() takes back a tick that was not taken yet", async () => {
  const [clock, other] = [new Clock(), new Clock()];
  clock.wake(clock.now);
  other.wake(other.now + 5);
  await select([other]);
  assert(clock.isReady);
  clock.wake(null);
  assert(!clock.isReady);
});

Deno.test("Clock.isRunning lets no time pass while it is false", async () => {
  const [clock, other] = [new Clock(), new Clock()];
  const start = clock.now;
  clock.wake(start + 300);
  clock.isRunning = false;
  const stopped = clock.now;
  other.wake(other.now + 20);
  await select([other]);
  assert(!clock.isReady && clock.now === stopped);
  clock.isRunning = true;
  assert(clock.now < start + 300);
  await select([clock]);
  assert(clock.now >= start + 300);
});
