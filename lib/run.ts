/**
 * Runs what the command line asks for.
 *
 * @module
 */
import metadata from "../deno.json" with { type: "json" };
import type { CommandName } from "./cli/options.ts";
import { readArguments } from "./cli/parse.ts";
import { UsageError } from "./cli/usage_error.ts";
import { print, writeError } from "./io/write.ts";

/**
 * Runs parley. Each command's own code is loaded when the command is run.
 *
 * @param args The arguments, without the program.
 * @returns The exit status: 0 everything was done, 1 no connection, no answer,
 * no output, or something said may not have arrived, 2 a usage error, 3 refused
 * or an invalid line, 128 + N ended by signal N.
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const wanted = readArguments(args);
    switch (wanted.command) {
      case "chat": {
        const { runChat } = await import("./run_chat.ts");
        return await runChat(wanted.options);
      }
      case "demo": {
        const { runDemo } = await import("./run_chat.ts");
        return await runDemo(wanted.options);
      }
      case "serve": {
        const { runServe } = await import("./run_serve.ts");
        return await runServe(wanted.options);
      }
      case "help":
        return await printHelp(wanted.about);
      case "version":
        return await printVersion(wanted.isLong);
    }
  } catch (error) {
    if (error instanceof UsageError) return await printUsage(error);
    return await printFailure(error);
  }
}

async function printFailure(error: unknown): Promise<number> {
  const [{ reason }, { visible }] = await Promise.all([
    import("./io/reason.ts"),
    import("./text/visible.ts"),
  ]);
  writeError(`parley: ${visible(reason(error))}\n`);
  return 1;
}

async function printUsage(error: UsageError): Promise<number> {
  const { usageText } = await import("./cli/usage_text.ts");
  writeError(usageText(error));
  return 2;
}

async function printHelp(about: CommandName): Promise<number> {
  const { helpText } = await import("./cli/help.ts");
  return await print(helpText(about));
}

async function printVersion(isLong: boolean): Promise<number> {
  const version = `parley ${metadata.version}\n`;
  if (!isLong) return await print(version);
  const { RUNTIME } = await import("./io/runtime.ts");
  return await print(`${version}${RUNTIME}\n`);
}
