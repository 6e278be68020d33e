import { assertEquals } from "@std/assert";
import type { Completer } from "../../lib/editor/completion.ts";
import { type Outcome, promptOf } from "../../lib/editor/editor.ts";
import { keysOf, lineAfter, type } from "./typing.ts";

/** Keys → the line, a bar where the cursor is. */
const ROWS: Readonly<Record<string, readonly [keys: string, line: string][]>> =
  {
    "typing and moving": [
      ["", "|"],
      ["hello", "hello|"],
      ["hello<Left><Left>p!", "help!|lo"],
      ["hello<Home>s<End>s", "shellos|"],
      ["hello<C-a>s<C-e>s", "shellos|"],
      ["hello<C-b><C-b><C-f>p", "hellp|o"],
      ["a<Left><Left><Left>b", "b|a"],
      ["a<Right>b", "ab|"],
    ],
    "graphemes": [
      ["e\u0301x<Left><Left>", "|e\u0301x"],
      ["e<Left>a<Right>\u0301", "ae\u0301|"],
      ["a👩‍💻<BS>", "a|"],
      ["a👍🏽b<Left><BS>", "a|b"],
      ["🇩🇪🇫🇷<BS>", "🇩🇪|"],
      ["🇩🇪🇫🇷<Left><Del>", "🇩🇪|"],
      ["नमस्ते<BS>", "नम|"],
      ["กำ<Left>", "|กำ"],
      ["1️⃣2️⃣<Left><BS>", "|2️⃣"],
      ["日本<Left><C-d>", "日|"],
      ["x\u0301<Home>e", "e|x\u0301"],
      ["\u0301<Home>e", "e\u0301|"],
    ],
    "words": [
      ["ganz naïve Grüße<M-b>", "ganz naïve |Grüße"],
      ["ganz naïve Grüße<M-b><M-b>", "ganz |naïve Grüße"],
      ["ganz naïve Grüße<Home><M-f><M-f>", "ganz naïve| Grüße"],
      ["привет, мир!<C-Left>", "привет, |мир!"],
      ["привет, мир!<Home><C-Right>", "привет|, мир!"],
      ["don't go<C-Left><C-Left>", "|don't go"],
      ["...<C-Left>", "|..."],
      ["a b<Home><M-d>", "| b"],
      ["a /usr/lib<M-BS>", "a /usr/|"],
      ["a /usr/lib<C-w>", "a |"],
      ["a /usr/lib  <C-w>", "a |"],
      ["สวัสดีชาวโลก<C-Left>", "สวัสดีชาว|โลก"],
    ],
    "cut and paste": [
      ["hello world<Home><M-f><C-k>", "hello|"],
      ["hello world<Home><M-f><C-k><Home><C-y>", " world|hello"],
      ["hello world<M-b><C-u>", "|world"],
      ["one two three<C-w><C-w><C-y>", "one two three|"],
      ["one two<M-b><M-d><M-BS><C-y>", "one two|"],
      ["one<C-u>two<C-u><C-y>", "two|"],
      ["one<C-u>two<C-u><C-y><M-y>", "one|"],
      ["one<C-u>two<C-u><C-y><M-y><M-y>", "two|"],
      ["a<M-y>", "a|"],
      ["<C-y>", "|"],
    ],
    "transposing": [
      ["ab<C-t>", "ba|"],
      ["abc<Left><C-t>", "acb|"],
      ["a<C-t>", "a|"],
      ["ab<Home><C-t>", "|ab"],
      ["👩‍💻🇩🇪<C-t>", "🇩🇪👩‍💻|"],
    ],
    "undoing": [
      ["hello<C-_>", "|"],
      ["hello<Left>p<C-_>", "hell|o"],
      ["hello world<C-w><C-_>", "hello world|"],
      ["hello<BS><BS><C-_>", "hello|"],
      ["hello<BS><BS><C-_><C-_>", "|"],
      ["a<C-_><C-_><C-_>b", "b|"],
      ["text<C-c><C-_>", "text|"],
    ],
    "pasting": [
      [
        "a<Paste>one\r\ntwo\rthree\nfour<Left></Paste>",
        "aone\ntwo\nthree\nfour\x1b[D|",
      ],
      ["<Paste>one</Paste><C-_>", "|"],
      ["<Paste>\x03</Paste>", "\x03|"],
    ],
    "history": [
      ["one<Enter>two<Enter><Up>", "two|"],
      ["one<Enter>two<Enter><Up><Up>", "one|"],
      ["one<Enter>two<Enter><Up><Up><Up>", "one|"],
      ["one<Enter>two<Enter><Up><Up><Down>", "two|"],
      ["one<Enter>one<Enter><Up><Up>", "one|"],
      ["one<Enter> <Enter><Up>", "one|"],
      ["one<Enter>draft<C-p><C-n>", "draft|"],
      ["one<Enter>dr<Left><C-p><C-n>", "d|r"],
      ["one<Enter>draft<Down>", "draft|"],
    ],
    "an edited entry keeps its edit until something is sent": [
      ["one<Enter>two<Enter><Up>!<C-p><C-n>", "two!|"],
      ["one<Enter>two<Enter><Up>!<C-p><C-n><C-n><Up>", "two!|"],
      ["one<Enter>two<Enter><Up>!<Down>x<Enter><Up><Up>", "two|"],
      ["one<Enter>two<Enter><Up><Up>!<Enter><Up>", "one!|"],
      ["one<Enter>two<Enter><Up><Up>!<Enter><Up><Up><Up>", "one|"],
    ],
    "a draft that is left for an older line becomes an entry": [
      ["one<Enter>draft<C-p><Enter>", "|"],
      ["one<Enter>draft<C-p><Enter><Up><Up>", "draft|"],
    ],
    "Up and Down by what stands before the cursor": [
      ["alpha<Enter>beta<Enter>al<Up>", "alpha|"],
      ["alpha<Enter>alps<Enter>beta<Enter>al<Up><Up>", "alpha|"],
      ["alpha<Enter>beta<Enter>al<Up><Down>", "al|"],
      ["alpha<Enter>al and more<Home><Right><Right><Up><Down>", "al| and more"],
      ["alpha<Enter>al and more<Home><Right><Right><Up>", "alpha|"],
      ["alpha<Enter>x and more<Home><Right><Up>", "x| and more"],
      ["alpha<Enter>beta<Enter>al<Up><Left><Right><Up>", "alpha|"],
      ["alpha<Enter>beta<Enter>al<C-p>", "beta|"],
    ],
    "searching": [
      ["alpha<Enter>beta<Enter><C-r>lp", "a|lpha"],
      ["alpha<Enter>beta<Enter><C-r>a", "bet|a"],
      ["alpha<Enter>beta<Enter><C-r>a<C-r>", "|alpha"],
      ["alpha<Enter>beta<Enter><C-r>a<C-r>l<BS>", "bet|a"],
      ["alpha<Enter>Beta<Enter><C-r>b", "|Beta"],
      ["beta<Enter>Beta<Enter>beta2<Enter><C-r>B", "|Beta"],
      ["alpha<Enter>draft<C-r>al<C-g>", "draft|"],
      ["alpha<Enter>draft<C-r>al<C-c>", "draft|"],
      ["alpha<Enter>draft<C-r>al<End>!", "alpha!|"],
      ["alpha<Enter>draft<C-r>al<BS><BS>", "draft|"],
      ["alpha<Enter>draft<C-r>xyz", "draft|"],
      ["alpha<Enter>draft<C-r>al<End><C-n>", "draft|"],
      ["alpha<Enter><C-r>al<Enter><Up>", "alpha|"],
      ["<C-r>", "|"],
    ],
    "keys without a meaning, or without one with Alt or Ctrl": [
      ["a<C-z>b<C-g><C-o><C-q><C-s><C-v><C-x>", "ab|"],
      ["a\x1b\x01b\x1b[1;5Ac\x1b[1;3H\x1b[1;5Fd", "bcad|"],
      ["a<M-x>\x1b[15~\x1bOP\x1b[200z\x1b[[A\x1b[<0;1;2Mb", "ab|"],
      ["a\x1b]0;title\x07\x1bPq\x1b\\b", "ab|"],
    ],
    "clearing": [
      ["text<C-c>", "|"],
      ["one<Enter>draft<C-p>!<C-c><Up>", "draft|"],
      ["one<Enter>draft<C-c><Up>", "one|"],
    ],
  };

