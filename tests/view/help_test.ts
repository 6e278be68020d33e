import { assertEquals } from "@std/assert";
import type { Place } from "../../lib/protocol/events.ts";
import { helpLines, helpRows } from "../../lib/view/help.ts";

const ROOM: Place = { at: "room", room: "games", nick: "bob" };
const LOBBY: Place = { at: "lobby", asksForRoom: false };
const NAMING: Place = { at: "naming", room: "games" };
const COMMANDS_ANYWHERE = ["/logout", "/quit", "/help"];

/** What can be typed in each place. */
const TYPED: [place: Place, script: boolean, typed: string[]][] = [
  [LOBBY, false, ["/list", "/join ROOM", ...COMMANDS_ANYWHERE]],
  [
    { ...LOBBY, asksForRoom: true },
    false,
    ["ROOM", "/list", "/join ROOM", ...COMMANDS_ANYWHERE],
  ],
  [
    { ...LOBBY, asksForRoom: true },
    true,
    ["/list", "/join ROOM", ...COMMANDS_ANYWHERE],
  ],
  [NAMING, false, ["NAME", "/nick NAME", "/leave", ...COMMANDS_ANYWHERE]],
  [NAMING, true, ["/nick NAME", "/leave", ...COMMANDS_ANYWHERE]],
  [ROOM, false, [
    ...["any text", "//text", "/join ROOM", "/nick NAME", "/who", "/leave"],
    ...COMMANDS_ANYWHERE,
  ]],
  [{ at: "connecting" }, false, ["any line", ...COMMANDS_ANYWHERE]],
  [{ at: "offline" }, false, ["any line", "Enter", ...COMMANDS_ANYWHERE]],
  [{ at: "offline" }, true, ["any line", ...COMMANDS_ANYWHERE]],
  [{ at: "ended" }, false, []],
];

for (const [place, script, typed] of TYPED) {
  const who = script ? "a script" : "a person";
  Deno.test(`helpRows() tells ${who} at "${place.at}": ${typed.join()}`, () => {
    assertEquals(helpRows(place, script).map(([typed]) => typed), typed);
  });
}

Deno.test("helpLines() aligns what the rows do in a column", () => {
  assertEquals(helpLines(helpRows(NAMING, false)), [
    "NAME        take this nickname",
    "/nick NAME  take a nickname",
    "/leave      go back to the lobby",
    "/logout     log out and quit",
    "/quit       the same as /logout",
    "/help       show what you can type here",
  ]);
});
