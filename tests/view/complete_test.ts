import { assertEquals } from "@std/assert";
import { complete, type Known } from "../../lib/view/complete.ts";

const KNOWN: Known = {
  where: "lobby",
  rooms: ["games", "music"],
  nicks: ["alice", "al", "bob", "Eve"],
};

Deno.test("complete() offers what makes sense where Tab is pressed", async (t) => {
  const cases: [
    Known["where"],
    line: string,
    choices: string[],
    word: string,
  ][] = [
    ["lobby", "/j", ["/join "], "/j"],
    ["lobby", "/l", ["/list", "/logout"], "/l"],
    ["lobby", "", ["/list", "/join ", "/logout", "/quit", "/help"], ""],
    ["lobby", "/join ", ["games", "music"], ""],
    ["lobby", "/join mu", ["music"], "mu"],
    ["lobby", "join ga", ["games"], "ga"],
    ["lobby", "/list ", [], ""],
    ["naming", "/n", ["/nick "], "/n"],
    ["naming", "al", [], "al"],
    ["room", "/w", ["/who"], "/w"],
    ["room", "al", ["al: ", "alice: "], "al"],
    ["room", "hi b", ["bob "], "b"],
    ["room", "hi /w", [], "/w"],
    ["room", "", ["Eve: ", "bob: ", "al: ", "alice: "], ""],
    ["room", "e", ["Eve: "], "e"],
    ["room", "E", ["Eve: "], "E"],
    ["room", "B", [], "B"],
    ["room", "@al", ["@al ", "@alice "], "@al"],
    ["room", "hi @b", ["@bob "], "@b"],
    ["room", "(al", ["(al", "(alice"], "(al"],
    ["room", "hi (@b", ["(@bob "], "(@b"],
    ["lobby", "/J", [], "/J"],
    ["lobby", "/JOIN mu", ["music"], "mu"],
    ["lobby", "2 mu", ["music"], "mu"],
  ];
  for (const [where, line, choices, word] of cases) {
    await t.step(`${where}: "${line}"`, () => {
      assertEquals(complete(line, { ...KNOWN, where }), [choices, word]);
    });
  }
});