for (const [title, rows] of Object.entries(ROWS)) {
  for (const [keys, line] of rows) {
    Deno.test(`press() ${title}: ${JSON.stringify(keys)}`, () => {
      assertEquals(lineAfter(keys), line);
    });
  }
}

/** Keys → what they ask for beside the line. */
const OUTCOMES: readonly [keys: string, outcomes: Outcome[]][] = [
  ["hi<Enter>", [{ type: "lines", lines: ["hi"] }]],
  ["<Enter>", [{ type: "lines", lines: [""] }]],
  ["a<Enter>b<Enter>", [{ type: "lines", lines: ["a"] }, {
    type: "lines",
    lines: ["b"],
  }]],
  ["<Paste>one\r\n\ttwo\r\n</Paste>!<Enter>", [{
    type: "lines",
    lines: ["one", "\ttwo", "!"],
  }]],
  ["<Paste>one\ntwo\n</Paste><Enter>", [{
    type: "lines",
    lines: ["one", "two"],
  }]],
  ["a␊b␉<Enter>", [{ type: "lines", lines: ["a␊b␉"] }]],
  ["<Paste>\x1b[31m\x07\u202e</Paste><Enter>", [{
    type: "lines",
    lines: ["\x1b[31m\x07\u202e"],
  }]],
  ["<C-l>", [{ type: "clear" }]],
  ["<C-c>", [{ type: "interrupt" }]],
  ["a<C-c>", []],
  ["a<C-c><C-c>", [{ type: "interrupt" }]],
  ["<C-d>", [{ type: "end" }]],
  ["a<C-d>", []],
  ["<Esc>", [{ type: "cancel" }]],
  ["a<Esc>", []],
  ["<C-r><Esc>", []],
  ["<C-r><C-c>", []],
];

