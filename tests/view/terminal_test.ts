import { assert, assertEquals, assertMatch } from "@std/assert";
import { getColorEnabled, setColorEnabled } from "@std/fmt/colors";
import type { News, Place } from "../../lib/protocol/events.ts";
import { TerminalView } from "../../lib/view/terminal.ts";

const AROUND = { address: "localhost:5220", timeout: 10, script: false };
const ROOM: Place = { at: "room", room: "games", nick: "bob" };
const NOON = new Date(2026, 10, 23, 12, 0);

/** A view without colours, in a room. */
function plainView(columns = 80): TerminalView {
  setColorEnabled(false);
  const view = new TerminalView(AROUND, () => columns);
  view.prompt(ROOM);
  return view;
}

const says = (text: string): News => ({ type: "messages", text });

Deno.test("without colours everything is told apart by its mark", () => {
  const view = plainView();
  view.show(says("x: first"), NOON);
  const rows: [News, string][] = [
    [says("alice: hi"), "        alice: hi"],
    [says("the lights go out"), "        the lights go out"],
    [says("alice: hi, bob!"), "      @ alice: hi, bob!\x07"],
    [says("<alice> BOB?"), "      @ <alice> BOB?\x07"],
    [says("alice: bobsled"), "        alice: bobsled"],
    [says("bob: bob is me"), "        bob: bob is me"],
    [{ type: "said", nick: "bob", text: "hello" }, "      > bob: hello"],
    [{ type: "typed", place: ROOM, text: "/who" }, "        #games bob> /who"],
    [
      { type: "split", count: 2 },
      "      * that was too long for one message " +
      "and goes as 2",
    ],
    [{ type: "unsent", text: "bye\x1b" }, "      ! not sent: bye^["],
    [
      { type: "rooms", rooms: [] },
      "      * no rooms yet; /join ROOM makes one",
    ],
    [{ type: "users", users: ["bob"] }, "      * 1 is here:\n        bob"],
  ];
  for (const [news, row] of rows) {
    assertEquals(view.show(news, NOON), `${row}\n`);
  }
});

Deno.test("the time stands where the minute is new, the day where it is", () => {
  const view = plainView();
  const at = (day: number, hour: number, minute: number, second = 0) =>
    view.show(says("a: b"), new Date(2026, 10, day, hour, minute, second));
  assertEquals(at(23, 9, 5), "09:05   a: b\n");
  assertEquals(at(23, 9, 5, 59), "        a: b\n");
  assertEquals(at(23, 9, 6), "09:06   a: b\n");
  assertMatch(
    at(24, 9, 6),
    /^── Tuesday,? 24 November 2026 ──\n {8}a: b\n$/,
  );
});

Deno.test("names stand in columns that fit", () => {
  const users = ["alice", "bob", "carol", "日本", "eve"];
  assertEquals(
    plainView(24).show({ type: "users", users }, NOON),
    "12:00 * 5 are here:\n" +
      "        alice  日本\n" +
      "        bob    eve\n" +
      "        carol\n",
  );
});

Deno.test("of very many names a thousand are shown", () => {
  const users = Array.from({ length: 5000 }, (_, i) => `n${i}`);
  const rows = plainView().show({ type: "users", users }, NOON);
  assert(rows.includes("n999") && !rows.includes("n1000"));
  assert(rows.endsWith("      * … and 4000 more\n"));
});

Deno.test("a nickname has one colour, and red is for what went wrong", () => {
  const view = plainView();
  setColorEnabled(true);
  if (!getColorEnabled()) return;
  const colorOf = (text: string) =>
    // deno-lint-ignore no-control-regex
    /\x1b\[38;5;(\d+)m/.exec(view.show(says(text), NOON))?.[1];
  assertEquals(colorOf("alice: hi"), colorOf("<alice> bye"));
  const nicks = Array.from({ length: 50 }, (_, i) => `nick${i}`);
  const colors = new Set(nicks.map((nick) => colorOf(`${nick}: hi`)));
  assert(colors.size > 8, `${colors.size} colours for 50 nicknames`);
  const unsent = view.show({ type: "unsent", text: "x" }, NOON);
  assert(unsent.includes("\x1b[31m"));
  setColorEnabled(false);
});

Deno.test("what is hostile only stands there", () => {
  const view = plainView();
  const hostile = "\x1b]0;x\x07\u202e\x9b2J";
  const news: News[] = [
    says(`${hostile}: ${hostile} bob`),
    { type: "said", nick: hostile, text: hostile },
    { type: "typed", place: { ...ROOM, room: hostile }, text: hostile },
    { type: "rooms", rooms: [hostile] },
    { type: "users", users: [hostile] },
    { type: "joined", room: hostile },
    { type: "named", nick: hostile },
    { type: "notice", text: hostile },
    { type: "refused", request: "nick", name: hostile, reason: "taken" },
    { type: "failure", failure: { why: "unreachable", detail: hostile } },
  ];
  for (const one of news) {
    const shown = view.show(one, NOON).replaceAll("\x07\n", "\n");
    assert(!/[^\P{Cc}\n]|\p{Cf}/u.test(shown), JSON.stringify(shown));
  }
  const place: Place = { at: "room", room: hostile, nick: hostile };
  assert(!/\p{Cc}|\p{Cf}/u.test(view.prompt(place)));
  assertEquals(view.complete("")[0], []);
});

Deno.test("Tab knows the rooms of the last list and who was seen", () => {
  const view = plainView();
  view.show(says("alice: hi"), NOON);
  view.show({ type: "users", users: ["carol"] }, NOON);
  view.show(says("alice: again"), NOON);
  assertEquals(view.complete("")[0], ["alice: ", "carol: "]);
  view.show({ type: "rooms", rooms: ["games", "music"] }, NOON);
  view.prompt({ at: "lobby", asked: false });
  assertEquals(view.complete("/join ")[0], ["games", "music"]);
});

Deno.test("it remembers no more names than it needs", () => {
  const view = plainView();
  for (let i = 0; i < 2000; i++) view.show(says(`n${i}: x`), NOON);
  assertEquals(view.complete("")[0].length, 500);
  assertEquals(view.complete("n1999")[0], ["n1999: "]);
});
