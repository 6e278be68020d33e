/**
 * The terminal's window.
 *
 * @module
 */
import type { Size } from "../editor/layout.ts";

/** Returns the size of the window; 80 × 24 if the system does not know it. */
export function windowSize(): Size {
  try {
    const { columns, rows } = Deno.consoleSize();
    return { columns: columns || 80, rows: rows || 24 };
  } catch {
    return { columns: 80, rows: 24 };
  }
}

/**
 * Returns whether the terminal is known to have no escape codes: TERM is `dumb` or
 * not set. The program reads it only if it may (`--allow-env=TERM`); it never asks.
 */
export function isDumb(): boolean {
  const { state } = Deno.permissions.querySync({
    name: "env",
    variable: "TERM",
  });
  // Windows has terminals, but not the variable.
  if (state !== "granted" || Deno.build.os === "windows") return false;
  return ["", "dumb"].includes(Deno.env.get("TERM") ?? "");
}
