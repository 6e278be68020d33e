/**
 * The program at a real terminal device, under a real terminal emulator, for
 * tests to type on and to read the screen of.
 */
import process from "node:process";
import xterm, { type IBuffer, type IModes } from "@xterm/headless";
import { PATIENCE_MS } from "../util/soon.ts";
import { testUnless } from "./program.ts";

/** The program. */
export const MAIN: string = import.meta.resolve("../../main.ts");
/** A parley that SIGUSR1 makes fail. */
export const CRASHING: string = import.meta.resolve("./crash.ts");
const encoder = new TextEncoder();

/** What the shell around the program says. */
const SAID = {
  device: /device (\S+)\r\n/,
  pid: /pid (\d+)\r\n/,
  before: /before (\d+ \d+)\r\n/,
  exit: /exit (\d+)\r\nafter/,
  after: /after (\d+ \d+)\r\n/,
} as const;

/** Why there can be no such test here, or `null`. */
export const MISSING: string | null = await (async () => {
  try {
    const { success, stdout } = await new Deno.Command("script", {
      args: ["--version"],
    }).output();
    const isUtilLinux = /util-linux/.test(new TextDecoder().decode(stdout));
    return success && isUtilLinux ? null : "script is not util-linux's";
  } catch {
    return "there is no script(1)";
  }
})();

/** Defines a test that needs a terminal, and is skipped where there is none. */
export function terminalTest(name: string, fn: () => Promise<void>): void {
  testUnless(MISSING, name, fn);
}

/** What a screen shows. */
export interface Screen {
  /** Every row so far, scrolled away or not, without blanks at their ends. */
  readonly rows: readonly string[];
  /** The row of the cursor among them, and its column, from 0. */
  readonly cursor: readonly [row: number, column: number];
}

/** A terminal's window, whatever the terminal. */
export interface Window {
  /** Types keys. */
  type(keys: string): Promise<void>;
  /** Changes the width. */
  resize(columns: number): Promise<void>;
  /** Waits until the screen is as it should be. */
  until(
    isIt: (screen: Screen) => boolean | RegExpMatchArray | null,
    what: string,
  ): Promise<Screen>;
}

/** A program at a terminal. */
export class TerminalProgram implements Window, AsyncDisposable {
  /** The name of the window, which a program can set. */
  title = "";
  /** How often the bell rang. */
  bells = 0;
  /** All that was written to the terminal. */
  written = "";
  readonly #child: Deno.ChildProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array>;
  readonly #emulator: InstanceType<typeof xterm.Terminal>;
  readonly #done: Promise<void>;
  #whenDrawn = Promise.withResolvers<void>();
  #reading = Promise.withResolvers<void>();
  #answering = Promise.resolve();
  #isOver = false;

