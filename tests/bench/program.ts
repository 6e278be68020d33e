/**
 * A program whose time and memory are measured from outside.
 */

/** A program under way, or ended. Figures that the system does not tell are NaN. */
export class Program {
  /** What it prints. */
  readonly output: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  readonly #shell: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  #pid: number | null = null;

  /** Starts a command under a shell, which tells its processor time at its end. */
  constructor(command: readonly string[]) {
    this.#shell = new Deno.Command("sh", {
      args: ["-c", '"$@" 2>/dev/null; times >&2', "sh", ...command],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.output = this.#shell.stdout.getReader();
    this.#input = this.#shell.stdin.getWriter();
  }

  /** Gives it something to read. */
  async type(text: string): Promise<void> {
    await this.#input.write(new TextEncoder().encode(text));
  }

  /** Gives it nothing more to read. */
  async endInput(): Promise<void> {
    await this.#input.close();
  }

  /** Waits until it has printed so many bytes more. */
  async printed(bytes: number): Promise<void> {
    for (let rest = bytes; rest > 0;) {
      const { value, done } = await this.output.read();
      if (done) throw new Error(`it ended ${rest} bytes too soon`);
      rest -= value.length;
    }
  }

  /** The memory it has had at most so far, in MiB. */
  async peakMemory(): Promise<number> {
    return await this.#memory("VmHWM");
  }

  /** The memory it has now, in MiB. */
  async memory(): Promise<number> {
    return await this.#memory("VmRSS");
  }

  async #memory(field: string): Promise<number> {
    const status = await this.#proc("status");
    const [, kiB] = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status) ??
      [];
    return Number(kiB) / 1024;
  }

  /** The processor time of its living threads so far, in seconds. */
  async busy(): Promise<number> {
    let nanoseconds = NaN;
    try {
      const tasks = Deno.readDir(`/proc/${await this.pid()}/task`);
      nanoseconds = 0;
      for await (const { name } of tasks) {
        const [time] = (await this.#proc(`task/${name}/schedstat`)).split(" ");
        nanoseconds += Number(time);
      }
    } catch {
      // Not a Linux.
    }
    return nanoseconds / 1e9;
  }

  /** Waits for its end. Its processor time, in seconds. */
  async end(): Promise<number> {
    while (!(await this.output.read()).done);
    const times = await new Response(this.#shell.stderr).text();
    await this.#shell.status;
    const ofChildren = times.trim().split("\n").at(-1) ?? "";
    const [user = NaN, system = NaN] = ofChildren.split(" ").map(seconds);
    return user + system;
  }

  /** Its process: the shell's child. */
  async pid(): Promise<number> {
    const { pid } = this.#shell;
    this.#pid ??= Number(
      await read(`/proc/${pid}/task/${pid}/children`) || NaN,
    );
    return this.#pid;
  }

  async #proc(path: string): Promise<string> {
    return await read(`/proc/${await this.pid()}/${path}`);
  }
}

/** A file's text; empty where there is no such file. */
async function read(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    return "";
  }
}

/** `0m1.25s`, as a shell has it. */
function seconds(text: string): number {
  const [, minutes, rest] = /^(\d+)m([\d.]+)s$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(rest);
}
