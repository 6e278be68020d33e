/*
 * Author:   ______________________________
 * Program:  parley, a chat client
 * Purpose:  Connects to the chat server of the networking class, so that its
 *           user can list, create and join rooms and chat with others there.
 *           `parley --help` and README.md say how.
 * Pledge:   ______________________________
 *           (for the student who hands this in to write and sign)
 */

/**
 * The program `parley`, a chat client for the room server of a networking class.
 * To chat with the practice server's bots:
 *
 * ```sh
 * deno run --allow-net main.ts demo
 * ```
 *
 * It exports nothing. What a program of your own can use is in
 * `./lib/protocol/mod.ts` and `./lib/server/rooms.ts`.
 *
 * @module
 */
import { run } from "./lib/run.ts";

if (import.meta.main) Deno.exit(await run(Deno.args));
