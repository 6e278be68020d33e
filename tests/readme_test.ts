/**
 * What README.md says: its examples run, and what it names is there.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { COMMANDS } from "../lib/protocol/commands.ts";
import type { News } from "../lib/protocol/events.ts";
import { OPTIONS } from "../lib/cli/options.ts";
import { json } from "../lib/view/json.ts";
import { sentence } from "../lib/view/sentences.ts";
import {
  endLate,
  finish,
  type Result,
  ServerProcess,
  testUnless,
} from "./e2e/program.ts";
import { inFolder } from "./util/folder.ts";
import { Guest } from "./util/guest.ts";

const ROOT = `${import.meta.dirname}/..`;
const README = await Deno.readTextFile(`${ROOT}/README.md`);

/** Returns the code blocks of a section in one language. */
function blocks(section: string, language: "sh" | "text"): string[] {
  const text = README.split(/^## /m).find((text) => text.startsWith(section));
  const fences = (text ?? "").matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...fences].filter(([, name]) => name === language)
    .map(([, , code = ""]) => code);
}

Deno.test("README: it has fewer than 1,600 words", () => {
  const count = README.trim().split(/\s+/).length;
  assert(count < 1600, `${count} words`);
});

Deno.test("README: the sections are in a newcomer's order", () => {
  assertEquals(
    Array.from(README.matchAll(/^## (.*)$/gm), ([, title]) => title),
    [
      "Try it",
      "Get it",
      "Chat",
      "Commands and keys",
      "In a script",
      "Options",
      "Test your own client or server",
      "When things go wrong",
      "Links",
    ],
  );
});

// ---------------------------------------------------------------- examples

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

/** Runs an example against a server, `parley` being this one. */
function runExample(
  code: string,
  address: string,
  meanwhile: () => Promise<void>,
): Promise<Result> {
  return inFolder(async (folder) => {
    const command = `"${Deno.execPath()}" run --quiet --allow-net`;
    const shim = `#!/bin/sh\nexec ${command} "${ROOT}/main.ts" "$@"\n`;
    await Deno.writeTextFile(`${folder}/parley`, shim, { mode: 0o755 });
    const child = new Deno.Command("sh", {
      args: ["-c", code.replaceAll("localhost", address)],
      cwd: folder,
      env: { PATH: `${folder}:${Deno.env.get("PATH")}` },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    endLate(child);
    const result = finish(child);
    await meanwhile();
    return await result;
  });
}

const [build = "", wait = "", bot = ""] = blocks("In a script", "sh");

const MISSING: string[] = [];
for (const command of ["sh", "date", "grep", "sleep", "jq", "mkfifo"]) {
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

exampleTest("a room is told about a build", ["sh", "date"], async () => {
  await using server = await ServerProcess.start();
  await using bob = await Guest.enter(server.address, "builds", "bob");
  const { code, err } = await runExample(build, server.address, async () => {
    assertMatch(await bob.hear(), /^ci> build of [-\d]+ is green\n$/);
  });
  assertEquals({ code, err }, { code: 0, err: "" });
});

exampleTest("a script waits for a room", ["sh", "grep", "sleep"], async () => {
  await using server = await ServerProcess.start();
  await using bobs = new AsyncDisposableStack();
  const { code } = await runExample(wait, server.address, async () => {
    bobs.use(await Guest.enter(server.address, "games", "bob"));
  });
  assertEquals(code, 0);
});

exampleTest("a bot with --json", ["sh", "jq", "mkfifo"], async () => {
  await using server = await ServerProcess.start();
  await runExample(bot, server.address, async () => {
    await using bob = await Guest.enter(server.address, "pond", "bob");
    await bob.meet("crow");
    await bob.say("hello crow");
    assertEquals(await bob.hear(), "crow> caw, bob\n");
    await server.stop();
  });
});

// ------------------------------------------------------------------ tables

Deno.test("README: every command is listed, and no other", () => {
  const [commands = ""] = blocks("Commands and keys", "text");
  const listed = commands.matchAll(/(?<!\S)\/(\w+)(?=.* {2})/g);
  assertEquals(
    new Set(Array.from(listed, ([, word]) => word)),
    new Set(
      ["text", ...COMMANDS.map(({ word }) => word)].filter((word) =>
        word !== "text"
      ),
    ),
  );
});

Deno.test("README: every option is listed with the commands that take it", () => {
  const [chat = "", serve = ""] = blocks("Options", "text");
  assertEquals(optionsIn(chat), optionsOf("chat"));
  assertEquals(
    optionsIn(serve),
    optionsOf("serve").filter((option) => !optionsOf("chat").includes(option)),
  );
  const shared = ["-h, --help", "-V, --version"];
  assertEquals(
    optionsOf("serve").filter((option) => optionsOf("chat").includes(option)),
    ["-p, --port", "--trace", ...shared],
  );
  assertEquals(
    optionsOf("demo"),
    optionsOf("chat").filter((option) => option !== "-p, --port"),
  );
});

function optionsIn(block: string): string[] {
  const rows = block.matchAll(/^ *((?:-\w, )?--[-\w]+)/gm);
  return Array.from(rows, ([, option = ""]) => option);
}

function optionsOf(command: "chat" | "demo" | "serve"): string[] {
  return OPTIONS.filter((row) => row.of.includes(command))
    .map(({ short, name }) =>
      short === undefined ? `--${name}` : `-${short}, --${name}`
    );
}

const CONTEXT = { host: "34.73.23.1", port: 5220, timeout: 10, script: false };
const SENTENCES: readonly Parameters<typeof sentence>[0][] = [
  {
    type: "failure",
    failure: { reason: "unreachable", detail: "connection refused" },
  },
  {
    type: "failure",
    failure: { reason: "unreachable", detail: "no connection within 10 s" },
  },
  {
    type: "failure",
    failure: { reason: "no answer", request: "join", isSilent: true },
  },
  { type: "refused", request: "nick", name: "bob", reason: "taken" },
  { type: "refused", request: "join", name: "my-room", reason: "malformed" },
  { type: "failure", failure: { reason: "lost", detail: null } },
  { type: "nick in use", nick: "bob" },
  { type: "unconfirmed", text: "hello" },
  { type: "unsent", text: "hello" },
  {
    type: "invalid line",
    line: 4,
    invalid: {
      type: "invalid",
      reason: "unknown",
      typed: "/jion",
      rule: null,
      stage: "lobby",
    },
  },
] satisfies readonly News[];

Deno.test("README: the sentences that it explains are parley's", () => {
  const rows = README.split("## When things go wrong")[1] ?? "";
  const quoted = Array.from(
    rows.matchAll(/^\| `(.*?)` +\|/gm),
    (row) => row[1],
  );
  // The rest of a sentence points to the demo.
  const said = SENTENCES.map((news) =>
    sentence(news, CONTEXT).replace("; try: parley demo", "")
  );
  assertEquals(quoted, said);
});

/** News for every type of object, and for every field that one can have. */
const NEWS: readonly News[] = [
  ...SENTENCES,
  { type: "connected" },
  { type: "rooms", rooms: [] },
  { type: "joined", room: "games" },
  { type: "named", nick: "bob" },
  { type: "present", users: ["bob"] },
  { type: "users", users: ["bob"] },
  { type: "presence", nick: "ann", change: "joined", people: 2 },
  { type: "message", text: "ann> hi" },
  { type: "message", text: "there", isContinuation: true },
  { type: "notice", text: "welcome" },
  { type: "closed", reason: "logout" },
];

Deno.test("README: --json writes the fields that are listed, and no others", () => {
  const [, table = ""] = blocks("In a script", "text");
  const rows = table.replaceAll(/\n +/g, " ").matchAll(/^(\w+) +(.*)$/gm);
  const view = json(CONTEXT);
  const written = new Map<string, Set<string>>();
  for (const news of NEWS) {
    const object = JSON.parse(view(news, new Date()).out ?? "");
    const { at: _, type, ...fields } = object;
    const known = written.get(type) ?? new Set();
    written.set(type, known.union(new Set(Object.keys(fields))));
  }
  const listed = new Map(
    Array.from(rows, ([, type, text = ""]) => {
      const fields = text.replaceAll(/ \(.*?\)/g, "").split(", ");
      return [type, new Set(fields)];
    }),
  );
  assertEquals(
    [...listed].toSorted(),
    [...written].toSorted(),
  );
});
