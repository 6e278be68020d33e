import { assert, assertEquals } from "@std/assert";
import { Output } from "../../lib/io/output.ts";
import { select } from "../../lib/io/select.ts";

/** An output, what reached its reader, and how the reader takes it. */
class Reader {
  readonly texts: string[] = [];
  readonly output: Output = new Output(this);
  /** The most bytes it takes at a time. */
  most = Infinity;
  /** What happens before it takes any. */
  before: () => Promise<void> = () => Promise.resolve();

  writeSync(bytes: Uint8Array): number {
    this.texts.push(new TextDecoder().decode(bytes));
    return bytes.length;
  }

  async write(bytes: Uint8Array): Promise<number> {
    await this.before();
    const taken = bytes.subarray(0, this.most);
    this.texts.push(new TextDecoder().decode(taken));
    return taken.length;
  }
}

Deno.test("Output.flush() writes what was added as one", async () => {
  const { output, texts } = new Reader();
  for (const text of ["a\n", "né\n", ""]) output.add(text);
  assertEquals([texts, output.isBusy], [[], false]);
  output.flush();
  assert(output.isBusy);
  await output.drained();
  assertEquals([texts, output.isBusy], [["a\nné\n"], false]);
  output.flush();
  assertEquals([texts.length, output.isBusy], [1, false], "nothing is left");
});

Deno.test("Output.drained() waits for a reader who takes a little at a time", async () => {
  const reader = new Reader();
  reader.most = 3;
  reader.output.add("12345678");
  await reader.output.drained();
  assertEquals(reader.texts, ["123", "456", "78"]);
});

Deno.test("Output cuts what is too long for one write between characters", async () => {
  const { output, texts } = new Reader();
  const text = `a${"€".repeat(50_000)}`;
  output.add(text);
  await output.drained();
  assert(texts.length > 1);
  assertEquals(texts.join(""), text);
});

Deno.test("Output.flush() writes what is added during a write after it, as one", async () => {
  const reader = new Reader();
  const { promise, resolve } = Promise.withResolvers<void>();
  reader.before = () => promise;
  for (const text of ["1", "2", "3"]) {
    reader.output.add(text);
    reader.output.flush();
  }
  assertEquals([reader.texts, reader.output.isBusy], [[], true]);
  resolve();
  await reader.output.drained();
  assertEquals([reader.texts, reader.output.isBusy], [["1", "23"], false]);
});

Deno.test("Output.drained() ends for everybody who waits", async () => {
  const { output, texts } = new Reader();
  output.add("a");
  await Promise.all([output.drained(), output.drained()]);
  assertEquals(texts, ["a"]);
});

Deno.test("Output.flushNow() writes at once, but overtakes nothing", async () => {
  const reader = new Reader();
  reader.most = 2;
  reader.output.add("1234");
  reader.output.flush();
  reader.output.add("56");
  reader.output.flushNow();
  await reader.output.drained();
  reader.output.add("7");
  reader.output.flushNow();
  assertEquals(reader.texts, ["12", "34", "56", "7"]);
});

Deno.test("Output repeats a write that would block, and nothing comes twice", async () => {
  const reader = new Reader();
  let attempts = 0;
  reader.before = () =>
    ++attempts % 3 === 0
      ? Promise.resolve()
      : Promise.reject(new Deno.errors.WouldBlock());
  const text = "alice: hi\n".repeat(2000);
  reader.output.add(text);
  await reader.output.drained();
  assertEquals(reader.texts.join(""), text);
  assertEquals(attempts, 3 * reader.texts.length);
});

Deno.test("Output writes whole lines, and what a pipe takes at once", async () => {
  const { output, texts } = new Reader();
  const line = `${"x".repeat(99)}\n`;
  output.add(line.repeat(100) + "y".repeat(5000));
  await output.drained();
  const lines = texts.filter((text) => !text.startsWith("y"));
  assert(lines.every((text) => text.endsWith("\n")));
  if (Deno.build.os !== "windows") {
    assert(texts.every((text) => text.length <= 4096));
  }
});

Deno.test("Output writes more at once after a megabyte, until a write would block", async () => {
  const reader = new Reader();
  const line = `${"x".repeat(99)}\n`;
  const add = async (lines: number) => {
    reader.texts.length = 0;
    reader.output.add(line.repeat(lines));
    await reader.output.drained();
    return Math.max(...reader.texts.map((text) => text.length));
  };
  for (let i = 0; i < 2; i++) assert(await add(5000) <= 4096);
  await add(1000);
  assert(await add(6000) > 65_000);
  let attempts = 0;
  reader.before = () =>
    ++attempts > 1
      ? Promise.resolve()
      : Promise.reject(new Deno.errors.WouldBlock());
  for (let i = 0; i < 2; i++) assert(await add(20_000) <= 4096);
});

Deno.test("Output.status ends a wait for events at the end of a write", async () => {
  const { output } = new Reader();
  output.add("a");
  output.flush();
  assertEquals(await select([output.status]), undefined);
  assert(!output.isBusy);
});

const FAILURES: [error: Error, detail: string | null][] = [
  [new Deno.errors.BrokenPipe("os error 32"), null],
  [
    new Error("No space left on device (os error 28)"),
    "no space left on device",
  ],
];

for (const [error, detail] of FAILURES) {
  Deno.test(`Output writes nothing more after "${error.message}"`, async () => {
    const reader = new Reader();
    const { output } = reader;
    reader.before = () => Promise.reject(error);
    output.add("a");
    output.flush();
    assertEquals(await select([output.status]), {
      type: "output closed",
      detail,
    });
    reader.before = () => Promise.resolve();
    output.add("b");
    await output.drained();
    assertEquals([reader.texts, output.isBusy], [[], false]);
  });
}

Deno.test("what is cut off ends with the piece that is being written", async () => {
  const reader = new Reader();
  const { output, texts } = reader;
  const taking = Promise.withResolvers<void>();
  reader.before = () => taking.promise;
  output.cutOff();
  assert(!output.isCutOff, "nothing is being written");
  output.add("line\n".repeat(5000));
  output.flush();
  output.add("more");
  output.cutOff();
  assert(output.isBusy);
  taking.resolve();
  await output.drained();
  assertEquals([texts.length, output.isBusy, output.isCutOff], [
    1,
    false,
    true,
  ]);
  assert(texts.join("").endsWith("line\n"));
});
