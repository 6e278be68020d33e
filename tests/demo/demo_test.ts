import { assertEquals } from "@std/assert";
import { startDemo } from "../../lib/demo/demo.ts";
import { Client, soon } from "../server/client.ts";

/** A demo and a user in the room of the bots. */
async function visit() {
  const demo = await soon(startDemo());
  const user = await Client.connect(demo.address.port);
  const steps = [
    ["/list", "1", "pond"],
    ["/join pond", "0"],
    ["/nick otter", "2"],
    ["/nick bob", "0"],
  ] as const;
  for (const [says, ...hears] of steps) {
    await user.send(says);
    await user.receives(...hears);
  }
  return { demo, user };
}

Deno.test("bots greet, and answer who names them", async () => {
  const { demo, user } = await visit();
  await user.send("/who");
  // The greeting may come between the names.
  const heard: (string | null)[] = [];
  while (!heard.includes("bob")) heard.push(await user.receive());
  await user.send("hi heron");
  while (heard.length < 5) heard.push(await user.receive());
  assertEquals(heard.toSorted(), [
    "bob",
    "heron",
    "heron: bob: hello!",
    "otter",
    "otter: bob: welcome! Say something, or ask one of us by name",
  ]);
  await soon(demo.close());
  await user.receives(null);
});

Deno.test("a demo that closes leaves no bot that thinks", async () => {
  const { demo, user } = await visit();
  await soon(demo.close());
  await user.receives(null);
});
