import { assertEquals } from "@std/assert";
import { layout } from "../../lib/editor/layout.ts";
import { lineOf, moveTo } from "../../lib/editor/line.ts";
import {
  rowAfterResize,
  type TerminalAnswers,
} from "../../lib/editor/resize.ts";

const TMUX = ">84;0;0";
const XTERM = ">41;390;0";
const XTERM_JS = ">0;276;0";

/** The row after a change of width, of a cursor that had so many `x` before it. */
function row(
  [before, after]: readonly [before: number, after: number],
  cells: number,
  answer: TerminalAnswers | null,
  behind = 0,
): number {
  const line = moveTo(lineOf("x".repeat(cells + behind)), cells);
  return rowAfterResize(
    layout("", line, { columns: before, rows: 24 }),
    after,
    answer,
  );
}

Deno.test("rowAfterResize() is the same row in a terminal that says nothing", () => {
  assertEquals(row([80, 40], 170, null), 2);
  assertEquals(row([40, 80], 170, null), 4);
});

Deno.test("rowAfterResize() tells by the cursor's column what became of the rows", () => {
  for (const terminal of ["", TMUX, XTERM]) {
    // 110 cells: in column 30, or in 20 if the line was broken anew.
    assertEquals(row([80, 30], 110, { column: 29, terminal }), 1);
    assertEquals(row([80, 30], 110, { column: 20, terminal }), 3);
  }
});

Deno.test("rowAfterResize() goes by the terminal where the column is the same", () => {
  for (
    const [terminal, rows] of [
      ["", [2, 4]],
      [XTERM, [2, 4]],
      [XTERM_JS, [2, 4]],
      [TMUX, [4, 2]],
      [">61;7003;1", [4, 2]],
      [">99;1;0", [2, 2]],
    ] as const
  ) {
    assertEquals(row([80, 40], 170, { column: 10, terminal }), rows[0]);
    assertEquals(row([40, 80], 170, { column: 10, terminal }), rows[1]);
  }
});

Deno.test("rowAfterResize() knows a cursor behind a full row, which may be in it", () => {
  assertEquals(row([80, 40], 80, { column: 39, terminal: TMUX }), 1);
  assertEquals(row([80, 40], 80, { column: 0, terminal: TMUX }), 2);
  assertEquals(row([80, 40], 80, { column: 0, terminal: TMUX }, 5), 2);
});

Deno.test("rowAfterResize() counts wide characters that do not fit a row", () => {
  const line = lineOf("日".repeat(60));
  const drawn = layout("", line, { columns: 80, rows: 24 });
  // Ten of them fit 21 columns.
  const answer = { column: 20, terminal: TMUX };
  assertEquals(rowAfterResize(drawn, 21, answer), 5);
});

Deno.test("rowAfterResize() takes the smaller row where widths are in doubt", () => {
  const line = lineOf("👨‍👩‍👧‍👦".repeat(9));
  const drawn = layout("", line, { columns: 80, rows: 24 });
  assertEquals(rowAfterResize(drawn, 20, { column: 0, terminal: TMUX }), 1);
});
