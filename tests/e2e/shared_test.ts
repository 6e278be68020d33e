/**
 * Pipes that parley shares with a program that sets O_NONBLOCK on them.
 */
import { assertEquals } from "@std/assert";
import { ClassServer, LF } from "./class_server.ts";
import { feed, lines, testUnless } from "./program.ts";

/** Runs a command whose outputs do not block, and reads them slowly. */
const SLOW_READER = `
import fcntl, os, subprocess, sys, time
ends = [os.pipe(), os.pipe()]
for _, end in ends:
    flags = fcntl.fcntl(end, fcntl.F_GETFL)
    fcntl.fcntl(end, fcntl.F_SETFL, flags | os.O_NONBLOCK)
program = subprocess.Popen(sys.argv[2:], stdout=ends[0][1], stderr=ends[1][1])
for _, end in ends:
    os.close(end)
for source in (ends[int(sys.argv[1]) - 1][0], ends[2 - int(sys.argv[1])][0]):
    while data := os.read(source, 3000):
        os.write(1, data)
        time.sleep(0.001)
sys.exit(program.wait())
`;

const missing = await hasPython() ? null : "there is no python3";

async function hasPython(): Promise<boolean> {
  try {
    const args = ["-c", "import fcntl"];
    return (await new Deno.Command("python3", { args }).output()).success;
  } catch {
    return false;
  }
}

const COUNT = 20_000;
const MESSAGES = Array.from({ length: COUNT }, (_, i) => `alice: message ${i}`);

/** A descriptor, and what makes the server's many lines go there. */
const STREAMS: [name: string, descriptor: string, input: string[]][] = [
  ["standard output", "1", ["/join games", "/nick bob"]],
  ["standard error", "2", ["/join games"]],
];

for (const [name, descriptor, input] of STREAMS) {
  testUnless(
    missing,
    `parley loses nothing on a ${name} that does not block`,
    async () => {
      const last = input.at(-1);
      await using server = new ClassServer(
        LF,
        (said) => said === last ? ["0", ...MESSAGES] : ["0"],
      );
      const child = new Deno.Command("python3", {
        args: [
          ...["-c", SLOW_READER, descriptor],
          ...[Deno.execPath(), "run", "--quiet", "--allow-net"],
          new URL("../../main.ts", import.meta.url).pathname,
          ...["--linger", "1", server.address],
        ],
        stdin: "piped",
        stdout: "piped",
      }).spawn();
      const output = child.output();
      await feed(child, input);
      const { code, stdout } = await output;
      const read = new TextDecoder().decode(stdout).split("\n")
        .filter((line) => line.includes("alice"));
      const prefix = descriptor === "1" ? "" : "parley: the server says: ";
      assertEquals(lines(read), lines(MESSAGES.map((text) => prefix + text)));
      assertEquals(code, 0);
    },
  );
}
