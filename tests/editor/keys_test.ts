import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type Key,
  KeyReader,
  type TerminalInput,
} from "../../lib/editor/keys.ts";
import { read } from "./typing.ts";

const text = (text: string): Key => ({ type: "text", text });
const paste = (text: string): Key => ({ type: "paste", text });
const key = (name: string): Key => ({ type: "key", name });

/** What a terminal sends → the keys in it. */
const ROWS: readonly [sent: string, keys: TerminalInput[]][] = [
  ["hi é日👩‍💻", [text("hi é日👩‍💻")]],
  ["\r", [key("enter")]],
  ["\n\t\x7f\b", ["enter", "tab", "backspace", "backspace"].map(key)],
  ["\x01\x1a\x1f\0", ["ctrl-a", "ctrl-z", "ctrl-_", "ctrl-@"].map(key)],
  ["\x1b[A\x1b[B\x1b[C\x1b[D", ["up", "down", "right", "left"].map(key)],
  ["\x1bOA\x1bOB\x1bOC\x1bOD", ["up", "down", "right", "left"].map(key)],
  ["\x1b[H\x1b[F\x1bOH\x1bOF", ["home", "end", "home", "end"].map(key)],
  ["\x1b[1~\x1b[4~\x1b[7~\x1b[8~", ["home", "end", "home", "end"].map(key)],
  [
    "\x1b[3~\x1b[3;5~\x1b[3;3~",
    ["delete", "ctrl-delete", "alt-delete"].map(key),
  ],
  [
    "\x1b[1;5C\x1b[1;3D\x1b[1;7A",
    ["ctrl-right", "alt-left", "ctrl-alt-up"].map(key),
  ],
  ["\x1b[1;2A", [key("up")]],
  ["\x1bOd\x1bOM", ["ctrl-left", "enter"].map(key)],
  [
    "\x1bb\x1bé\x1b\x7f\x1b\x02",
    ["alt-b", "alt-é", "alt-backspace", "alt-ctrl-b"].map(key),
  ],
  ["\x1bbc", [key("alt-b"), text("c")]],
  ["\x1b\x1b[D", [key("alt-left")]],
  ["\x1b", [key("escape")]],
  ["\x1b\x1b", [key("alt-escape")]],
  ["\x1b[", [key("alt-[")]],
  ["\x1bO", [key("alt-O")]],
  ["\x1b]now", [key("alt-]"), text("now")]],
  ["\x1b[1;", []],
  ["\x1b[15~\x1b[?1;2c\x1b[I\x1b[[Ax", [text("x")]],
  ["\x1b[1\x03", [key("ctrl-c")]],
  ["\x1b]0;a title\x07\x1bP1$r0m\x1b\\\x1b_x\x1b\\y", [text("y")]],
  ["\x1b[12;40R", [{ type: "cursor", row: 11, column: 39 }]],
  ["\x1b[0;0R", []],
  ["\x1b[12;0R", []],
  ["\x1b[1;70000R", []],
  ["\x1b[>84;0;0c", [{ type: "terminal", attributes: ">84;0;0" }]],
  ["a\x1b[200~b\x1b[Ac\r\x1b[201~d", [
    text("a"),
    paste("b\x1b[Ac\r"),
    text("d"),
  ]],
  ["\x1b[200~\x1b[201~", [paste("")]],
];

for (const [sent, keys] of ROWS) {
  Deno.test(`KeyReader reads ${JSON.stringify(sent)}`, () => {
    assertEquals(read(sent), keys);
  });
}

Deno.test("KeyReader reads the same wherever reads cut it", () => {
  const all = ROWS.map(([sent]) => sent).filter((sent) =>
    new KeyReader().push(sent) && !waits(sent)
  ).join("");
  const joined = (keys: readonly TerminalInput[]) =>
    keys.reduce<TerminalInput[]>((all, key) => {
      const last = all.at(-1);
      return last?.type === "text" && key.type === "text"
        ? [...all.slice(0, -1), text(last.text + key.text)]
        : [...all, key];
    }, []);
  fc.assert(fc.property(fc.array(fc.nat(all.length)), (cuts) => {
    const reader = new KeyReader();
    const places = cuts.toSorted((a, b) => a - b);
    const keys = [0, ...places].flatMap((at, i) =>
      reader.push(all.slice(at, places[i]))
    );
    assertEquals(joined(keys), joined(read(all)));
  }));
});

function waits(sent: string): boolean {
  const reader = new KeyReader();
  reader.push(sent);
  return reader.isWaiting;
}

Deno.test("KeyReader.isWaiting says whether time tells what a key is", () => {
  const reader = new KeyReader();
  for (
    const [sent, is] of [["a", false], ["\x1b", true], ["[", true], [
      "A",
      false,
    ]] as const
  ) {
    reader.push(sent);
    assertEquals(reader.isWaiting, is, JSON.stringify(sent));
  }
  reader.push("\x1b[200~a paste may take its time");
  assertEquals(reader.isWaiting, false);
  assertEquals(reader.flush(), []);
});

Deno.test("KeyReader reads Ctrl-C in a paste whose end was lost", () => {
  const reader = new KeyReader();
  assertEquals(reader.push("\x1b[200~lost"), []);
  assertEquals(reader.push("\x03"), [key("ctrl-c")]);
  assertEquals(reader.push("a"), [text("a")]);
});
