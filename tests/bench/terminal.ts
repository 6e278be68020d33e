/**
 * How fast a terminal is served.
 *
 *     deno run --allow-all tests/bench/terminal.ts
 *
 * The times are those of the program and of the emulator together, which is
 * asked after each of its reads whether the screen is right.
 */
import { ClassServer } from "../e2e/class_server.ts";
import { MISSING, TerminalProgram } from "../e2e/terminal.ts";
import { deno, MAIN } from "./contestants.ts";
import { median } from "./median.ts";

const STARTS = 11;
const TYPED = 8000;
const PASTED = 200_000;
const KEYS = 20;
const MESSAGES = 10_000;
const PROMPT = "#games bob> ";

/** What was measured. NaN where there is no terminal to measure on. */
export interface TerminalFigures {
  /** Time from the start to the prompt, against a program that writes one. */
  readonly startRatio: number;
  /** Seconds until 8,000 characters that are typed at once stand there. */
  readonly typing: number;
  /** Seconds until 200 KB that are pasted stand there. */
  readonly paste: number;
  /** Milliseconds for a key after that. */
  readonly key: number;
  /** Seconds for 10,000 messages while a line is typed. */
  readonly messages: number;
  /** How many of its keys were lost. */
  readonly lostKeys: number;
}

const secondsSince = (start: number) => (performance.now() - start) / 1000;

/** Milliseconds from a program's start at a terminal until it shows a text. */
async function startTime(
  command: readonly string[],
  text: string,
): Promise<number> {
  const start = performance.now();
  const child = new Deno.Command("script", {
    args: ["-qfc", `exec ${command.join(" ")}`, "/dev/null"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const decoder = new TextDecoder();
  let shown = "";
  for await (const chunk of child.stdout) {
    shown += decoder.decode(chunk, { stream: true });
    if (shown.includes(text)) break;
  }
  const time = performance.now() - start;
  child.kill("SIGKILL");
  await child.stdin.abort().catch(() => {});
  await child.status;
  return time;
}

/** The median of the ratios of starts that follow one another. */
async function startRatio(parley: string): Promise<number> {
  await using server = new ClassServer((texts) => texts);
  const floor = deno(`${import.meta.dirname}/raw_floor.ts`);
  const ratios: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const least = await startTime(floor, "lobby> ");
    ratios.push(
      await startTime(deno(parley, server.address), "lobby> ") / least,
    );
  }
  return median(ratios);
}

/** Does something with a person in a room. */
async function inRoom<Figure>(
  action: (program: TerminalProgram, server: ClassServer) => Promise<Figure>,
): Promise<Figure> {
  const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`);
  await using server = new ClassServer(lines);
  const args = ["-r", "games", "-n", "bob", server.address];
  await using program = new TerminalProgram(args);
  await program.row(/alice: hi$/);
  await program.cursorRow(/^#games bob> $/);
  return await action(program, server);
}

const typing = () =>
  inRoom(async (program) => {
    const start = performance.now();
    await program.type("abcdefghi ".repeat(TYPED / 10) + "end");
    await program.cursorRow(/end$/);
    return secondsSince(start);
  });

const pasteAndKeys = () =>
  inRoom(async (program) => {
    const start = performance.now();
    const text = "a line like any other\n".repeat(PASTED / 22);
    await program.type(`\x1b[200~${text}end\x1b[201~`);
    await program.cursorRow(/end$/);
    const paste = secondsSince(start);
    const keys: number[] = [];
    for (let i = 1; i <= KEYS; i++) {
      const before = performance.now();
      await program.type("x");
      await program.until(
        ({ rows, cursor: [row] }) =>
          `${rows[row - 1]}${rows[row]}`.trimEnd()
            .endsWith(`end${"x".repeat(i)}`),
        "the key",
      );
      keys.push(performance.now() - before);
    }
    return { paste, key: median(keys) };
  });

const flood = () =>
  inRoom(async (program, server) => {
    const start = performance.now();
    const typed = "typed while they came ".repeat(2).trimEnd();
    const say = async () => {
      for (let i = 0; i < MESSAGES; i += 100) {
        const numbers = Array.from({ length: 100 }, (_, j) => i + j);
        await server.say(numbers.map((n) => `alice: no ${n}\n`).join(""));
      }
    };
    const type = async () => {
      for (const key of typed) await program.type(key);
    };
    await Promise.all([say(), type()]);
    await program.row(new RegExp(`alice: no ${MESSAGES - 1}$`));
    const { rows, cursor: [row] } = await program.cursorRow(/came$/);
    const messages = secondsSince(start);
    const line = rows[row]?.slice(PROMPT.length) ?? "";
    return { messages, lostKeys: typed.length - line.length };
  });

/** Measures everything once: the starts of a file, and the sources in a room. */
export async function terminalFigures(
  parley: string = MAIN,
): Promise<TerminalFigures> {
  if (MISSING !== null) {
    console.log(`terminal: skipped, ${MISSING}`);
    const [startRatio, typing, paste, key, messages, lostKeys] = Array(6)
      .fill(NaN);
    return { startRatio, typing, paste, key, messages, lostKeys };
  }
  return {
    startRatio: await startRatio(parley),
    typing: await typing(),
    ...await pasteAndKeys(),
    ...await flood(),
  };
}

if (import.meta.main) console.log(await terminalFigures());
