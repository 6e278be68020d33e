import { assertEquals } from "@std/assert";
import { expandTabs } from "../../lib/text/tabs.ts";

const EXPANDED: [
  criterion: string,
  text: string,
  column: number,
  out: string,
][] = [
  ["no tab", "a b", 0, "a b"],
  ["a tab to the next stop", "ab\tc", 0, "ab      c"],
  ["a tab on a stop to the one after", "12345678\tc", 0, "12345678        c"],
  ["several tabs", "\t\tc", 0, "                c"],
  ["wide characters", "日本\tc", 0, "日本    c"],
  ["a line that does not begin at a stop", "ab\tc", 5, "ab c"],
  ["a tab at the end", "ab\t", 0, "ab      "],
];

for (const [criterion, text, column, out] of EXPANDED) {
  Deno.test(`expandTabs() expands ${criterion}`, () => {
    assertEquals(expandTabs(text, column), out);
  });
}
