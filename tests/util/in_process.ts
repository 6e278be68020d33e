/**
 * parley in the process of the test, where hundreds at once are cheap: the whole
 * program except the system's pipes.
 *
 * @module
 */
import { chat } from "../../lib/chat.ts";
import { readArguments } from "../../lib/cli/parse.ts";
import { lines } from "../../lib/io/lines.ts";
import { Output } from "../../lib/io/output.ts";
import { Source } from "../../lib/io/select.ts";
import { pipeUser } from "../../lib/io/user.ts";
import type { Event } from "../../lib/protocol/events.ts";
import { plain } from "../../lib/view/plain.ts";
import type { Result } from "../e2e/program.ts";

/** How long a session may take: only one that hangs takes longer. */
const PATIENCE_MS = 120_000;
const SIGTERM = 15;

/**
 * Chats as a script does.
 *
 * @param args The arguments.
 * @param input Standard input.
 * @returns What came of it. A session that hangs is ended by a signal.
 */
export async function inThisProcess(
  args: readonly string[],
  input: string,
): Promise<Result> {
  const run = readArguments(args);
  if (run.command !== "chat") throw new Error(run.command);
  const { options } = run;
  const texts = { out: "", err: "" };
  const outputs = {
    out: outputTo((text) => texts.out += text),
    err: outputTo((text) => texts.err += text),
  };
  const view = plain({ ...options, script: true });
  const signals = new Source<Event>();
  const user = pipeUser(view, outputs, signals, lines(readerOf(input)));
  const config = { ...options, script: true, hidesEcho: false, jitter: 0 };
  const timer = setTimeout(
    () => signals.push({ type: "signal", number: SIGTERM }),
    PATIENCE_MS,
  );
  const code = await chat(config, { ...options, trace: undefined }, user);
  clearTimeout(timer);
  await Promise.all([outputs.out.drained(), outputs.err.drained()]);
  return { code, ...texts };
}

function readerOf(text: string) {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return {
    read(into: Uint8Array): Promise<number | null> {
      const size = Math.min(into.length, bytes.length - at);
      into.set(bytes.subarray(at, at += size));
      return Promise.resolve(size === 0 ? null : size);
    },
  };
}

function outputTo(add: (text: string) => void): Output {
  return new Output({
    write(bytes) {
      add(new TextDecoder().decode(bytes));
      return Promise.resolve(bytes.length);
    },
  });
}
