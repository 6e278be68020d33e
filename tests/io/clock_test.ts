import { assert, assertEquals } from "@std/assert";
import { Clock, now } from "../../lib/io/clock.ts";
import { select } from "../../lib/io/select.ts";

Deno.test("a clock ticks once, and never before its time", async () => {
  for (const delay of [-5, 0, 0.4, 1.5, 3.01]) {
    const clock = new Clock();
    const at = now() + delay;
    clock.wake(at);
    assertEquals(await select([clock]), { type: "tick" });
    assert(now() >= at && !clock.isReady);
  }
});

Deno.test("of the times that a clock is given only the last one counts", async () => {
  const [sooner, later, never] = [new Clock(), new Clock(), new Clock()];
  const start = now();
  sooner.wake(start + 60_000);
  sooner.wake(start + 1);
  later.wake(start + 1);
  later.wake(start + 20);
  never.wake(start + 1);
  never.wake(null);
  await select([sooner]);
  await select([later]);
  assert(now() >= start + 20 && !never.isReady);
});
