import { assertEquals } from "@std/assert";
import { meantHost, meantWord } from "../../lib/cli/suggest.ts";

const WORDS: [typed: string, meant: string | null][] = [
  ["--rom", "--room"],
  ["--roomm", "--room"],
  ["--rooom", "--room"],
  ["--orom", "--room"],
  ["--ROOM", "--room"],
  ["--tiemout", "--timeout"],
  ["--recconect", "--reconnect"],
  ["--maxclients", "--max-clients"],
  ["--clients", "--max-clients"],
  ["--nickname", "--nick"],
  ["--color", "--no-color"],
  ["--colour", "--no-color"],
  ["--hlep", "--help"],
  ["--sevre", "parley serve"],
  ["serve", "parley serve"],
  ["help", "parley help"],
  ["--hemo", "parley demo"],
  ["list", "--list"],
  ["--li", null],
  ["--x", null],
  ["--", null],
  ["--password", null],
  ["--" + "x".repeat(100_000), null],
];

for (const [typed, meant] of WORDS) {
  Deno.test(`meantWord() takes ${typed.slice(0, 20)} for ${meant}`, () => {
    assertEquals(meantWord(typed), meant);
  });
}

const HOSTS: [host: string, meant: string | null][] = [
  ["sevre", "parley serve"],
  ["server", "parley serve"],
  ["Serve", "parley serve"],
  ["dmeo", "parley demo"],
  ["hepl", "parley help"],
  ["verison", "parley version"],
  ["locahost", "localhost"],
  ["localhost", null],
  ["help", null],
  ["games", null],
  ["sevre.", null],
  ["sevre.example.org", null],
  ["de::c", null],
];

for (const [host, meant] of HOSTS) {
  Deno.test(`meantHost() takes ${host} for ${meant}`, () => {
    assertEquals(meantHost(host), meant);
  });
}
