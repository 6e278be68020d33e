import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Chunk, oneFile } from "../../tools/parts.ts";

/** Runs chunks that were joined; gives what they put into `log`. */
async function run(chunks: Record<string, string>): Promise<unknown[]> {
  const all = Object.entries(chunks)
    .map(([fileName, code]): Chunk => ({ fileName, code }));
  const file = `export const log = [];\n${oneFile(all)}`;
  const { log } = await import(
    `data:text/javascript,${encodeURIComponent(file)}`
  );
  return log;
}

Deno.test("oneFile() runs a part when it is first needed, and once", async () => {
  assertEquals(
    await run({
      main: "log.push('before');\n" +
        "for (const _ of [1, 2]) log.push((await import('./pets')).cat);\n",
      pets: "log.push('runs');\nconst cat = 'meow';\n\nexport { cat };\n",
      birds: "log.push('never');\n",
    }),
    ["before", "runs", "meow", "meow"],
  );
});

Deno.test("oneFile() hands exports of the body and of parts to other parts", async () => {
  assertEquals(
    await run({
      main: "const name$1 = 'body';\n" +
        "const { pets } = await import('./pets');\nlog.push(pets);\n\n" +
        "export { name$1 as name };\n",
      pets: "import { name as name$1 } from './main';\n" +
        "import { cat } from './cats';\n\n" +
        "const name = 'part';\nconst pets = [name$1, name, cat];\n\n" +
        "export { pets };\n",
      cats: "const cat = 'meow';\n\nexport { cat };\n",
    }),
    [["body", "part", "meow"]],
  );
});

Deno.test("oneFile() imports on demand what only a part imports", async () => {
  const chunks = {
    main: "await import('./pets');\n",
    pets: "import events, { EventEmitter as Emitter } from 'node:events';\n" +
      "import process from 'node:process';\nimport * as all from 'node:os';\n\n" +
      "log.push(events === Emitter, process.pid, all.EOL);\n",
  };
  assertEquals(await run(chunks), [true, Deno.pid, "\n"]);
  const file = oneFile(
    Object.entries(chunks).map(([fileName, code]) => ({ fileName, code })),
  );
  assert(!/^import /m.test(file), file);
});

Deno.test("oneFile() throws where a part would use an outdated value", () => {
  for (const kind of ["let", "var"]) {
    const code = `${kind} count = 0;\n\nexport { count };\n`;
    assertThrows(
      () => oneFile([{ fileName: "main", code }]),
      Error,
      "main exports count, which may change",
    );
  }
});
