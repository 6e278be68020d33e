/**
 * What README.md says: its examples run, and what it names is there.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { OPTIONS } from "../lib/cli/options.ts";
import { Guest } from "./util/guest.ts";
import {
  finish,
  type Result,
  ServerProcess,
  start,
  testUnless,
} from "./e2e/program.ts";

const ROOT = `${import.meta.dirname}/..`;
const README = await Deno.readTextFile(`${ROOT}/README.md`);
const ADDRESS = "127.0.0.1:5220";

/** The code blocks of a section. */
function blocks(section: string): string[] {
  const text = README.split(/^## /m).find((text) => text.startsWith(section));
  return [...(text ?? "").matchAll(/^```\w.*?\n(.*?)^```$/gms)]
    .map(([, code = ""]) => code);
}

/** Whether a shell can run what it calls. */
async function has(command: string): Promise<boolean> {
  // A sh there is a guest, with another idea of paths than Deno's.
  if (Deno.build.os === "windows") return false;
  try {
    const args = ["-c", `command -v ${command}`];
    return (await new Deno.Command("sh", { args }).output()).success;
  } catch {
    return false;
  }
}

/** Runs an example of the shell against a server, `parley` being this one. */
async function runExample(
  code: string,
  address: string,
  meanwhile: () => Promise<void>,
): Promise<Result> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/parley`;
  const command = `"${Deno.execPath()}" run --quiet --allow-net`;
  const shim = `#!/bin/sh\nexec ${command} "${ROOT}/main.ts" "$@"\n`;
  await Deno.writeTextFile(path, shim, { mode: 0o755 });
  const result = finish(
    new Deno.Command("sh", {
      args: ["-c", code.replaceAll(ADDRESS, address)],
      cwd: folder,
      env: { PATH: `${folder}:${Deno.env.get("PATH")}` },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn(),
  );
  await meanwhile();
  await result;
  await Deno.remove(folder, { recursive: true });
  return result;
}

const [build = "", wait = "", bot = ""] = blocks("In a script");

const MISSING: string[] = [];
for (const command of ["sh", "jq", "mkfifo"]) {
  if (!await has(command)) MISSING.push(command);
}

/** Defines a test that needs commands, and is skipped where they are not. */
function exampleTest(
  name: string,
  commands: readonly string[],
  fn: () => Promise<void>,
): void {
  const lacking = commands.filter((command) => MISSING.includes(command));
  const missing = lacking.length > 0 ? `no ${lacking.join(", ")}` : null;
  testUnless(missing, `README: ${name}`, fn);
}

exampleTest("a build reports to a room", ["sh"], async () => {
  await using server = await ServerProcess.start("--wire", "raw");
  await using bob = await Guest.enter(server.address, "builds", "bob");
  const { code } = await runExample(build, server.address, async () => {
    assertMatch(await bob.hear(), /^ci: build of [-\d]+ is green\n$/);
  });
  assertEquals(code, 0);
});

exampleTest("waiting for a room", ["sh"], async () => {
  await using server = await ServerProcess.start("--wire", "raw");
  const bobs: Guest[] = [];
  const { code } = await runExample(wait, server.address, async () => {
    bobs.push(await Guest.enter(server.address, "games", "bob"));
  });
  assertEquals(code, 0);
  for (const bob of bobs) await bob[Symbol.asyncDispose]();
});

exampleTest("a bot with --json", ["sh", "jq", "mkfifo"], async () => {
  await using server = await ServerProcess.start("--wire", "raw");
  await runExample(bot, server.address, async () => {
    await using bob = await Guest.enter(server.address, "pond", "bob");
    await bob.meet("crow");
    await bob.say("hello crow");
    assertEquals(await bob.hear(), "crow: caw, bob\n");
    await server.stop();
  });
});

Deno.test("README: a bot with the library", async () => {
  const [code = ""] = blocks("A program of your own");
  await using server = await ServerProcess.start("--wire", "raw");
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/bot.ts`, code);
  const config = ["--quiet", "--check", "--config", `${ROOT}/deno.json`];
  const port = server.address.split(":").at(-1) ?? "";
  const program: [string, ...string[]] = [
    Deno.execPath(),
    ...["run", ...config, "--allow-net", `${folder}/bot.ts`],
  ];
  const parrot = start([port], { program });
  {
    await using bob = await Guest.enter(server.address, "pond", "bob");
    await bob.meet("parrot");
    await bob.say("hello parrot");
    assertEquals(await bob.hear(), "parrot: bob: squawk!\n");
    await server.stop();
  }
  await parrot.stdin.close();
  assertEquals(await finish(parrot), { code: 0, out: "", err: "" });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("README: every option is told, with what it is of", () => {
  const told = README.matchAll(
    /^\| (?:`-(\w)`, )?`--([-\w]+)` +\| ([a-z, ]+?) +\|/gm,
  );
  const rows = [...told].map(([, short, name, of]) => [short, name, of]);
  const options = OPTIONS.map(({ short, name, of }) => {
    const isOfAll = of.includes("version");
    return [short, name, isOfAll ? "all" : of.join(", ")];
  });
  assertEquals(rows, options);
});

Deno.test("README: every file, name and test that it points to is there", async () => {
  const files = README.matchAll(
    /`((?:lib|tests)\/[\w/.]+\.ts)`(?: `(\w+)`)?(?:: "([^"]+)")?/g,
  );
  let count = 0;
  for (const [, file = "", name, test] of files) {
    const text = await Deno.readTextFile(`${ROOT}/${file}`);
    const isNamed = name === undefined ||
      new RegExp(`\\b${name}\\b`).test(text);
    assert(isNamed, `${name} in ${file}`);
    assert(test === undefined || text.includes(test), `${test} in ${file}`);
    count++;
  }
  assert(count > 30, `${count} places are named`);
  for (
    const [, link] of README.matchAll(
      /(?:\]\(|src="|srcset=")(?!https:)([\w./-]+)/g,
    )
  ) {
    await Deno.stat(`${ROOT}/${link}`);
  }
});