  /**
   * Starts parley in a window. The shell around it says before it which device
   * that is and how it is set, and after it what has become of both.
   */
  constructor(
    args: readonly string[],
    {
      columns = 80,
      rows = 24,
      env = "",
      main = MAIN,
      answers = true,
      permissions = ["--allow-net"],
      settings = "",
    } = {},
  ) {
    const program = [Deno.execPath(), "run", "--quiet", ...permissions, main];
    const command = [
      // These keys are for the program alone: dash would end with it.
      "trap : INT QUIT",
      `stty cols ${columns} rows ${rows} ${settings}`,
      `echo "device $(tty)"`,
      `echo "before $(stty -g | cksum)"`,
      `sh -c 'echo "pid $$"; exec "$@"' sh env -u NO_COLOR ${env} ${
        [...program, ...args].map((word) => `'${word}'`).join(" ")
      }`,
      `echo "exit $?"`,
      `echo "after $(stty -g | cksum)"`,
    ].join("; ");
    this.#child = new Deno.Command("script", {
      args: ["-qfc", command, "/dev/null"],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#keys = this.#child.stdin.getWriter();
    this.#emulator = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 10_000,
      allowProposedApi: true,
    });
    // A terminal is asked where its cursor is, and what it is. Who asked may have
    // ended.
    this.#emulator.onData((answer) => {
      if (!answers) return;
      this.#answering = this.#answering.then(() => this.type(answer))
        .catch(() => {});
    });
    this.#emulator.onTitleChange((title) => this.title = title);
    this.#emulator.onBell(() => this.bells++);
    this.#reading.resolve();
    this.#done = this.#draw();
  }

  /** What the screen shows now. */
  get screen(): Screen {
    const { active } = this.#emulator.buffer;
    const rows = Array.from(
      { length: active.length },
      (_, y) => active.getLine(y)?.translateToString(true) ?? "",
    );
    while (
      rows.at(-1) === "" && rows.length > active.baseY + active.cursorY + 1
    ) {
      rows.pop();
    }
    return { rows, cursor: [active.baseY + active.cursorY, active.cursorX] };
  }

  /** Every row so far as cells, which have colours and styles. */
  get cells(): IBuffer {
    return this.#emulator.buffer.active;
  }

  /** Which of its ways the terminal has at present. */
  get modes(): IModes {
    return this.#emulator.modes;
  }

  /** Kept when the program and the shell around it have ended. */
  get over(): Promise<void> {
    return this.#done;
  }

  /** Whether the terminal marks what is pasted. */
  get bracketedPaste(): boolean {
    return this.#emulator.modes.bracketedPasteMode;
  }

  /** How many characters of the screen have a colour or a style. */
  get colors(): number {
    const { active } = this.#emulator.buffer;
    let count = 0;
    for (let y = 0; y < active.length; y++) {
      const line = active.getLine(y);
      for (let x = 0; line !== undefined && x < line.length; x++) {
        if (!line.getCell(x)?.isAttributeDefault()) count++;
      }
    }
    return count;
  }

  /** Types keys. */
  async type(keys: string | Uint8Array): Promise<void> {
    await this.#keys.write(
      typeof keys === "string" ? encoder.encode(keys) : keys,
    );
  }

  /** Waits until the screen is as it should be. */
  async until(
    isIt: (screen: Screen) => boolean | RegExpMatchArray | null,
    what: string,
  ): Promise<Screen> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE_MS);
    try {
      for (;;) {
        const drawn = this.#whenDrawn.promise;
        const { screen } = this;
        if (isIt(screen)) return screen;
        if (this.#isOver) {
          throw new Error(`${what} never came:\n${screen.rows.join("\n")}`);
        }
        await drawn;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends a signal to the program. */
  async signal(signal: Deno.Signal): Promise<void> {
    Deno.kill(Number(await this.shell("pid")), signal);
  }

  /** Stops or goes on reading what is written to the terminal. */
  set isRead(isRead: boolean) {
    if (isRead) this.#reading.resolve();
    else this.#reading = Promise.withResolvers();
  }

  /** Waits until the program has ended. */
  async ended(): Promise<void> {
    const pid = Number(await this.shell("pid"));
    for (let look = 0; look < PATIENCE_MS / 20; look++) {
      try {
        // Signal 0 only looks whether somebody is there (kill(2)).
        process.kill(pid, 0);
      } catch {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error("the program goes on");
  }

  /** Waits until a row reads like this. */
  row(pattern: RegExp): Promise<Screen> {
    return this.until(
      ({ rows }) => rows.some((row) => pattern.test(row)),
      String(pattern),
    );
  }

  /** Waits until the row of the cursor reads like this. */
  cursorRow(pattern: RegExp): Promise<Screen> {
    return this.until(
      ({ rows, cursor: [row] }) => pattern.test(rows[row] ?? ""),
      `${pattern} at the cursor`,
    );
  }

  /** What the shell around the program says, whatever became of its row. */
  async shell(word: keyof typeof SAID): Promise<string> {
    const said = () => SAID[word].exec(this.written)?.[1];
    await this.until(() => said() !== undefined, `${word} of the shell`);
    return said() ?? "";
  }

  /** Changes the width of the window. */
  async resize(columns: number): Promise<void> {
    this.#emulator.resize(columns, this.#emulator.rows);
    await new Deno.Command("stty", {
      args: ["-F", await this.shell("device"), "cols", String(columns)],
    }).output();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isRead = true;
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
    await this.#done;
    await this.#child.status;
    await this.#keys.abort().catch(() => {});
    this.#emulator.dispose();
  }

  async #draw(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.#child.stdout) {
      await this.#reading.promise;
      this.written += decoder.decode(chunk, { stream: true });
      await new Promise<void>((drawn) => this.#emulator.write(chunk, drawn));
      this.#whenDrawn.resolve();
      this.#whenDrawn = Promise.withResolvers();
    }
    this.#isOver = true;
    this.#whenDrawn.resolve();
  }
}
