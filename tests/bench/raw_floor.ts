/**
 * The floor of a session at a terminal: raw mode, and one line.
 */
Deno.stdin.setRaw(true);
await Deno.stdout.write(new TextEncoder().encode("lobby> "));
await Deno.stdin.read(new Uint8Array(1));
