import { parseArgs, type ParseOptions } from "@std/cli/parse-args";
import { assertEquals } from "@std/assert";

const OPTIONS = {
  boolean: ["quiet", "color"],
  string: ["port", "room", "_"],
  negatable: ["color"],
  alias: { quiet: "q", port: "p", room: "r" },
} satisfies ParseOptions;

/** What {@linkcode OPTIONS} makes of no arguments at all. */
const NOTHING = { quiet: false, q: false, color: false, _: [] };

const CASES: [name: string, args: string[], read: object][] = [
  ["a boolean is false by default", [], {}],
  ["a boolean is true when given", ["--quiet"], { quiet: true, q: true }],
  ["a boolean takes no value", ["-q", "x"], { quiet: true, q: true, _: ["x"] }],
  ["a boolean can be set", ["--quiet=true"], { quiet: true, q: true }],
  ["a boolean can be unset", ["--quiet=false"], { quiet: false, q: false }],
  ["a negated boolean is false", ["--color", "--no-color"], { color: false }],
  ["a value may follow", ["--port", "80"], { port: "80", p: "80" }],
  ["a value may stand after =", ["--port=80"], { port: "80", p: "80" }],
  ["a value may be empty", ["--room="], { room: "", r: "" }],
  ["a value may have an = in it", ["--room=a=b"], { room: "a=b", r: "a=b" }],
  ["a value may have blanks in it", ["-r", "a b"], { room: "a b", r: "a b" }],
  ["a string without a value is empty", ["--room"], { room: "", r: "" }],
  [
    "an option is no value",
    ["--room", "--port", "80"],
    { room: "", r: "", port: "80", p: "80" },
  ],
  ["of two values the last one counts", ["-p", "1", "-p", "2"], {
    port: "2",
    p: "2",
  }],
  ["a short option takes a value", ["-p", "80"], { port: "80", p: "80" }],
  ["a short option takes a value after =", ["-p=80"], { port: "80", p: "80" }],
  ["digits may follow a short option at once", ["-p80"], {
    port: "80",
    p: "80",
  }],
  ["short options may stand together", ["-qr", "games"], {
    quiet: true,
    q: true,
    room: "games",
    r: "games",
  }],
  ["operands are in order", ["a", "--quiet", "b"], {
    quiet: true,
    q: true,
    _: ["a", "b"],
  }],
  ["a dash is an operand", ["-"], { _: ["-"] }],
  ["numeric operands stay strings", ["12", "1e3"], { _: ["12", "1e3"] }],
  ["after -- there are no options", ["a", "--", "--quiet", "--"], {
    _: ["a", "--quiet", "--"],
  }],
];

for (const [name, args, read] of CASES) {
  Deno.test(name, () => {
    assertEquals<object>(parseArgs(args, OPTIONS), { ...NOTHING, ...read });
  });
}

Deno.test("without options, names are true and what follows = is a text", () => {
  assertEquals<object>(parseArgs(["--foo", "--bar=baz", "./quux.txt"]), {
    foo: true,
    bar: "baz",
    _: ["./quux.txt"],
  });
});

Deno.test("numeric operands become numbers unless they are to stay strings", () => {
  assertEquals(parseArgs(["12", "1e3", "0x10", "a1", " "])._, [
    12,
    1000,
    16,
    "a1",
    " ",
  ]);
});

Deno.test("a default stands in for what is not given", () => {
  const options = {
    boolean: ["color"],
    string: ["port"],
    alias: { port: "p" },
    default: { color: true, port: "5220" },
  };
  assertEquals<object>(parseArgs(["-p", "80"], options), {
    color: true,
    port: "80",
    p: "80",
    _: [],
  });
  assertEquals<object>(parseArgs(["--color=false"], options), {
    color: false,
    port: "5220",
    p: "5220",
    _: [],
  });
});

const UNKNOWN: [args: string[], calls: unknown[][]][] = [
  [["--quiet", "-p", "80", "-r", "a"], []],
  [["--loud"], [["--loud", "loud", true]]],
  [["--volume=loud"], [["--volume=loud", "volume", "loud"]]],
  [["-qx"], [["-qx", "x", true]]],
  [["--no-port"], [["--no-port", "no-port", true]]],
  [["a", "--", "b"], [["a"]]],
];

for (const [args, calls] of UNKNOWN) {
  Deno.test(`of ${args.join(" ")}, unknown hears what has no name`, () => {
    const heard: unknown[][] = [];
    const unknown = (...call: unknown[]) => {
      heard.push(call);
    };
    parseArgs(args, { ...OPTIONS, unknown });
    assertEquals(heard, calls);
  });
}

Deno.test("what unknown says false to is left out", () => {
  const args = ["--loud", "--volume=9", "a", "-r", "b"];
  const parsed = parseArgs(args, { ...OPTIONS, unknown: () => false });
  assertEquals<object>(parsed, { ...NOTHING, room: "b", r: "b" });
});
