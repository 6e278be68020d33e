import { assertEquals } from "@std/assert";

const MODULE = import.meta.resolve("../../lib/io/color.ts");
const PROGRAM = `data:text/typescript,${
  encodeURIComponent(`
    import { isColorForbidden } from ${JSON.stringify(MODULE)};
    console.log(isColorForbidden());
  `)
}`;

/** Variables and permissions, and whether colours are forbidden. */
const CASES: [
  env: Record<string, string>,
  flags: string[],
  forbidden: boolean,
][] = [
  [{}, [], false],
  [{ FORCE_COLOR: "1" }, [], false],
  [{ NO_COLOR: "1" }, [], true],
  [{ NO_COLOR: "" }, [], false],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, ["--allow-env=NO_COLOR"], true],
  [{ NO_COLOR: "", FORCE_COLOR: "1" }, ["--allow-env=NO_COLOR"], false],
];

for (const [env, flags, forbidden] of CASES) {
  const where = `${JSON.stringify(env)} ${flags.join(" ")}`;
  Deno.test(`isColorForbidden() is ${forbidden} with ${where}`, async () => {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-config", ...flags, PROGRAM],
      env: { HOME: Deno.env.get("HOME") ?? "/", ...env },
      clearEnv: true,
    }).output();
    // With FORCE_COLOR the program's own output is coloured.
    assertEquals(new TextDecoder().decode(stdout).includes("true"), forbidden);
  });
}
