/**
 * Whether what was made chats.
 */
import { assertEquals } from "@std/assert";
import { parley, ServerProcess } from "../e2e/program.ts";

/**
 * Lets a program chat in a scripted session with the practice server.
 *
 * @param program Its command line, without arguments.
 */
export async function assertChats(
  ...program: readonly [string, ...string[]]
): Promise<void> {
  await using server = await ServerProcess.start("--wire", "raw");
  const script = ["/join pond", "/nick bob", "hello", "/who"];
  const { code, out, err } = await parley([server.address], script, {
    program,
  });
  assertEquals([out, code], ["bob\n", 0], err);
  const demo = await parley(["demo"], ["/list"], { program });
  assertEquals([demo.out, demo.code], ["pond\n", 0], demo.err);
}
