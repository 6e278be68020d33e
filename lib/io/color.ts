/**
 * The user's wish for colours, in the environment.
 *
 * @module
 */

/**
 * Returns whether the environment forbids colours: NO_COLOR is set and not empty
 * (https://no-color.org). `Deno.noColor` says so without any permission, but not
 * where FORCE_COLOR is set as well. Then the variable itself is read, if the
 * program may (`--allow-env=NO_COLOR`); it never asks.
 */
export function isColorForbidden(): boolean {
  if (Deno.noColor) return true;
  const { state } = Deno.permissions.querySync({
    name: "env",
    variable: "NO_COLOR",
  });
  return state === "granted" && (Deno.env.get("NO_COLOR") ?? "") !== "";
}
