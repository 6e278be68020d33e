/**
 * A terminal's screen → a picture of it, as SVG that needs neither a script nor a
 * font of its own.
 *
 * Each piece of text says where it begins and how long it is, so that columns
 * stand under each other in whatever font the reader has.
 *
 * @module
 */
import type { IBufferCell, IBufferLine } from "@xterm/headless";

/** The content of a window. */
export interface Window {
  /** The text in its bar. */
  readonly title: string;
  /** A description for those who do not see it. */
  readonly description: string;
  /** The number of columns. */
  readonly columns: number;
  /** The rows of the terminal's buffer. */
  readonly rows: readonly IBufferLine[];
  /** The position of the cursor, from 0. */
  readonly cursor: readonly [row: number, column: number];
}

/** The colours of a picture. */
export interface Theme {
  readonly foreground: string;
  readonly background: string;
  /** The window's edge, and the dots in its bar. */
  readonly edge: string;
  /** The first 16 colours, which terminals set as they like. */
  readonly palette: readonly string[];
}

/** For dark pages. */
export const DARK: Theme = {
  foreground: "#e6edf3",
  background: "#0d1117",
  edge: "#3d444d",
  palette: [
    ...["#484f58", "#ff7b72", "#3fb950", "#d29922"],
    ...["#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"],
    ...["#6e7681", "#ffa198", "#56d364", "#e3b341"],
    ...["#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff"],
  ],
};

/** For light pages. */
export const LIGHT: Theme = {
  foreground: "#1f2328",
  background: "#ffffff",
  edge: "#d1d9e0",
  palette: [
    ...["#24292f", "#cf222e", "#116329", "#4d2d00"],
    ...["#0969da", "#8250df", "#1b7c83", "#6e7781"],
    ...["#57606a", "#a40e26", "#1a7f37", "#633c01"],
    ...["#218bff", "#a475f9", "#3192aa", "#8c959f"],
  ],
};

const FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, " +
  "'DejaVu Sans Mono', 'Liberation Mono', monospace";
const FONT_SIZE = 15;
/** A column is 0.6 em, as in most monospaced fonts. */
const COLUMN = 9;
const ROW = 21;
/** The distance from the lower end of a row to the letters' baseline. */
const DESCENT = 6;
const BAR = 36;
const MARGIN = 18;

const x = (column: number) => MARGIN + column * COLUMN;
const y = (row: number) => BAR + MARGIN + row * ROW;

/**
 * Draws a window.
 *
 * @param window What it shows.
 * @param theme How it looks.
 * @returns The picture. The same window gives the same text, byte for byte.
 */
export function svg(window: Window, theme: Theme): string {
  const { title, description, columns, rows, cursor: [row, column] } = window;
  const { foreground, background, edge } = theme;
  const width = x(columns) + MARGIN;
  const height = y(rows.length) + MARGIN;
  const dots = [0, 1, 2].map((i) =>
    `<circle cx="${x(0) + 5 + 20 * i}" cy="${BAR / 2}" r="5.5" fill="${edge}"/>`
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" ` +
    `height="${height}" viewBox="0 0 ${width} ${height}" xml:space="preserve" ` +
    `font-family="${FONT}" font-size="${FONT_SIZE}" fill="${foreground}">`,
    `<title>${escape(title)}</title>`,
    `<desc>${escape(description)}</desc>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" ` +
    `rx="9" fill="${background}" stroke="${edge}"/>`,
    `<path d="M1 ${BAR}.5H${width - 1}" stroke="${edge}"/>`,
    ...dots,
    `<text x="${width / 2}" y="${BAR / 2 + 5}" text-anchor="middle" ` +
    `opacity="0.65">${escape(title)}</text>`,
    ...rows.flatMap((line, row) =>
      runs(line).flatMap((run) => draw(run, row, theme))
    ),
    `<rect x="${x(column)}" y="${y(row)}" width="${COLUMN}" ` +
    `height="${ROW}" opacity="0.75"/>`,
    `</svg>\n`,
  ].join("\n");
}

/** Cells side by side that look alike and are equally wide. */
interface Run {
  readonly first: IBufferCell;
  readonly column: number;
  width: number;
  text: string;
}

/**
 * Returns the runs of a row. A wide character and a narrow one are never in the
 * same run: whatever the font makes of either, the next run begins in its column.
 */
function runs(line: IBufferLine): Run[] {
  const all: Run[] = [];
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column);
    const width = cell?.getWidth() ?? 0;
    // The second column of a wide character has no width.
    if (cell === undefined || width === 0) continue;
    const text = cell.getChars() || " ";
    const last = all.at(-1);
    if (last !== undefined && look(last.first) === look(cell)) {
      last.width += width;
      last.text += text;
    } else all.push({ first: cell, column, width, text });
  }
  return all;
}

/** Returns the same text for cells that look alike. */
function look(cell: IBufferCell): string {
  return [
    ...[cell.getWidth(), cell.getFgColor(), cell.getFgColorMode()],
    ...[cell.getBgColor(), cell.getBgColorMode(), cell.isInverse()],
    ...[cell.isBold(), cell.isDim(), cell.isUnderline()],
  ].join();
}

function draw({ first, column, width, text }: Run, row: number, theme: Theme) {
  const foreground = first.isFgDefault()
    ? theme.foreground
    : hex(first.getFgColor(), theme);
  const background = first.isBgDefault()
    ? theme.background
    : hex(first.getBgColor(), theme);
  const [ink, paper] = first.isInverse()
    ? [background, foreground]
    : [foreground, background];
  const elements: string[] = [];
  if (paper !== theme.background) {
    elements.push(
      `<rect x="${x(column)}" y="${y(row)}" width="${width * COLUMN}" ` +
        `height="${ROW}" fill="${paper}"/>`,
    );
  }
  if (text.trim() !== "" || first.isUnderline()) {
    elements.push([
      `<text x="${x(column)}" y="${y(row) + ROW - DESCENT}"`,
      ` textLength="${width * COLUMN}"`,
      ...(ink === theme.foreground ? [] : [` fill="${ink}"`]),
      ...(first.isBold() ? [` font-weight="bold"`] : []),
      ...(first.isDim() ? [` opacity="0.65"`] : []),
      ...(first.isUnderline() ? [` text-decoration="underline"`] : []),
      `>${escape(text)}</text>`,
    ].join(""));
  }
  return elements;
}

/** The levels of red, green and blue in the palette's 6 × 6 × 6 colours. */
const LEVELS = [0, 95, 135, 175, 215, 255];
const FIRST_GREY = 232;

/** Returns a colour of the palette as `#rrggbb`. */
function hex(index: number, { palette }: Theme): string {
  const cube = index - 16;
  const levels = index >= FIRST_GREY
    ? Array(3).fill(8 + 10 * (index - FIRST_GREY))
    : [cube / 36, cube / 6 % 6, cube % 6]
      .map((step) => LEVELS[Math.floor(step)] ?? 0);
  const digits = levels.map((level) => level.toString(16).padStart(2, "0"));
  return palette[index] ?? `#${digits.join("")}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Characters that XML cannot contain, not even escaped. */
const NOT_IN_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escape(text: string): string {
  return text.replace(NOT_IN_XML, "\ufffd")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
