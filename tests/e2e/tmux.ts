/**
 * The program in tmux, which breaks rows anew when its window changes its width.
 */
import { PATIENCE_MS, soon } from "../util/soon.ts";
import { MAIN, type Screen, type Window } from "./terminal.ts";

const encoder = new TextEncoder();

/** Why there can be no such test here, or `null`. */
export const NO_TMUX: string | null = await (async () => {
  try {
    const { success } = await new Deno.Command("tmux", { args: ["-V"] })
      .output();
    return success ? null : "tmux does not run";
  } catch {
    return "there is no tmux";
  }
})();

/** A program in a window of a tmux server of its own. */
export class TmuxWindow implements Window, AsyncDisposable {
  readonly #folder: string;
  readonly #server: readonly string[];
  readonly #client: Deno.ChildProcess;
  readonly #commands: WritableStreamDefaultWriter<Uint8Array>;
  readonly #done: Promise<void>;
  readonly #replies: ((rows: string[]) => void)[] = [];
  #whenDrawn = Promise.withResolvers<void>();
  #isOver = false;

  private constructor(
    folder: string,
    server: readonly string[],
    client: Deno.ChildProcess,
  ) {
    this.#folder = folder;
    this.#server = server;
    this.#client = client;
    this.#commands = client.stdin.getWriter();
    this.#done = this.#read();
  }

  /** Starts parley. */
  static async start(
    args: readonly string[],
    { columns = 80, rows = 24, env = "" } = {},
  ): Promise<TmuxWindow> {
    const folder = await Deno.makeTempDir();
    const server = ["-S", `${folder}/socket`, "-f", "/dev/null"];
    const words = [Deno.execPath(), "run", "--quiet", "--allow-net", MAIN];
    const program = [...words, ...args].map((word) => `'${word}'`).join(" ");
    const command = `env -u NO_COLOR ${env} ${program}; echo "exit $?"; cat`;
    await new Deno.Command("tmux", {
      args: [
        ...server,
        ...["new-session", "-d", "-x", `${columns}`, "-y", `${rows}`, command],
        ...[";", "set-option", "-g", "window-size", "manual"],
      ],
    }).output();
    // A client in control mode is told of all output, and answers commands.
    const client = new Deno.Command("tmux", {
      args: [...server, "-C", "attach"],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    return new TmuxWindow(folder, server, client);
  }

  async type(keys: string): Promise<void> {
    const bytes = Array.from(encoder.encode(keys), (byte) => byte.toString(16));
    for (let i = 0; i < bytes.length; i += 500) {
      await this.#ask(`send-keys -H ${bytes.slice(i, i + 500).join(" ")}`);
    }
  }

  async resize(columns: number): Promise<void> {
    await this.#ask(`resize-window -x ${columns}`);
  }

  async until(
    isIt: (screen: Screen) => boolean | RegExpMatchArray | null,
    what: string,
  ): Promise<Screen> {
    const timer = setTimeout(() => this.#client.kill("SIGKILL"), PATIENCE_MS);
    let screen: Screen = { rows: [], cursor: [0, 0] };
    try {
      for (;;) {
        const drawn = this.#whenDrawn.promise;
        if (this.#isOver) break;
        screen = await this.#screen();
        if (isIt(screen)) return screen;
        await drawn;
      }
    } finally {
      clearTimeout(timer);
    }
    throw new Error(`${what} never came:\n${screen.rows.join("\n")}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Deno.Command("tmux", { args: [...this.#server, "kill-server"] })
      .output();
    await this.#done;
    await this.#client.status;
    await this.#commands.abort().catch(() => {});
    await Deno.remove(this.#folder, { recursive: true });
  }

  async #screen(): Promise<Screen> {
    const rows = await this.#ask("capture-pane -p -S -");
    const [place = ""] = await this.#ask(
      'display-message -p "#{history_size} #{cursor_y} #{cursor_x}"',
    );
    const [history = 0, y = 0, x = 0] = place.split(" ").map(Number);
    const row = history + y;
    while (rows.at(-1) === "" && rows.length > row + 1) rows.pop();
    return { rows, cursor: [row, x] };
  }

  /** Has a command carried out, and gives what it prints. */
  async #ask(command: string): Promise<string[]> {
    const reply = new Promise<string[]>((resolve) =>
      this.#replies.push(resolve)
    );
    await this.#commands.write(encoder.encode(`${command}\n`));
    return await soon(reply);
  }

  /** Reads what tmux says in control mode (tmux(1), "CONTROL MODE"). */
  async #read(): Promise<void> {
    let reply: string[] | null = null;
    // What the client itself was started with is answered first.
    this.#replies.push(() => {});
    for await (const row of lines(this.#client.stdout)) {
      if (reply === null && row.startsWith("%begin ")) reply = [];
      else if (reply !== null && /^%(end|error) /.test(row)) {
        this.#replies.shift()?.(reply);
        reply = null;
      } else if (reply !== null) reply.push(row);
      else if (row.startsWith("%output ")) {
        this.#whenDrawn.resolve();
        this.#whenDrawn = Promise.withResolvers();
      }
    }
    this.#isOver = true;
    this.#whenDrawn.resolve();
    for (const resolve of this.#replies.splice(0)) resolve([]);
  }
}

async function* lines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const [first = "", ...others] = text.split("\n");
    rest += first;
    for (const next of others) {
      yield rest;
      rest = next;
    }
  }
}
