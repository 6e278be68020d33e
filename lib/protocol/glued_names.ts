/**
 * Names in an answer to `/who` that reached us in one read, so that nothing
 * stands between them, or between them and what follows.
 *
 * @module
 */
import { markAt } from "./announcements.ts";
import type { Presence } from "./presence.ts";

/**
 * Takes names apart that stand glued together.
 *
 * @param presence The people who are known to be here.
 * @param text Letters and digits.
 * @returns The names of known people that the text is made of, or `null`.
 *
 * @example
 * ```ts
 * import { knownNames } from "./glued_names.ts";
 * import { NOBODY_KNOWN } from "./presence.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const presence = { ...NOBODY_KNOWN, here: new Set(["ann", "bob"]) };
 * assertEquals(knownNames(presence, "bobann"), ["bob", "ann"]);
 * assertEquals(knownNames(presence, "bobby"), null);
 * ```
 */
export function knownNames(
  { here }: Presence,
  text: string,
): string[] | null {
  return namesUpTo(here, text)[text.length] ?? null;
}

/** Returns, for each length, the names that so much of a text is made of. */
function namesUpTo(
  here: ReadonlySet<string>,
  text: string,
): (string[] | undefined)[] {
  const ways: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= text.length; end++) {
    for (const name of here) {
      const way = ways[end - name.length];
      if (way === undefined || !text.startsWith(name, end - name.length)) {
        continue;
      }
      ways[end] = [...way, name];
      break;
    }
  }
  return ways;
}

/**
 * Returns the names of known people that stand directly before talk or an
 * announcement.
 *
 * @param presence The people who are known to be here.
 * @param text The text of one read, in an answer to `/who`.
 * @returns The names; most often none.
 *
 * @example
 * ```ts
 * import { namesBefore } from "./glued_names.ts";
 * import { NOBODY_KNOWN } from "./presence.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const presence = { ...NOBODY_KNOWN, here: new Set(["ann", "bob"]) };
 * assertEquals(namesBefore(presence, "bobann has left the room."), ["bob"]);
 * assertEquals(namesBefore(presence, "bobeve has joined the room."), ["bob"]);
 * assertEquals(namesBefore(presence, "bob> hi"), []);
 * ```
 */
export function namesBefore({ here }: Presence, text: string): string[] {
  const mark = markAt(text);
  if (mark === null || here.has(mark.run)) return [];
  const { run, change } = mark;
  const isNew = change === "joined";
  const ways = namesUpTo(here, run);
  for (let at = 1; at < run.length; at++) {
    const names = ways[at];
    if (names && here.has(run.slice(at)) !== isNew) return names;
  }
  return [];
}
