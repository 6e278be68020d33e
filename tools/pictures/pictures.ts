/**
 * The pictures of the README: what a terminal shows of a real session.
 *
 *     deno task pictures
 *
 * Writes them to docs; a test tells when they are out of date.
 */
import { DARK, LIGHT } from "./palette.ts";
import { session } from "./session.ts";
import { svg } from "./svg.ts";

/** Where each picture belongs, and what it should be. */
export async function pictures(): Promise<ReadonlyMap<string, string>> {
  const window = await session();
  return new Map([
    ["docs/session-dark.svg", svg(window, DARK)],
    ["docs/session-light.svg", svg(window, LIGHT)],
  ]);
}

/** A file of the project. */
export function file(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

if (import.meta.main) {
  for (const [path, picture] of await pictures()) {
    await Deno.writeTextFile(file(path), picture);
    console.log(path);
  }
}
