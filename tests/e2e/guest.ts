/**
 * Somebody else on a server: a parley of their own, which says what it is told
 * to.
 */
import { finish, readUntil, start } from "./program.ts";

const encoder = new TextEncoder();

/** Another user, in a room. */
export class Guest implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #nick: string;
  readonly #keyboard: WritableStreamDefaultWriter<Uint8Array>;

  private constructor(child: Deno.ChildProcess, nick: string) {
    this.#child = child;
    this.#nick = nick;
    this.#keyboard = child.stdin.getWriter();
  }

  /** Lets one into a room, and waits until they are there. */
  static async enter(
    address: string,
    room: string,
    nick: string,
  ): Promise<Guest> {
    const child = start(["--room", room, "--nick", nick, address]);
    await readUntil(child.stderr, new RegExp(`you are ${nick} now`));
    return new Guest(child, nick);
  }

  /** Says something to the room. */
  async say(text: string): Promise<void> {
    await this.#keyboard.write(encoder.encode(`${text}\n`));
  }

  /** What comes until a pattern matches; by default, the next line. */
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
    await this.#keyboard.close();
    await finish(this.#child);
  }
}
