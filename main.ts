/**
 * Author:   ______________________________
 * Program:  parley, a chat client
 * Purpose:  Connects to the chat server of the networking class, so that its
 *           user can list, make and join rooms and chat with others there.
 *           `parley --help` says how; README.md says how it works.
 * Pledge:   ______________________________
 *           (for the student who hands this in to write and sign)
 *
 * @module
 */
import { run } from "./lib/run.ts";

if (import.meta.main) Deno.exit(await run(Deno.args));
