/**
 * Stands in for `@std/fmt/colors` where JSR is not reached: the styles that parley
 * uses, with the original's escape codes.
 *
 * Deno's built-in `node:util` has `styleText`, but takes 6 ms to load.
 *
 * @module
 */

let enabled = !Deno.noColor;

/**
 * Turns colours on or off; with NO_COLOR set they stay off.
 *
 * @param value `true` if the functions of this module are to style their text.
 *
 * @example
 * ```ts
 * import { bold, setColorEnabled } from "@std/fmt/colors";
 * import { assertEquals } from "@std/assert";
 *
 * setColorEnabled(false);
 * assertEquals(bold("plain"), "plain");
 * ```
 */
export function setColorEnabled(value: boolean): void {
  enabled = value && !Deno.noColor;
}

/**
 * Returns whether the functions of this module style their text.
 *
 * @returns `true` if they do.
 *
 * @example
 * ```ts
 * import { getColorEnabled, setColorEnabled } from "@std/fmt/colors";
 * import { assertEquals } from "@std/assert";
 *
 * setColorEnabled(false);
 * assertEquals(getColorEnabled(), false);
 * ```
 */
export function getColorEnabled(): boolean {
  return enabled;
}

/** Puts text between the codes that turn a style on and off (ECMA-48 SGR). */
function style(text: string, on: string, off: number): string {
  return enabled ? `\x1b[${on}m${text}\x1b[${off}m` : text;
}

/**
 * Makes text bold.
 *
 * @param str The text.
 * @returns The text between the codes that turn the style on and off.
 *
 * @example
 * ```ts
 * import { bold, setColorEnabled } from "@std/fmt/colors";
 * import { assertEquals } from "@std/assert";
 *
 * setColorEnabled(true);
 * if (!Deno.noColor) assertEquals(bold("hi"), "\x1b[1mhi\x1b[22m");
 * ```
 */
export function bold(str: string): string {
  return style(str, "1", 22);
}

/**
 * Makes text faint.
 *
 * @param str The text.
 * @returns The text between the codes that turn the style on and off.
 *
 * @example
 * ```ts
 * import { dim, setColorEnabled } from "@std/fmt/colors";
 * import { assertEquals } from "@std/assert";
 *
 * setColorEnabled(true);
 * if (!Deno.noColor) assertEquals(dim("hi"), "\x1b[2mhi\x1b[22m");
 * ```
 */
export function dim(str: string): string {
  return style(str, "2", 22);
}

/**
 * Makes text red.
 *
 * @param str The text.
 * @returns The text between the codes that turn the style on and off.
 *
 * @example
 * ```ts
 * import { red, setColorEnabled } from "@std/fmt/colors";
 * import { assertEquals } from "@std/assert";
 *
 * setColorEnabled(true);
 * if (!Deno.noColor) assertEquals(red("hi"), "\x1b[31mhi\x1b[39m");
 * ```
 */
export function red(str: string): string {
  return style(str, "31", 39);
}

/**
 * Gives text one of the 256 colours of a terminal's palette.
 *
 * @param str The text.
 * @param color The colour's number, 0 to 255.
 * @returns The text between the codes that turn the colour on and off.
 *
 * @example
 * ```ts
 * import { rgb8, setColorEnabled } from "@std/fmt/colors";
 * import { assertEquals } from "@std/assert";
 *
 * setColorEnabled(true);
 * if (!Deno.noColor) assertEquals(rgb8("hi", 31), "\x1b[38;5;31mhi\x1b[39m");
 * ```
 */
export function rgb8(str: string, color: number): string {
  return style(str, `38;5;${color}`, 39);
}
