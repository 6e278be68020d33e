/**
 * Somebody else on a server: a parley of their own, which says what it is told
 * to.
 */
import { readUntil, start } from "../e2e/program.ts";

const encoder = new TextEncoder();

/** Another user. */
export class Guest implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #keyboard: WritableStreamDefaultWriter<Uint8Array>;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
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
    return new Guest(child);
  }

  /** Says something to the room. */
  async say(text: string): Promise<void> {
    await this.#keyboard.write(encoder.encode(`${text}\n`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#keyboard.close();
    await this.#child.stdout.cancel();
    await this.#child.stderr.cancel();
    await this.#child.status;
  }
}
