/**
 * Servers of the class as they may be: each answers by the book, in its own way
 * of ending what it sends, and keeps every receive.
 */

import { everythingWasRead } from "../util/queues.ts";
import { soon } from "../util/soon.ts";

const encoder = new TextEncoder();

/** How a server puts texts on the wire: one string per send. */
export type Habit = (texts: readonly string[]) => readonly string[];

const ended = (end: string): Habit => (texts) =>
  texts.map((text) => text + end);

/** Sends each text as it is. */
export const RAW: Habit = (texts) => texts;
/** Ends each text with LF. */
export const LF: Habit = ended("\n");

/** All that servers of the class are known to do. */
export const HABITS: Readonly<Record<string, Habit>> = {
  "raw": RAW,
  "LF": LF,
  "CRLF": ended("\r\n"),
  "NUL": ended("\0"),
  "NULs to 1024 bytes": (texts) =>
    texts.map((text) => text + "\0".repeat(1024 - encoder.encode(text).length)),
  "a byte at a time": (texts) => texts.flatMap((text) => [...text, "\n"]),
  "glued, with LF": (texts) => [texts.map((text) => `${text}\n`).join("")],
};

/** What a server has to say to a message it receives. */
export type Answers = (message: string) => readonly string[];

/** The answers of a server with two rooms, where alice greets whoever comes. */
export const BY_THE_BOOK: Answers = (message) => {
  if (message === "/list") return ["2", "games", "music"];
  if (message.startsWith("/join ")) return ["0"];
  if (message.startsWith("/nick ")) return ["0", "alice: hi"];
  if (message === "/who") return ["alice", "bob"];
  return [];
};

/** A server for one client at a time. */
export class ClassServer implements AsyncDisposable {
  /** Everything that one receive gave, in order. */
  readonly received: string[] = [];
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #served: Promise<void>;
  #connection: Deno.TcpConn | null = null;
  #back = Promise.withResolvers<void>();
  #heard = Promise.withResolvers<void>();

  /** @param areApart Whether each send waits until the one before was read. */
  constructor(habit: Habit, answers: Answers = BY_THE_BOOK, areApart = false) {
    this.comeBack();
    this.#served = this.#serve(habit, answers, areApart);
  }

  get address(): string {
    return `127.0.0.1:${this.#listener.addr.port}`;
  }

  /** Kept when the next message is received. */
  get heard(): Promise<void> {
    return soon(this.#heard.promise);
  }

  /** Sends something that nobody asked for. */
  async say(text: string): Promise<void> {
    await this.#connection?.write(encoder.encode(text));
  }

  /** Closes the connection. */
  hangUp(): void {
    this.#connection?.close();
  }

  /** Closes the connection, and answers on none until it is back. */
  goAway(): void {
    this.#back = Promise.withResolvers();
    this.hangUp();
  }

  /** Is back. */
  comeBack(): void {
    this.#back.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.comeBack();
    // Unlike close(), this may be done twice.
    this.#connection?.[Symbol.dispose]();
    await this.#served;
  }

  async #serve(
    habit: Habit,
    answers: Answers,
    areApart: boolean,
  ): Promise<void> {
    for (;;) {
      try {
        this.#connection = await this.#listener.accept();
      } catch {
        // The test has closed the listener.
        return;
      }
      await this.#back.promise;
      try {
        await this.#converse(this.#connection, habit, answers, areApart);
      } catch {
        // The client or the test has closed the connection.
      }
    }
  }

  async #converse(
    connection: Deno.TcpConn,
    habit: Habit,
    answers: Answers,
    areApart: boolean,
  ): Promise<void> {
    connection.setNoDelay(true);
    const buffer = new Uint8Array(64 * 1024);
    for (;;) {
      const size = await connection.read(buffer);
      if (size === null) break;
      const message = new TextDecoder().decode(buffer.subarray(0, size));
      this.received.push(message);
      this.#heard.resolve();
      this.#heard = Promise.withResolvers();
      for (const send of habit(answers(message))) {
        await connection.write(encoder.encode(send));
        if (areApart) await everythingWasRead(connection);
      }
      if (message === "/logout") break;
    }
    connection.close();
  }
}
