/** What a terminal emulator shows of rows that are written to it. */
import xterm from "@xterm/headless";

/** Keeps the terminal from wrapping rows by itself (DECAWM). */
export const WRAP_OFF = "\x1b[?7l";

/**
 * Writes to a terminal.
 *
 * @param text Rows, each ended by LF, and escape codes.
 * @param columns How wide the terminal is.
 * @returns The rows on its screen up to the last that is not empty.
 */
export async function screen(text: string, columns: number): Promise<string[]> {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows: 250,
    allowProposedApi: true,
  });
  await new Promise<void>((resolve) =>
    terminal.write(text.replaceAll("\n", "\r\n"), resolve)
  );
  const { active } = terminal.buffer;
  const rows = Array.from(
    { length: active.length },
    (_, i) => active.getLine(i)?.translateToString(true) ?? "",
  );
  terminal.dispose();
  return rows.slice(0, rows.findLastIndex((row) => row !== "") + 1);
}
