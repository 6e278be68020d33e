/**
 * What docs and README.md name is there, and docs/bot.ts answers.
 */
import { assert, assertEquals } from "@std/assert";
import { finish, ServerProcess, start } from "./e2e/program.ts";
import { Guest } from "./util/guest.ts";

const ROOT = `${import.meta.dirname}/..`;
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "docs/architecture.md",
  "docs/assignment.md",
];

/** A file, a name in it, and the name of a test in it. */
const PLACE =
  /`((?:lib|tests|docs)\/[\w/.]+\.ts)`(?: `(\w+)`)?(?:: "([^"]+)")?/g;
/** A path that a link or a picture leads to. */
const LINK = /(?:\]\(|src="|srcset=")(?!https:)([\w./-]+)/g;

for (const page of PAGES) {
  const text = (await Deno.readTextFile(`${ROOT}/${page}`))
    // A name may stand on the next row.
    .replaceAll(/\n +/g, " ");

  Deno.test(`${page}: every file, name and test that it mentions is there`, async () => {
    for (const [, file = "", name, test] of text.matchAll(PLACE)) {
      const source = await Deno.readTextFile(`${ROOT}/${file}`);
      assert(
        name === undefined || new RegExp(`\\b${name}\\b`).test(source),
        `${name} in ${file}`,
      );
      assert(test === undefined || source.includes(test), `${test} in ${file}`);
    }
  });

  Deno.test(`${page}: every link within the project leads somewhere`, async () => {
    const folder = page.startsWith("docs/") ? "docs/" : "";
    for (const [, link] of text.matchAll(LINK)) {
      await Deno.stat(`${ROOT}/${folder}${link}`);
    }
  });
}

Deno.test("docs/assignment.md names a test for every row", async () => {
  const text = await Deno.readTextFile(`${ROOT}/docs/assignment.md`);
  const rows = text.split("\n").filter((row) => /^\| [^-]/.test(row))
    .filter((row) => !row.startsWith("| what"));
  assert(rows.length > 15, `${rows.length} rows`);
  for (const row of rows) assert(/`tests\/|`deno task test`/.test(row), row);
});

Deno.test("docs/architecture.md has the diagrams of reducer.ts", async () => {
  const [page, code] = await Promise.all(
    ["docs/architecture.md", "lib/protocol/reducer.ts"].map((path) =>
      Deno.readTextFile(`${ROOT}/${path}`)
    ),
  );
  const [, section = ""] = page?.split("## The phases") ?? [];
  const diagrams = [...section.matchAll(/^```\n(.*?)^```$/gms)].slice(0, 2);
  assertEquals(diagrams.length, 2);
  for (const [, diagram = ""] of diagrams) {
    for (const line of diagram.trimEnd().split("\n")) {
      assert(code?.includes(line.trim()), line);
    }
  }
});

for (const wire of ["class", "lf"]) {
  Deno.test(`docs/bot.ts answers who mentions it, on the wire ${wire}`, async () => {
    await using server = await ServerProcess.start("--wire", wire);
    const port = server.address.split(":").at(-1) ?? "";
    const program: [string, ...string[]] = [
      Deno.execPath(),
      ...["run", "--quiet", "--allow-net", `${ROOT}/docs/bot.ts`],
    ];
    await using bot = start(["127.0.0.1", port], { program });
    {
      await using bob = await Guest.enter(server.address, "pond", "bob");
      await bob.meet("parrot");
      await bob.say("hello parrot");
      const colon = wire === "class" ? ">" : ":";
      assertEquals(await bob.hear(), `parrot${colon} bob: squawk!\n`);
    }
    await server.stop();
    const { code, err } = await finish(bot);
    assertEquals({ code, err }, {
      code: 1,
      err: '{ reason: "lost", detail: null }\n',
    });
  });
}
