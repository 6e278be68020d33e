/**
 * Whole sessions in rooms of the class's own server, which reads each member
 * once a round and takes one read for one message.
 */
import { assert, assertEquals } from "@std/assert";
import { listen, type Server } from "../../lib/server/listen.ts";
import type { Timing } from "../../lib/server/timing.ts";
import { inThisProcess } from "../util/in_process.ts";
import { lines, parley } from "./program.ts";
import { TerminalProgram, terminalTest } from "./terminal.ts";

/** A practice server with its own way of reading, on a free port. */
class ClassRoom implements AsyncDisposable {
  readonly #server: Server;
  readonly members: Member[] = [];

  constructor(timing: Partial<Timing> = {}) {
    this.#server = listen({
      host: "127.0.0.1",
      port: 0,
      wire: "class",
      gap: 0,
      echo: false,
      maxClients: 100,
      timing,
    }, () => {});
  }

  get address(): string {
    return `127.0.0.1:${this.#server.address.port}`;
  }

  /** Lets members into the room, who say nothing and hear everything. */
  async fill(room: string, count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const member = await Member.connect(this.#server.address);
      const nick = `member${this.members.push(member)}`;
      await member.ask(`/join ${room}`, /^0/);
      await member.ask(`/nick ${nick}`, /^0.*room\.$/s);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const member of this.members) member.close();
    await this.#server.close();
  }
}

/** A plain client that keeps what it receives. */
class Member {
  text = "";
  readonly #connection: Deno.TcpConn;
  #more = Promise.withResolvers<void>();

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
    this.#read();
  }

  static async connect({ hostname, port }: Deno.NetAddr): Promise<Member> {
    return new Member(await Deno.connect({ hostname, port }));
  }

  async ask(text: string, answer: RegExp): Promise<void> {
    this.text = "";
    await this.#connection.write(new TextEncoder().encode(text));
    await this.until(answer);
  }

  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.text)) await this.#more.promise;
  }

  /** What one person said, in order, as far as it can be told apart. */
  heardOf(nick: string): string[] {
    return this.text.split(new RegExp(`(?=${nick}> |${nick} has )`))
      .filter((part) => part.startsWith(`${nick}> `))
      .map((part) => part.slice(nick.length + 2));
  }

  close(): void {
    try {
      this.#connection.close();
    } catch {
      // The server was first.
    }
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(65536);
    const decoder = new TextDecoder();
    try {
      for (;;) {
        const size = await this.#connection.read(buffer);
        if (size === null) break;
        const bytes = buffer.subarray(0, size);
        this.text += decoder.decode(bytes, { stream: true });
        this.#more.resolve();
        this.#more = Promise.withResolvers();
      }
    } catch {
      // It was closed.
    }
  }
}

const LONG = "a word and another ".repeat(130).trim();
const SAID = ["hello", "one", "two", "ann> I am not ann", LONG];

/** A script in a room of so many people, itself included. */
async function saysEachApart(people: number): Promise<void> {
  await using room = new ClassRoom();
  await room.fill("games", people - 1);
  const script = ["/list", "/join games", "/nick 3d", ...SAID, "/who"];
  const { code, out, err } = await inThisProcess(
    ["--timeout", "60", room.address],
    lines([...script, "/logout"]),
  );
  assertEquals(code, 0, err);
  const members = room.members.map((_, i) => `member${i + 1}`);
  const rooms = people > 1 ? ["games"] : [];
  const printed = out.trim().split("\n").sort();
  assertEquals(printed, [...rooms, ...members, "3d"].sort());
  for (const member of room.members) {
    await member.until(/3d has left the room\./);
    const heard = member.heardOf("3d");
    assertEquals(heard.slice(0, SAID.length - 1), SAID.slice(0, -1));
    assertEquals(heard.slice(SAID.length - 1).join(" "), LONG);
  }
}

Deno.test("a script says each thing apart to class rooms of 1, 3 and 10", async () => {
  // Side by side, as most of it is waiting.
  await Promise.all([1, 3, 10].map(saysEachApart));
});

Deno.test("/who is right a hundred times in a class room, with slow pauses", async () => {
  const timings = [{ item: 150 }, { item: 30 }, { item: 650 }];
  const counts = [20, 75, 5];
  await Promise.all(timings.map(async (timing, i) => {
    await using room = new ClassRoom(timing);
    await room.fill("games", 2);
    const count = counts[i] ?? 0;
    const script = ["/join games", "/nick bob", ...Array(count).fill("/who")];
    const { code, out, err } = await inThisProcess(
      ["--timeout", "60", room.address],
      lines(script),
    );
    assertEquals([code, err.includes("notice")], [0, false], err);
    const users = out.trim().split("\n");
    assertEquals(users.length, 3 * count, out);
    for (let at = 0; at < users.length; at += 3) {
      assertEquals(users.slice(at, at + 3).sort(), [
        "bob",
        "member1",
        "member2",
      ]);
    }
  }));
});

Deno.test("--list reads the rooms of a class server, empty ones too", async () => {
  await using room = new ClassRoom();
  for (const name of ["games", "42", "music"]) {
    await inThisProcess([room.address], lines([`/join ${name}`, "/nick bob"]));
  }
  const { code, out } = await inThisProcess(["--list", room.address], "");
  assertEquals([code, out], [0, "games\n42\nmusic\n"]);
});

Deno.test("a script is told of announcements, which are nobody's words", async () => {
  await using room = new ClassRoom();
  await room.fill("games", 1);
  const session = parley(
    ["--json", "-r", "games", "-n", "bob", "--linger", "4", room.address],
    "",
  );
  await room.members[0]?.until(/bob has joined the room\./);
  await room.fill("games", 1);
  const { code, out } = await session;
  assertEquals(code, 0);
  const objects = out.trim().split("\n").map((line) => JSON.parse(line));
  const of = (type: string) =>
    objects.filter((object) => object.type === type)
      .map(({ at: _, ...object }) => object);
  assertEquals(of("message"), []);
  assertEquals(of("presence"), [{
    type: "presence",
    nick: "member2",
    change: "joined",
    people: 3,
  }]);
});

terminalTest(
  "a person says each thing apart to a class room of 3",
  async () => {
    await using room = new ClassRoom();
    await room.fill("games", 2);
    const [ann] = room.members;
    assert(ann !== undefined);
    await using program = new TerminalProgram([room.address]);
    await program.cursorRow(/^lobby> $/);
    await program.type("/join games\rbob\r");
    await program.row(/3 people here: /);
    // Pasted lines, and what is typed before they have gone out.
    await program.type("\x1b[200~first\nsecond\nthird\x1b[201~\r");
    await program.type("fourth\r/quit\r");
    await program.row(/^exit 0/);
    await ann.until(/bob has left the room\./);
    assertEquals(ann.heardOf("bob"), ["first", "second", "third", "fourth"]);
  },
);
