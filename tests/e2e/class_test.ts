/**
 * Whole sessions in rooms of the class's own server, which reads each member
 * once a round and takes one read for one message.
 */
import { assert, assertEquals } from "@std/assert";
import type { Timing } from "../../lib/server/timing.ts";
import { type Client, Practice } from "../server/client.ts";
import { inThisProcess } from "../util/in_process.ts";
import { finish, lines, readUntil, start } from "./program.ts";
import { TerminalProgram, terminalTest } from "./terminal.ts";

/** A practice server with its own way of reading, on a free port. */
function classServer(timing: Partial<Timing> = {}): Practice {
  return new Practice({ wire: "class", timing });
}

/** Lets members into the room `games`, who say nothing and hear everything. */
function fill(practice: Practice, ...nicks: string[]): Promise<Client[]> {
  return Promise.all(nicks.map(async (nick) => {
    const member = await practice.connect();
    await member.send("/join games");
    await member.gets("0");
    await member.send(`/nick ${nick}`);
    await member.until(/^0.*room\.$/s);
    return member;
  }));
}

/** What one person said, in order, of all that a member heard. */
function saidBy(nick: string, heard: string): string[] {
  return heard.split(new RegExp(`(?=${nick}> |${nick} has )`))
    .filter((part) => part.startsWith(`${nick}> `))
    .map((part) => part.slice(nick.length + 2));
}

const LONG = "a word and another ".repeat(70).trim();
const SAID = ["hello", "one", "ann> I am not ann", LONG];

/** Talks in a room of so many people, and looks at what the others heard. */
async function saysEachApart(people: number): Promise<void> {
  await using practice = classServer();
  const nicks = Array.from({ length: people - 1 }, (_, i) => `member${i + 1}`);
  const members = await fill(practice, ...nicks);
  const script = ["/list", "/join games", "/nick 3d", ...SAID, "/who"];
  const { code, out, err } = await inThisProcess(
    ["--timeout", "60", practice.address],
    lines([...script, "/logout"]),
  );
  assertEquals(code, 0, err);
  const rooms = people > 1 ? ["games"] : [];
  const printed = out.trim().split("\n").sort();
  assertEquals(printed, [...rooms, ...nicks, "3d"].sort());
  for (const member of members) {
    const heard = await member.until(/3d has left the room\./);
    const [hello, one, ann, ...parts] = saidBy("3d", heard);
    assertEquals([hello, one, ann, parts.join(" ")], SAID);
    assertEquals(parts.length, 2);
  }
}

Deno.test("a script says each thing apart to class rooms of 1, 3 and 10", async () => {
  // Side by side, as most of it is waiting.
  await Promise.all([1, 3, 10].map(saysEachApart));
});

/** A server's times, and how often it is asked who is there. */
const ROLLS: [criterion: string, times: number, timing: Partial<Timing>][] = [
  ["10 times, with its own pauses", 10, {}],
  ["35 times, with short ones", 35, { item: 30, look: 1 }],
  ["5 times, with long ones", 5, { item: 650 }],
];

Deno.test("/who is right in a class room", async (t) => {
  // Side by side, as most of it is waiting.
  await Promise.all(ROLLS.map(([criterion, times, timing]) =>
    t.step({
      name: criterion,
      ...{ sanitizeOps: false, sanitizeResources: false, sanitizeExit: false },
      fn: () => asksWhoIsThere(times, timing),
    })
  ));
});

async function asksWhoIsThere(
  times: number,
  timing: Partial<Timing>,
): Promise<void> {
  await using practice = classServer(timing);
  await fill(practice, "ann", "eve");
  const script = ["/join games", "/nick bob", ...Array(times).fill("/who")];
  const { code, out, err } = await inThisProcess(
    ["--timeout", "60", practice.address],
    lines(script),
  );
  assertEquals([code, err.includes("notice")], [0, false], err);
  const users = out.trim().split("\n");
  assertEquals(users.length, 3 * times, out);
  for (let at = 0; at < users.length; at += 3) {
    assertEquals(users.slice(at, at + 3).sort(), ["ann", "bob", "eve"]);
  }
}

Deno.test("--list reads the rooms of a class server, empty ones too", async () => {
  await using practice = classServer({ item: 400 });
  const { address } = practice;
  for (const name of ["games", "42", "music"]) {
    await inThisProcess([address], lines([`/join ${name}`, "/nick bob"]));
  }
  const { code, out } = await inThisProcess(["--list", address], "");
  assertEquals([code, out], [0, "games\n42\nmusic\n"]);
});

Deno.test("--json tells of announcements, which are nobody's words", async () => {
  await using practice = classServer();
  await fill(practice, "ann");
  const args = ["--json", "-r", "games", "-n", "bob", practice.address];
  await using child = start(args);
  const before = await readUntil(child.stdout, /"named".*\n/);
  await fill(practice, "eve");
  const there = await readUntil(child.stdout, /"presence".*\n/);
  const ended = finish(child);
  await child.stdin.close();
  const { code, out, err } = await ended;
  assertEquals(code, 0, err);
  const objects = (before + there + out).trim().split("\n")
    .map((line) => JSON.parse(line));
  const of = (type: string) =>
    objects.filter((object) => object.type === type)
      .map(({ at: _, ...object }) => object);
  assertEquals(of("message"), []);
  assertEquals(of("presence"), [
    { type: "presence", nick: "eve", change: "joined", people: 3 },
  ]);
});

terminalTest(
  "a person says each thing apart to a class room of 3",
  async () => {
    await using practice = classServer();
    const [ann] = await fill(practice, "ann", "eve");
    assert(ann !== undefined);
    await using program = new TerminalProgram([practice.address]);
    await program.cursorRow(/^lobby> $/);
    await program.type("/join games\rbob\r");
    await program.row(/3 people here: /);
    // Pasted lines, and what is typed before they have gone out.
    await program.type("\x1b[200~first\nsecond\nthird\x1b[201~\r");
    await program.type("fourth\r/quit\r");
    await program.row(/^exit 0/);
    const heard = await ann.until(/bob has left the room\./);
    assertEquals(saidBy("bob", heard), ["first", "second", "third", "fourth"]);
  },
);
