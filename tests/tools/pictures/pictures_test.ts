import { assert } from "@std/assert";
import { terminalTest } from "../../e2e/terminal.ts";
import { file, pictures } from "../../../tools/pictures/pictures.ts";

terminalTest(
  "docs has the pictures that deno task pictures draws",
  async () => {
    for (const [path, picture] of await pictures()) {
      const isCurrent = await Deno.readTextFile(file(path)) === picture;
      assert(isCurrent, `${path} is out of date: run deno task pictures`);
    }
  },
);
