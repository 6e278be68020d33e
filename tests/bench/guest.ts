/**
 * A client in a room of a server that is the benchmark's, byte for byte.
 */
import type { Contestant } from "./contestants.ts";
import { Program } from "./program.ts";

const encoder = new TextEncoder();
const OK = "0\n";

/** Writes bytes whole. */
export async function writeWhole(
  to: Deno.TcpConn,
  bytes: Uint8Array,
): Promise<void> {
  for (let rest = bytes; rest.length > 0;) {
    rest = rest.subarray(await to.write(rest));
  }
}

/** A client that has joined and taken a nickname. */
export class Guest {
  /** The client. */
  readonly program: Program;
  /** The server's end of its connection. */
  readonly connection: Deno.TcpConn;
  readonly #buffer = new Uint8Array(1024);
  #heard = "";

  private constructor(program: Program, connection: Deno.TcpConn) {
    this.program = program;
    this.connection = connection;
    connection.setNoDelay(true);
  }

  /** Starts a client, types something if it is to leave again, and lets it in. */
  static async enter(who: Contestant, script?: string): Promise<Guest> {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const program = new Program(who.command(listener.addr.port));
    await program.type(`${who.entry ?? ""}${script ?? ""}`);
    if (script !== undefined) await program.endInput();
    const guest = new Guest(program, await listener.accept());
    for (const request of ["/join room\n", "/nick bob\n"]) {
      await guest.hear(request);
      await guest.say(encoder.encode(OK));
    }
    // One that was told what to ask for prints the answers too.
    if (who.entry !== undefined) await program.printed(2 * OK.length);
    return guest;
  }

  /** Waits until the client has sent a text. */
  async hear(text: string): Promise<void> {
    while (!this.#heard.includes(text)) {
      const size = await this.connection.read(this.#buffer);
      if (size === null) throw new Error(`it left without saying ${text}`);
      this.#heard += new TextDecoder().decode(this.#buffer.subarray(0, size));
    }
  }

  /** Sends the client something. */
  async say(bytes: Uint8Array): Promise<void> {
    await writeWhole(this.connection, bytes);
  }
}
