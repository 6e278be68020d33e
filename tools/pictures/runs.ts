/**
 * A row of a terminal's cells → runs of cells that look alike.
 */
import type { IBufferCell, IBufferLine } from "@xterm/headless";
import type { Color } from "./palette.ts";

/** How a cell looks. */
export interface Style {
  /** What its character is drawn with. */
  readonly ink: Color;
  /** What it is drawn on. */
  readonly paper: Color;
  readonly isBold: boolean;
  readonly isDim: boolean;
  readonly isUnderlined: boolean;
}

/** Cells side by side that look alike and are equally wide. */
export interface Run {
  readonly style: Style;
  /** The first column, from 0. */
  readonly column: number;
  /** How many columns it takes. */
  readonly width: number;
  readonly text: string;
}

/**
 * The runs of a row. A wide character and a narrow one are never in the same
 * run: whatever the font makes of either, the next run begins in its column.
 *
 * @param line The row.
 * @returns Its runs from left to right, without those that show nothing.
 */
export function runs(line: IBufferLine): Run[] {
  const all: Run[] = [];
  let cellWidth = 0;
  for (const [column, cell] of cells(line)) {
    const style = styleOf(cell);
    const width = cell.getWidth();
    const text = cell.getChars() || " ";
    const last = all.at(-1);
    if (last && cellWidth === width && isAlike(last.style, style)) {
      const { text: before, width: widthBefore } = last;
      all[all.length - 1] = {
        ...last,
        width: widthBefore + width,
        text: before + text,
      };
    } else all.push({ style, column, width, text });
    cellWidth = width;
  }
  return all.map(trimmed).filter(({ width }) => width > 0);
}

/** The cells of a row that begin a character, each with its column. */
function* cells(line: IBufferLine): Generator<[number, IBufferCell]> {
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column);
    if (cell !== undefined && cell.getWidth() > 0) yield [column, cell];
  }
}

function styleOf(cell: IBufferCell): Style {
  const foreground: Color = cell.isFgDefault()
    ? "foreground"
    : color(cell.getFgColor(), cell.isFgRGB());
  const background: Color = cell.isBgDefault()
    ? "background"
    : color(cell.getBgColor(), cell.isBgRGB());
  const isInverse = cell.isInverse() !== 0;
  return {
    ink: isInverse ? background : foreground,
    paper: isInverse ? foreground : background,
    isBold: cell.isBold() !== 0,
    isDim: cell.isDim() !== 0,
    isUnderlined: cell.isUnderline() !== 0,
  };
}

function color(value: number, isRgb: boolean): Color {
  return isRgb
    ? `rgb-${value.toString(16).padStart(6, "0")}`
    : `palette-${value}`;
}

function isAlike(one: Style, other: Style): boolean {
  return one.ink === other.ink && one.paper === other.paper &&
    one.isBold === other.isBold && one.isDim === other.isDim &&
    one.isUnderlined === other.isUnderlined;
}

/** Without the blanks at its ends, if there is nothing to see of them. */
function trimmed(run: Run): Run {
  const { style, column, text } = run;
  if (style.paper !== "background" || style.isUnderlined) return run;
  const begun = text.replace(/^ +/, "");
  const shown = begun.replace(/ +$/, "");
  return {
    style,
    column: column + text.length - begun.length,
    width: run.width - text.length + shown.length,
    text: shown,
  };
}
