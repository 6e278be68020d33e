/**
 * The runtime of the program.
 *
 * @module
 */

/** Deno's version and the target it was built for, as `deno --version` has them. */
export const RUNTIME = `deno ${Deno.version.deno} (${Deno.build.target})`;
