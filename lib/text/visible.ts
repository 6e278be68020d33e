/**
 * Untrusted text → text that is safe to print: it neither moves nor hides
 * anything on a screen, and every character of it can be seen.
 *
 * @module
 */
import { isPrintable } from "./ascii.ts";

/**
 * A character that is shown by its name: a control character (C0, DEL, C1), format
 * character, lone surrogate, line or paragraph separator, or any other that cannot
 * be seen (Default_Ignorable_Code_Point); but not a tab or an LF.
 */
const HAZARD = String.raw`[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]--[\t\n]]`;

/** The most marks on one letter; more would cover the rows around it. */
const MAX_MARKS = 9;

/** The scripts with letters that a joiner joins or a non-joiner separates. */
const JOINING_SCRIPTS = [
  ...["Arab", "Syrc", "Nkoo", "Mand", "Mong", "Adlm", "Rohg"],
  ...["Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda"],
  ...["Mlym", "Sinh", "Tibt", "Mymr", "Khmr", "Java", "Bali", "Sund"],
].map((script) => String.raw`\p{scx=${script}}`).join("");

/** A letter of these scripts, or a mark on one. */
const JOINING = String.raw`[[[${JOINING_SCRIPTS}]&&[\p{L}\p{M}]]--\p{DI}]`;

/**
 * Regular expressions for text that needs an invisible character to be written or
 * drawn right, the longest first.
 */
const NEEDED = [
  // The flag of a region: its ISO 3166-2 code in tags (UTS #51).
  String.raw`\u{1f3f4}[\u{e0061}-\u{e007a}]{2}` +
  String.raw`[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,3}\u{e007f}`,
  // A keycap.
  String.raw`[#*0-9]\ufe0f\u20e3`,
  // An emoji, or several that are joined to one.
  String.raw`\p{ExtPict}[\ufe0e\ufe0f\p{EMod}]?` +
  String.raw`(?:\u200d\p{ExtPict}[\ufe0f\p{EMod}]?)*`,
  // A form of a Chinese character (Ideographic Variation Database).
  String.raw`\p{UIdeo}[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
  // A form of a Mongolian letter, and the gap before the last one.
  String.raw`[\p{sc=Mong}&&\p{L}][\u180b-\u180f]`,
  // A joiner or a non-joiner inside a word.
  String.raw`${JOINING}[\u200c\u200d](?=${JOINING})`,
];

/** A run that may have a hazard; quick to find, without properties of Unicode. */
const SUSPECT = /[^\t\n\x20-\x7e]+/g;

interface Patterns {
  /** Finds out quickly whether there may be a hazard. */
  readonly any: RegExp;
  /** Finds each hazard, and in the group `needed` each text that must stay. */
  readonly each: RegExp;
}

/** Compiled at first use, as that takes longer than everything else at start-up. */
let patterns: Patterns | undefined;

function compiled(): Patterns {
  return patterns ??= {
    any: new RegExp(`${HAZARD}|\\p{M}{${MAX_MARKS + 1}}`, "v"),
    each: new RegExp(
      `${HAZARD}|(?<needed>${
        NEEDED.join("|")
      })|(?<=\\p{M}{${MAX_MARKS}})\\p{M}`,
      "gv",
    ),
  };
}

/**
 * Makes control and invisible characters visible, as `cat -v` and git do. Tabs
 * stay, and so do characters that scripts and emoji need, where they need them.
 *
 * @param text Text from the server, another user or the command line.
 * @returns The text with `^[` for ESC and the like, and `<U+202E>` for others.
 *
 * @example
 * ```ts
 * import { visible } from "./visible.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(visible("\x1b[2J\x07"), "^[[2J^G");
 * assertEquals(visible("abc\u202edef"), "abc<U+202E>def");
 * assertEquals(visible("👩‍💻 ❤️ a\u200db"), "👩‍💻 ❤️ a<U+200D>b");
 * ```
 */
export function visible(text: string): string {
  return visibleLines(text).replaceAll("\n", characterName);
}

/**
 * Does the same as {@linkcode visible} for several lines at once: LF stays.
 *
 * @param text Lines of untrusted text.
 * @returns The lines, made visible.
 *
 * @example
 * ```ts
 * import { visibleLines } from "./visible.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(visibleLines("a\n\x1bb\n"), "a\n^[b\n");
 * ```
 */
export function visibleLines(text: string): string {
  if (isPrintable(text)) return text;
  return text.replace(SUSPECT, showHazards);
}

/** Shows the hazards in a run of characters that are not printable ASCII. */
function showHazards(run: string, at: number, text: string): string {
  if (run.length === 1 && run <= "\x7f") return characterName(run);
  // The run may begin inside a keycap, whose base is ASCII.
  const base = run.startsWith("\ufe0f") ? text.charAt(at - 1) : "";
  return replaceHazards(base + run, characterName).slice(base.length);
}

/**
 * Returns JSON that is exact when parsed and safe to print.
 *
 * @param value The value to write.
 * @returns One line of JSON, with an escape for each character that
 * {@linkcode visible} would change.
 *
 * @example
 * ```ts
 * import { visibleJson } from "./visible.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(visibleJson("\u202e"), String.raw`"\u202e"`);
 * assertEquals(JSON.parse(visibleJson("\x9b1m")), "\x9b1m");
 * ```
 */
export function visibleJson(value: unknown): string {
  const json = JSON.stringify(value);
  return isPrintable(json) ? json : replaceHazards(json, escaped);
}

/** Replaces each hazard in a text. */
function replaceHazards(
  text: string,
  replace: (character: string) => string,
): string {
  const { any, each } = compiled();
  if (!any.test(text)) return text;
  return text.replace(
    each,
    (match, needed?: string) => needed ?? replace(match),
  );
}

/**
 * Returns the name of a character that cannot be seen.
 *
 * @param character The character.
 * @returns `^[` and the like for a C0 control character or DEL; else `<U+202E>` and
 * the like.
 */
export function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) {
    return "^" + String.fromCharCode(code ^ 0x40);
  }
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

/** Returns the JSON escape of a character. */
function escaped(character: string): string {
  return character.split("").map((unit) =>
    "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0")
  ).join("");
}