for (const [keys, outcomes] of OUTCOMES) {
  Deno.test(`press() asks for what ${JSON.stringify(keys)} means`, () => {
    assertEquals(type(keysOf(keys)).outcomes, outcomes);
  });
}

const WORDS = ["alice ", "albert ", "Bob "];
const complete: Completer = (text) => {
  const word = /\S*$/.exec(text)?.[0] ?? "";
  return [
    WORDS.filter((choice) => choice.toLowerCase().startsWith(word)),
    word,
  ];
};

const COMPLETED: readonly [keys: string, line: string, choices: string[][]][] =
  [
    ["ali<Tab>", "alice |", []],
    ["b<Tab>", "Bob |", []],
    ["a<Tab>", "al|", []],
    ["a<Tab><Tab>", "al|", [["alice ", "albert "]]],
    ["a<Tab><Tab><Tab>", "al|", [["alice ", "albert "]]],
    ["a<Tab><Tab><Left><Right><Tab>", "al|", [["alice ", "albert "], [
      "alice ",
      "albert ",
    ]]],
    ["x<Tab>", "x|", []],
    ["hi ali!<Left><Tab>", "hi alice |!", []],
    ["ali<Tab><C-_>", "ali|", []],
  ];

for (const [keys, line, choices] of COMPLETED) {
  Deno.test(`press() completes ${JSON.stringify(keys)}`, () => {
    assertEquals(lineAfter(keys, complete), line);
    const { outcomes } = type(keysOf(keys), complete);
    assertEquals(
      outcomes.map((outcome) => "choices" in outcome && outcome.choices),
      choices,
    );
  });
}

Deno.test("promptOf() shows what is searched for, and whether it is there", () => {
  const prompt = (keys: string) =>
    promptOf(type(keysOf(`alpha<Enter>${keys}`)).editor, "lobby> ");
  assertEquals(prompt("x"), "lobby> ");
  assertEquals(prompt("<C-r>"), 'search "": ');
  assertEquals(prompt("<C-r>al"), 'search "al": ');
  assertEquals(prompt("<C-r>alx"), 'not found "alx": ');
  assertEquals(prompt("<C-r>\x9b1m\u202e"), 'not found "<U+009B>1m<U+202E>": ');
  assertEquals(prompt("<C-r>al<Left>"), "lobby> ");
});
