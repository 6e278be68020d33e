/**
 * Arbitrary texts of many kinds.
 */
import fc from "fast-check";

/** Pieces of text, which may join each other. */
const PIECES = [
  ..."abc xyz.,-/@日本語한é",
  ..."\u0301\u094d\u200d\u200c\ufe0f\u20e3\u{1f3fd}\u202e\u00ad\u0600",
  ..."\n\t\x1b\x07\r\0",
  ...["👩‍💻", "👍🏽", "🇩🇪", "🇫", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
  ...["नमस्ते", "क्षि", "สวัสดี", "שָׁלוֹם", "नि", "ᄒ", "ᅡ", "ᆫ"],
];

/** Texts made of them. */
export const texts: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 60 })
  .map((pieces) => pieces.join(""));
