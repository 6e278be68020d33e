import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { maxTextWidth } from "../../lib/text/width.ts";
import { columns } from "../../lib/view/columns.ts";

Deno.test("columns() goes downwards first", () => {
  assertEquals(columns(["a", "b", "c", "d", "e"], 6), ["a  d", "b  e", "c"]);
  assertEquals(columns([], 80), []);
  assertEquals(columns(["too long for it"], 5), ["too long for it"]);
});

Deno.test("columns() gives every name once, and no row that is too wide", () => {
  const name = fc.string({
    unit: fc.constantFrom("a", "日", "é"),
    minLength: 1,
  });
  fc.assert(
    fc.property(
      fc.array(name),
      fc.integer({ min: 1, max: 99 }),
      (names, width) => {
        const rows = columns(names, width);
        const shown = rows.flatMap((row) => row.split(/ +/));
        assertEquals(shown.toSorted(), names.toSorted());
        const widest = Math.max(width, ...names.map(maxTextWidth));
        for (const row of rows) assert(maxTextWidth(row) <= widest, row);
      },
    ),
  );
});

Deno.test("columns() paints names without moving them", () => {
  const paint = (name: string) => `<${name}>`;
  assertEquals(columns(["a", "bb", "c"], 9, paint), ["<a>   <c>", "<bb>"]);
});

Deno.test("columns() takes no quadratic time for 200,000 names", () => {
  const names = Array.from({ length: 200_000 }, (_, i) => `name${i}`);
  assertEquals(columns(names, 80).join(" ").split(/ +/).length, names.length);
});
