/**
 * `parley serve` as a process.
 */
import { assertEquals, assertMatch } from "@std/assert";
import {
  readUntil,
  ServerProcess,
  signalTest,
  start,
  testUnless,
} from "../e2e/program.ts";
import { Client } from "./client.ts";

const MAIN = import.meta.resolve("../../main.ts");
const HAS_IPV6 = hasIpv6();

function hasIpv6(): boolean {
  try {
    Deno.listen({ hostname: "::1", port: 0 }).close();
    return true;
  } catch {
    return false;
  }
}

signalTest("parley serve localhost listens on both loopbacks", async () => {
  await using server = await ServerProcess.start("localhost");
  const port = Number(server.address.split(":").at(-1));
  assertEquals(
    server.address,
    `${HAS_IPV6 ? "localhost" : "127.0.0.1"}:${port}`,
  );
  for (const hostname of HAS_IPV6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"]) {
    const connection = await Deno.connect({ hostname, port });
    await connection.write(new TextEncoder().encode("/list"));
    const buffer = new Uint8Array(16);
    assertEquals(await connection.read(buffer), 1);
    connection.close();
  }
});

testUnless(
  HAS_IPV6 ? null : "no IPv6 here",
  "parley serve localhost does not share a port with somebody else",
  async () => {
    const other = Deno.listen({ hostname: "::1", port: 0 });
    await using child = start(["serve", `localhost:${other.addr.port}`]);
    await child.stdin.close();
    const { code, stderr } = await child.output();
    other.close();
    assertEquals(code, 1);
    assertMatch(
      new TextDecoder().decode(stderr),
      /^parley: cannot listen on localhost:\d+: .*in use\n$/,
    );
  },
);

for (
  const [permission, pattern] of [
    ["--allow-sys", /^(others connect with: parley [\d.]+:\d+\n)*$/],
    ["--quiet", /^others connect with: parley ADDRESS:\d+ .*--allow-sys.*\n$/],
  ] as const
) {
  signalTest(
    `parley serve 0.0.0.0 tells others where, ${permission}`,
    async () => {
      const run = ["run", "--quiet", "--allow-net", permission, MAIN];
      await using child = start(["serve", "0.0.0.0:0"], {
        program: [Deno.execPath(), ...run],
      });
      await child.stdin.close();
      await readUntil(child.stdout, /^listening on 0\.0\.0\.0:\d+\n/);
      child.kill("SIGTERM");
      await child.stdout.cancel();
      const log = await new Response(child.stderr).text();
      assertMatch(log, pattern);
      assertEquals((await child.status).code, 143);
    },
  );
}

signalTest(
  "parley serve logs with the time, and outlives a SIGHUP",
  async () => {
    await using child = start(["serve", "--port", "0"]);
    await child.stdin.close();
    const line = await readUntil(child.stdout, /\n/);
    child.kill("SIGHUP");
    const client = await Client.connect(Number(line.trim().split(":").at(-1)));
    await client.send("/list");
    await client.gets("0");
    await client.send("/logout");
    await client.ends();
    child.kill("SIGTERM");
    await child.stdout.cancel();
    const log = await new Response(child.stderr).text();
    assertEquals((await child.status).code, 143);
    assertMatch(
      log,
      /^\d\d:\d\d:\d\d [\d.:]+ connected\n\d\d:\d\d:\d\d [\d.:]+ disconnected\n$/,
    );
  },
);
