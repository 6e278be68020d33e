/**
 * Untrusted text → text that is safe to print: it neither moves nor hides
 * anything on a screen, and shows everything that it is made of.
 *
 * @module
 */
import { isPrintable } from "./ascii.ts";

/**
 * What is shown by its name: control characters (C0, DEL, C1), format
 * characters, lone surrogates, line and paragraph separators, and whatever else
 * leaves no mark (Default_Ignorable_Code_Point). Blanks, tabs and LF are left.
 */
const HAZARD = String.raw`[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]--[\t\n]]`;

/** More marks on one letter than this would cover the rows around it. */
const PILE = 9;

/** Scripts with letters that a joiner joins, or a non-joiner keeps apart. */
const JOINING_SCRIPTS = [
  ...["Arab", "Syrc", "Nkoo", "Mand", "Mong", "Adlm", "Rohg"],
  ...["Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda"],
  ...["Mlym", "Sinh", "Tibt", "Mymr", "Khmr", "Java", "Bali", "Sund"],
].map((script) => String.raw`\p{scx=${script}}`).join("");

/** A letter of these scripts, or a mark on one. */
const JOINING = String.raw`[[[${JOINING_SCRIPTS}]&&[\p{L}\p{M}]]--\p{DI}]`;

/**
 * Where a character that leaves no mark is needed to write or draw what stands
 * around it. A regular expression each, the longest first.
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

/** What may hold a hazard, found without all of Unicode in mind. */
const SUSPECT = /[^\t\n\x20-\x7e]+/g;

interface Patterns {
  /** Tells quickly whether there is anything to look at. */
  readonly any: RegExp;
  /** Finds the hazards, and in the group `needed` what must stay as it is. */
  readonly each: RegExp;
}

/** Made when they are first needed: that takes longer than all else at start-up. */
let patterns: Patterns | undefined;

function compiled(): Patterns {
  return patterns ??= {
    any: new RegExp(`${HAZARD}|\\p{M}{${PILE + 1}}`, "v"),
    each: new RegExp(
      `${HAZARD}|(?<needed>${NEEDED.join("|")})|(?<=\\p{M}{${PILE}})\\p{M}`,
      "gv",
    ),
  };
}

/**
 * Makes control and invisible characters visible, as `cat -v` and git do. What
 * scripts and emoji need to be drawn right stays, where it does that; a tab
 * stays, too.
 *
 * @param text Text from the server, another user or the command line.
 * @returns The same, with `^[` for ESC and `<U+202E>` for what has no such name.
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
  return visibleLines(text).replaceAll("\n", shown);
}

/**
 * Does the same for several lines at once: LF stays.
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
  if (run.length === 1 && run <= "\x7f") return shown(run);
  // Of ASCII, only the base of a keycap makes a difference to what follows.
  const base = run.startsWith("\ufe0f") ? text.charAt(at - 1) : "";
  return replaceHazards(base + run, shown).slice(base.length);
}

/**
 * Returns JSON that is exact when parsed and harmless when looked at.
 *
 * @param value What to write.
 * @returns One line of JSON, with escapes for what {@linkcode visible} shows.
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

/** `^[` or `<U+202E>` for a character. */
export function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) {
    return "^" + String.fromCharCode(code ^ 0x40);
  }
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

function escaped(character: string): string {
  return character.split("").map((unit) =>
    "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0")
  ).join("");
}
