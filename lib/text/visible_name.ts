/**
 * Untrusted names → names that can be told apart by looking at them.
 *
 * @module
 */
import { characterName } from "./visible.ts";

const PLAIN = /^[\x21-\x7e]+$/;

/** Characters that are drawn as a blank, though Unicode calls them visible. */
const BLANK = String.raw`\u2800\u{13441}\u{13442}\u{16fe4}\u{1d159}`;

/** A character that can be seen, so that a combining mark can stand on it. */
const BASE = String
  .raw`[[\p{L}\p{M}\p{N}\p{P}\p{S}]--[\p{DI}${BLANK}]]`;

/** Compiled at first use, as that takes longer than everything else at start-up. */
let hidden: RegExp | undefined;

function hiddenPattern(): RegExp {
  return hidden ??= new RegExp(
    [
      `[^[${BASE} ]]`,
      // A mark without a base would go to what stands before the name.
      `(?<!${BASE})\\p{M}`,
      // More marks on one letter than any script needs.
      String.raw`(?<=\p{M}{4})\p{M}`,
      "^ | $",
    ].join("|"),
    "gv",
  );
}

/**
 * Makes a nickname or a room visible. This is stricter than {@linkcode
 * visible}: it shows everything that cannot be seen or joins what stands around
 * it, even where a script needs it, so that `alice` and `alice` with an invisible
 * character look different.
 *
 * @param name A name from the server, another user or the command line.
 * @returns The same, with `^[` or `<U+2800>` for what could not be seen.
 *
 * @example
 * ```ts
 * import { visibleName } from "./visible_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(visibleName("alice\u2800"), "alice<U+2800>");
 * assertEquals(visibleName("\u0301bob"), "<U+0301>bob");
 * assertEquals(visibleName("Zoë"), "Zoë");
 * ```
 */
export function visibleName(name: string): string {
  return PLAIN.test(name) ? name : name.replace(hiddenPattern(), characterName);
}
