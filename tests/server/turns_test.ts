import { assertEquals } from "@std/assert";
import { Turns } from "../../lib/server/turns.ts";
import { soon } from "../util/soon.ts";

Deno.test("Turns.next() gives each its turn after the others", async () => {
  const turns = new Turns();
  const order: string[] = [];
  const speak = async (name: string, times: number) => {
    for (let i = 0; i < times; i++) {
      await turns.next();
      order.push(name);
    }
  };
  await soon(Promise.all([speak("a", 6), speak("b", 2), speak("c", 4)]));
  assertEquals(order.join(""), "abcabcacacaa");
});

Deno.test("Turns.next() lets timers have theirs between long turns", async () => {
  const turns = new Turns();
  let rung = 0;
  const timer = setInterval(() => rung++, 1);
  for (let i = 0; i < 50; i++) {
    await turns.next();
    const start = performance.now();
    while (performance.now() - start < 1);
  }
  clearInterval(timer);
  assertEquals(rung > 0, true);
  turns.close();
});
