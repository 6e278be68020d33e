import { assertEquals } from "@std/assert";
import { complete, type Known } from "../../lib/view/complete.ts";

const KNOWN: Known = {
  where: "lobby",
  rooms: ["games", "music"],
  nicks: ["alice", "al", "bob"],
};

Deno.test("Tab offers what makes sense where it is pressed", async (t) => {
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
    ["room", "", ["bob: ", "al: ", "alice: "], ""],
  ];
  for (const [where, line, choices, word] of cases) {
    await t.step(`${where}: "${line}"`, () => {
      assertEquals(complete(line, { ...KNOWN, where }), [choices, word]);
    });
  }
});
