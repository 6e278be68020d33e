/**
 * A terminal's screen → a picture of it, as SVG that needs no script and no
 * font of its own. Pure: runs of cells go in, text comes out.
 *
 * Each run says where it begins and how long it is, so that columns stand under
 * each other in whatever font the reader has.
 */
import { type Color, hex, type Theme } from "./palette.ts";
import type { Run } from "./runs.ts";

/** What a window shows. */
export interface Window {
  /** What stands in its bar. */
  readonly title: string;
  /** What is to be seen, for those who do not see it. */
  readonly description: string;
  /** How many columns it has. */
  readonly columns: number;
  /** What stands in each row of it. */
  readonly rows: readonly (readonly Run[])[];
  /** Where the cursor stands, from 0. */
  readonly cursor: readonly [row: number, column: number];
}

const FONT_SIZE = 15;
/** A column is 0.6 em, as most monospaced fonts have it. */
const COLUMN = 9;
const ROW = 21;
/** How far the letters stand above the lower end of their row. */
const DESCENT = 6;
const BAR = 36;
const MARGIN = 18;
const CORNER = 9;
const FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, " +
  "'DejaVu Sans Mono', 'Liberation Mono', monospace";

/**
 * Draws a window.
 *
 * @param window What it shows.
 * @param theme How it looks.
 * @returns The picture. The same window is the same text, byte for byte.
 *
 * @example
 * ```ts
 * import { DARK } from "./palette.ts";
 * import { svg } from "./svg.ts";
 * import { assert } from "@std/assert";
 *
 * const picture = svg({
 *   title: "cats & dogs",
 *   description: "Nothing yet.",
 *   columns: 80,
 *   rows: [],
 *   cursor: [0, 0],
 * }, DARK);
 * assert(picture.includes("<title>cats &amp; dogs</title>"));
 * ```
 */
export function svg(window: Window, theme: Theme): string {
  const { title, description, columns, rows, cursor } = window;
  const width = columns * COLUMN + 2 * MARGIN;
  const height = BAR + rows.length * ROW + 2 * MARGIN;
  return `${
    [
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" ` +
      `width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}" xml:space="preserve">`,
      `<title>${escape(title)}</title>`,
      `<desc>${escape(description)}</desc>`,
      `<style>\n${rules(rows.flat(), theme)}\n</style>`,
      frame(width, height, theme),
      ...bar(title, width, theme),
      ...rows.flatMap((row, index) => row.flatMap((run) => draw(run, index))),
      block(cursor),
      `</svg>`,
    ].join("\n")
  }\n`;
}

/** What the classes mean, those of colours as far as there are such runs. */
function rules(all: readonly Run[], theme: Theme): string {
  const colors = new Set<Color>(["foreground"]);
  for (const { style: { ink, paper } } of all) colors.add(ink).add(paper);
  return [
    `text { font-family: ${FONTS} }`,
    `text { font-size: ${FONT_SIZE}px; fill: ${theme.foreground} }`,
    `.bold { font-weight: bold }`,
    `.dim { fill-opacity: 0.65 }`,
    `.underlined { text-decoration: underline }`,
    `.cursor { fill-opacity: 0.75 }`,
    ...Array.from(colors).sort()
      .map((color) => `.${color} { fill: ${hex(color, theme)} }`),
  ].join("\n");
}

function frame(width: number, height: number, theme: Theme): string {
  const { background, edge } = theme;
  return `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" ` +
    `rx="${CORNER}" fill="${background}" stroke="${edge}"/>`;
}

function bar(title: string, width: number, { bar, edge }: Theme): string[] {
  const right = width - 1;
  const corner = `a${CORNER} ${CORNER} 0 0 1 ${CORNER}`;
  const shape = `M1 ${BAR}V${1 + CORNER}${corner} -${CORNER}` +
    `H${right - CORNER}${corner} ${CORNER}V${BAR}z`;
  return [
    `<path d="${shape}" fill="${bar}"/>`,
    `<path d="M1 ${BAR}.5H${right}" stroke="${edge}"/>`,
    ...[0, 1, 2].map((index) =>
      `<circle cx="${MARGIN + 5 + 20 * index}" cy="${BAR / 2}" r="5.5" ` +
      `fill="${edge}"/>`
    ),
    `<text class="dim" x="${width / 2}" y="${BAR / 2 + 5}" ` +
    `text-anchor="middle">${escape(title)}</text>`,
  ];
}

function draw({ style, column, width, text }: Run, row: number): string[] {
  const { ink, paper, isBold, isDim, isUnderlined } = style;
  const classes = [
    ...(ink === "foreground" ? [] : [ink]),
    ...(isBold ? ["bold"] : []),
    ...(isDim ? ["dim"] : []),
    ...(isUnderlined ? ["underlined"] : []),
  ].join(" ");
  const letters = `<text${classes && ` class="${classes}"`} ` +
    `x="${left(column)}" y="${top(row) + ROW - DESCENT}" ` +
    `textLength="${width * COLUMN}">${escape(text)}</text>`;
  return paper === "background"
    ? [letters]
    : [box(paper, row, column, width), letters];
}

function block([row, column]: readonly [number, number]): string {
  return box("foreground cursor", row, column, 1);
}

function box(
  classes: string,
  row: number,
  column: number,
  width: number,
): string {
  return `<rect class="${classes}" x="${left(column)}" y="${top(row)}" ` +
    `width="${width * COLUMN}" height="${ROW}"/>`;
}

function left(column: number): number {
  return MARGIN + column * COLUMN;
}

function top(row: number): number {
  return BAR + MARGIN + row * ROW;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** What XML cannot have at all, not even escaped. */
const NOT_IN_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escape(text: string): string {
  return text.replace(NOT_IN_XML, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
