import { assert, assertEquals } from "@std/assert";
import { lineOf } from "../../lib/editor/line.ts";
import { Output } from "../../lib/io/output.ts";
import { Screen } from "../../lib/io/screen.ts";
import { windowSize } from "../../lib/io/window.ts";

Deno.test("Screen.draw() draws no news that came after the terminal was asked for its width", async () => {
  let written = "";
  const output = new Output({
    write(bytes) {
      written += new TextDecoder().decode(bytes);
      return Promise.resolve(bytes.length);
    },
  });
  const screen = new Screen(output, (prompt) => prompt);
  const column = windowSize().columns - 1;
  const answer = async () => {
    await output.drained();
    for (let i = 0; i < 2; i++) {
      screen.answer({ type: "cursor", row: 0, column });
    }
    while (screen.isBusy) await Promise.resolve();
  };
  screen.edited = { prompt: "> ", line: lineOf("") };
  screen.draw();
  await output.drained();
  screen.resize();
  screen.add("first\n");
  screen.draw();
  assert(screen.isBusy, "the terminal is asked");
  screen.add("second\n");
  await answer();
  assertEquals([/first/.test(written), /second/.test(written)], [true, false]);
  assert(screen.isStale);
  screen.draw();
  await answer();
  assert(/second/.test(written));
  assert(!screen.isStale);
});
