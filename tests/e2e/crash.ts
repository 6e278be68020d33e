/**
 * parley with a mistake in it, which SIGUSR1 brings out.
 */
import { run } from "../../lib/run.ts";

Deno.addSignalListener("SIGUSR1", () => {
  throw new Error("a mistake");
});
Deno.exit(await run(Deno.args));
