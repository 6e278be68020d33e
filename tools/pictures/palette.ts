/**
 * The colours of a terminal's cells, and what each theme makes of them.
 */

/** A colour as a cell names it, which is also its class in a picture. */
export type Color =
  | "foreground"
  | "background"
  | `palette-${number}`
  | `rgb-${string}`;

/** How a picture looks. */
export interface Theme {
  /** What is written without a colour. */
  readonly foreground: string;
  /** What it is written on. */
  readonly background: string;
  /** The bar at the top of the window. */
  readonly bar: string;
  /** The window's edge, and the dots in its bar. */
  readonly edge: string;
  /** The first 16 colours of the palette, which terminals set as they like. */
  readonly palette: readonly string[];
}

/** For pages that are dark. */
export const DARK: Theme = {
  foreground: "#e6edf3",
  background: "#0d1117",
  bar: "#161b22",
  edge: "#3d444d",
  palette: [
    ...["#484f58", "#ff7b72", "#3fb950", "#d29922"],
    ...["#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"],
    ...["#6e7681", "#ffa198", "#56d364", "#e3b341"],
    ...["#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff"],
  ],
};

/** For pages that are light. */
export const LIGHT: Theme = {
  foreground: "#1f2328",
  background: "#ffffff",
  bar: "#f6f8fa",
  edge: "#d1d9e0",
  palette: [
    ...["#24292f", "#cf222e", "#116329", "#4d2d00"],
    ...["#0969da", "#8250df", "#1b7c83", "#6e7781"],
    ...["#57606a", "#a40e26", "#1a7f37", "#633c01"],
    ...["#218bff", "#a475f9", "#3192aa", "#8c959f"],
  ],
};

/** The levels of red, green and blue in the palette's 6 × 6 × 6 colours. */
const LEVELS = [0, 95, 135, 175, 215, 255];
const FIRST_GREY = 232;

/**
 * A colour as a theme shows it.
 *
 * @param color The colour.
 * @param theme The theme.
 * @returns The colour as `#rrggbb`.
 *
 * @example
 * ```ts
 * import { DARK, hex } from "./palette.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hex("palette-1", DARK), "#ff7b72");
 * assertEquals(hex("palette-130", DARK), "#af5f00");
 * assertEquals(hex("palette-255", DARK), "#eeeeee");
 * assertEquals(hex("rgb-00ff7f", DARK), "#00ff7f");
 * ```
 */
export function hex(color: Color, theme: Theme): string {
  if (color === "foreground" || color === "background") return theme[color];
  const [kind, value = ""] = color.split("-");
  if (kind === "rgb") return `#${value}`;
  const index = Number(value);
  return theme.palette[index] ?? rgb(levels(index));
}

function levels(index: number): readonly number[] {
  if (index >= FIRST_GREY) return Array(3).fill(8 + 10 * (index - FIRST_GREY));
  const cube = index - 16;
  return [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6]
    .map((step) => LEVELS[step] ?? 0);
}

function rgb(levels: readonly number[]): string {
  return `#${
    levels.map((level) => level.toString(16).padStart(2, "0")).join("")
  }`;
}
