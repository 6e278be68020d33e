/**
 * The program between hostile servers and hostile users, in every state.
 * `deno task fuzz program` goes on where this stops.
 */
import { assertEquals } from "@std/assert";
import { many } from "../util/many.ts";
import { type Device, play, STATES } from "./fuzz_session.ts";
import { signalTest } from "./program.ts";
import { terminalTest } from "./terminal.ts";

/** Sessions, and how many of them at a time: each starts processes. */
const SESSIONS = 2 * STATES.length;
const AT_A_TIME = 6;

const DEVICES: [device: Device, define: typeof terminalTest][] = [
  ["pipe", signalTest],
  ["terminal", terminalTest],
];

for (const [device, define] of DEVICES) {
  define(
    `parley stands whatever server and user do, in every state, at a ${device}`,
    async () => {
      const states = new Set<string>();
      const faults: string[] = [];
      const seeds = Array.from({ length: SESSIONS }, (_, i) => i);
      await many(AT_A_TIME, seeds, async (seed) => {
        const played = await play(device, seed);
        played.states.forEach((state) => states.add(state));
        faults.push(
          ...played.faults.map((fault) =>
            `${fault}; again: deno task fuzz program ${device} ${seed}`
          ),
        );
      });
      assertEquals(faults, []);
      assertEquals(STATES.filter((state) => !states.has(state)), []);
    },
  );
}
