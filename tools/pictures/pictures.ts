/**
 * The pictures of the README: what a terminal shows of real sessions.
 *
 *     deno task pictures
 *
 * Writes them to docs; a test tells when they are out of date.
 */
import { conversation, reconnection } from "./sessions.ts";
import { DARK, LIGHT, svg } from "./svg.ts";

/** Returns what each picture should be, by its path. */
export async function pictures(): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  const sessions = { session: conversation, reconnection };
  for (const [name, play] of Object.entries(sessions)) {
    const window = await play();
    all.set(`docs/${name}-dark.svg`, svg(window, DARK));
    all.set(`docs/${name}-light.svg`, svg(window, LIGHT));
  }
  return all;
}

/** Returns the place of a file of the project. */
export function file(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

if (import.meta.main) {
  for (const [path, picture] of await pictures()) {
    await Deno.writeTextFile(file(path), picture);
    console.log(path);
  }
}
