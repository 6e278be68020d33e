import { assertEquals } from "@std/assert";
import { Sleep } from "../../lib/io/sleep.ts";

Deno.test("Sleep.hasSlept() holds once after the wall clock has run ahead", () => {
  const { now } = Date;
  const sleep = new Sleep();
  assertEquals(sleep.hasSlept(), false);
  try {
    Date.now = () => now() + 60_000;
    assertEquals([sleep.hasSlept(), sleep.hasSlept()], [true, false]);
  } finally {
    Date.now = now;
  }
});
