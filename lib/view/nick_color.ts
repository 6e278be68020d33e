/**
 * A nickname → its colour.
 *
 * @module
 */
import { rgb8 } from "@std/fmt/colors";
import type { Style } from "./rows.ts";

/**
 * Colours of the 256-colour palette that have a contrast of at least 3.5 (WCAG)
 * on black and on white, and are told apart from each other and from red.
 */
const COLORS = [
  ...[130, 100, 64, 28, 29, 30, 31, 32],
  ...[33, 62, 98, 134, 128, 163, 161, 166],
];

/**
 * Returns the style of a nickname: a colour that is the same in every session.
 *
 * @param nick The nickname as it is shown.
 * @returns The style, for the nickname or a part of it.
 */
export function nickColor(nick: string): Style {
  let hash = 0;
  for (const character of nick) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  }
  const color = COLORS[hash % COLORS.length] ?? 0;
  return (text) => rgb8(text, color);
}
