/**
 * Lines that wait while the pace holds them back, in a process of their own, so
 * that its memory can be measured.
 *
 *     deno run queue.ts LINES
 *
 * Prints `queued` when all of them wait, and the milliseconds that they took from
 * the first one typed to the last one sent. It ends with its input.
 */
import { Talk } from "./talk.ts";

const count = Number(Deno.args[0]);
const talk = new Talk();
const before = talk.sent;
const start = performance.now();
for (let i = 0; i < count; i++) talk.type(`line ${i}, which waits its turn`);
console.log("queued");
const queued = performance.now();
await Deno.stdin.read(new Uint8Array(1));
const resumed = performance.now();
talk.pass(() => talk.sent === before + count);
console.log(queued - start + performance.now() - resumed);
