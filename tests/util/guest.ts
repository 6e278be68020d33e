/**
 * Somebody else on a server: a parley of their own, which says what it is told
 * to.
 *
 * @module
 */
import { finish, readUntil, start } from "../e2e/program.ts";

const encoder = new TextEncoder();

/** Another user, in a room. */
export class Guest implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #nick: string;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;

  private constructor(child: Deno.ChildProcess, nick: string) {
    this.#child = child;
    this.#nick = nick;
    this.#input = child.stdin.getWriter();
  }

  /** Lets one into a room, and waits until they are there. */
  static async enter(
    address: string,
    room: string,
    nick: string,
  ): Promise<Guest> {
    await using failing = new AsyncDisposableStack();
    const args = ["--room", room, "--nick", nick, address];
    const child = failing.use(start(args));
    await readUntil(child.stderr, /you are/);
    failing.move();
    return new Guest(child, nick);
  }

  /** Says something to the room. */
  async say(text: string): Promise<void> {
    await this.#input.write(encoder.encode(`${text}\n`));
  }

  /** Returns what comes until a pattern matches; by default, the next line. */
  async hear(pattern = /\n/): Promise<string> {
    return await readUntil(this.#child.stdout, pattern);
  }

  /** Waits until somebody else is there, too. */
  async meet(nick: string): Promise<void> {
    let present = "";
    while (!present.includes(nick)) {
      await this.say("/who");
      present = await this.hear(new RegExp(`^${this.#nick}\n`, "m"));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close();
    await finish(this.#child);
  }
}
