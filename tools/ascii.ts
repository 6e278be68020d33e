/**
 * A program → the same program in ASCII, which Deno loads as it is. Any other
 * file it decodes and copies as a whole at every start.
 *
 * Pure: text goes in, text comes out.
 *
 * @module
 */

/** What stands in comments for characters that ASCII lacks; as wide, in drawings. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ...[..."─│┌┐└┘├┤▲▼◄►"].map((line, i) =>
    [line, "-|++++++^v<>"[i] ?? ""] as const
  ),
  ["→", "->"],
  ["↔", "<->"],
  ["–", "-"],
  ["…", "..."],
  ["²", "^2"],
  ["³¹", "^31"],
]);

/** A comment that begins its line. */
const COMMENT = /^ *(?:\/\*.*?\*\/|\/\/.*?$)/gms;

/** A character, or two that stand for one thing. */
const OTHER = /³¹|[^\0-\x7f]/gu;

/**
 * Rewrites a program in ASCII.
 *
 * @param code JavaScript whose comments begin lines.
 * @returns The same, with escapes such as `\u{2026}` in its strings and
 * stand-ins such as `->` in its comments.
 *
 * @example
 * ```ts
 * import { toAscii } from "./ascii.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(toAscii("// a → b\nf('…');"), "// a -> b\nf('\\u{2026}');");
 * ```
 */
export function toAscii(code: string): string {
  return code
    .replace(
      COMMENT,
      (comment) => comment.replace(OTHER, (it) => STAND_INS.get(it) ?? it),
    )
    .replace(OTHER, (it) => `\\u{${it.codePointAt(0)?.toString(16)}}`);
}
