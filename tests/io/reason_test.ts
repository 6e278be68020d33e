import { assertEquals } from "@std/assert";
import { reason } from "../../lib/io/reason.ts";

const { NotCapable, PermissionDenied, ConnectionReset } = Deno.errors;
const REASONS: [error: unknown, said: string][] = [
  [new ConnectionReset("os error 104"), "connection reset by the peer"],
  [new NotCapable("Requires net"), "not allowed; run with --allow-net"],
  [new PermissionDenied("os error 13"), "the system does not permit it"],
  [new Error("failed to lookup address"), "there is no host of this name"],
  [new Error("No route to host (os error 113)"), "there is no route to it"],
  [new Error("out of luck (os error 5)"), "out of luck"],
  ["not even an error", "not even an error"],
];

for (const [error, said] of REASONS) {
  Deno.test(`${error} is said as "${said}"`, () => {
    assertEquals(reason(error), said);
  });
}

Deno.test("what the system really throws is understood", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = { hostname: "127.0.0.1", port: listener.addr.port };
  const second = await Promise.try(() => Deno.listen(address)).catch(reason);
  listener.close();
  const connection = await Deno.connect(address).catch(reason);
  assertEquals<unknown>(
    [second, connection],
    ["the address is in use", "connection refused"],
  );
});
