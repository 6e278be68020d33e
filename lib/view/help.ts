/**
 * A place in the conversation → the lines that can be typed there.
 *
 * @module
 */
import { type CommandRule, COMMANDS, usage } from "../protocol/commands.ts";
import type { Place } from "../protocol/events.ts";

/** A line that can be typed, and its effect. */
export type HelpRow = readonly [typed: string, help: string];

/**
 * Lists the lines that can be typed.
 *
 * @param place The place of the user.
 * @param script Whether the user is a script, which cannot type a bare name.
 * @returns A row for each; none when the conversation is over.
 *
 * @example
 * ```ts
 * import { helpRows } from "./help.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = helpRows({ at: "lobby", asksForRoom: false }, true);
 * assertEquals(first, ["/list", "list the rooms"]);
 * ```
 */
export function helpRows(place: Place, script: boolean): HelpRow[] {
  return place.at === "ended"
    ? []
    : [...textRows(place, script), ...commandsAt(place).map(helpRow)];
}

/**
 * Writes rows as lines, with the effects in a column of their own.
 *
 * @param rows The rows of {@linkcode helpRows}.
 * @returns A line for each row.
 */
export function helpLines(rows: readonly HelpRow[]): string[] {
  const column = helpColumn(rows);
  return rows.map(([typed, help]) => typed.padEnd(column) + help);
}

/**
 * Returns the column that the effects begin in, from 0.
 *
 * @param rows The rows of {@linkcode helpRows}.
 */
export function helpColumn(rows: readonly HelpRow[]): number {
  return Math.max(...rows.map(([typed]) => typed.length)) + 2;
}

/** Lists the lines that are not commands. */
function textRows(place: Place, script: boolean): HelpRow[] {
  switch (place.at) {
    case "connecting":
      return [["any line", "is kept until parley is connected"]];
    case "offline":
      return [
        ["any line", "is kept until the connection is back"],
        ...script ? [] : [["Enter", "try to connect now"] as const],
      ];
    case "lobby":
      return place.asksForRoom && !script
        ? [["ROOM", "join this room, or create it"]]
        : [];
    case "naming":
      return script ? [] : [["NAME", "take this nickname"]];
    case "room":
      return [
        ["any text", "send it to the room"],
        ["//text", "send /text to the room"],
      ];
    case "ended":
      return [];
  }
}

/** Lists the commands that are carried out here at once. */
function commandsAt({ at }: Place): CommandRule[] {
  const isStage = at === "lobby" || at === "naming" || at === "room";
  return COMMANDS.filter(({ stages }) =>
    isStage ? stages.includes(at) : stages.length === 3
  );
}

function helpRow(rule: CommandRule): HelpRow {
  return [usage(rule), rule.help];
}
