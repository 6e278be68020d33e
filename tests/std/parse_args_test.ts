import { parseArgs, type ParseOptions } from "@std/cli/parse-args";
import { assertEquals } from "@std/assert";

const OPTIONS = {
  boolean: ["quiet", "color"],
  string: ["port", "room", "_"],
  alias: { quiet: "q", port: "p", room: "r" },
} satisfies ParseOptions;

/** What {@linkcode OPTIONS} makes of no arguments at all. */
const NOTHING = { quiet: false, q: false, color: false, _: [] };
const QUIET = { quiet: true, q: true };
const PORT = { port: "80", p: "80" };

const CASES: [name: string, args: string[], read: object][] = [
  ["a boolean is false by default", [], {}],
  ["a boolean is true when given", ["--quiet"], QUIET],
  ["a boolean takes no value", ["-q", "x"], { ...QUIET, _: ["x"] }],
  ["a boolean can be unset", ["--quiet=false"], { quiet: false, q: false }],
  ["a value may follow", ["--port", "80"], PORT],
  ["a value may stand after =", ["--port=80"], PORT],
  ["a value may be empty", ["--room="], { room: "", r: "" }],
  ["a value may have an = in it", ["--room=a=b"], { room: "a=b", r: "a=b" }],
  ["a missing value is empty", ["--room"], { room: "", r: "" }],
  ["options are no values", ["-r", "-p", "80"], { ...PORT, room: "", r: "" }],
  ["of two values the last counts", ["-p", "1", "-p", "80"], PORT],
  ["a short option takes a value after =", ["-p=80"], PORT],
  ["digits may follow a short option at once", ["-p80"], PORT],
  ["short options may stand together", ["-qp", "80"], { ...QUIET, ...PORT }],
  ["operands are in order", ["a", "-q", "b"], { ...QUIET, _: ["a", "b"] }],
  ["a dash is an operand", ["-"], { _: ["-"] }],
  ["numeric operands stay strings", ["12", "1e3"], { _: ["12", "1e3"] }],
  ["after -- are no options", ["a", "--", "-q"], { _: ["a", "-q"] }],
];

for (const [name, args, read] of CASES) {
  Deno.test(name, () => {
    assertEquals<object>(parseArgs(args, OPTIONS), { ...NOTHING, ...read });
  });
}

Deno.test("without options, names are true and what follows = is a text", () => {
  const parsed = parseArgs(["--foo", "--bar=baz", "./quux.txt"]);
  assertEquals<object>(parsed, { foo: true, bar: "baz", _: ["./quux.txt"] });
});

const UNKNOWN: [args: string[], ...calls: unknown[][]][] = [
  [["--quiet", "-p", "80", "-r", "a"]],
  [["--loud"], ["--loud", "loud", true]],
  [["--volume=loud"], ["--volume=loud", "volume", "loud"]],
  [["-qx"], ["-qx", "x", true]],
  [["a", "--", "b"], ["a"]],
];

for (const [args, ...calls] of UNKNOWN) {
  Deno.test(`of ${args.join(" ")}, unknown hears what has no name`, () => {
    const heard: unknown[][] = [];
    const unknown = (...call: unknown[]) => void heard.push(call);
    parseArgs(args, { ...OPTIONS, unknown });
    assertEquals(heard, calls);
  });
}

Deno.test("what unknown says false to is left out", () => {
  const args = ["--loud", "--volume=9", "a", "-p", "80"];
  const parsed = parseArgs(args, { ...OPTIONS, unknown: () => false });
  assertEquals<object>(parsed, { ...NOTHING, ...PORT });
});
