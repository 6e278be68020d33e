/**
 * The first words after a machine slept are followed by a silent /who.
 */
import { assertEquals } from "@std/assert";
import { chat } from "../../lib/chat.ts";
import { Source } from "../../lib/io/select.ts";
import { DEFAULTS } from "../../lib/protocol/config.ts";
import type { Event, News } from "../../lib/protocol/events.ts";
import { listen } from "../../lib/server/listen.ts";
import { soon } from "../util/soon.ts";

for (const wire of ["class", "lf"] as const) {
  Deno.test(`the first words after a sleep ask for a receipt on ${wire}`, async () => {
    const asked: string[] = [];
    const receipt = Promise.withResolvers<void>();
    const named = Promise.withResolvers<void>();
    const server = listen({
      ...{ host: "127.0.0.1", port: 0, wire, gap: 0, echo: false },
      maxClients: 9,
      tracer: () => (direction, traffic) => {
        if (direction !== "<" || typeof traffic === "string") return;
        asked.push(...new TextDecoder().decode(traffic).trim().split("\n"));
        if (asked.includes("hello") && asked.at(-1) === "/who") {
          receipt.resolve();
        }
      },
    }, () => {});
    const shown: News[] = [];
    const input = new Source<Event>();
    const user = {
      input,
      interrupts: [],
      isBusy: false,
      show(news: News) {
        shown.push(news);
        if (news.type === "named") named.resolve();
      },
      refresh() {},
    };
    const { hostname: host, port } = server.address;
    const config = {
      ...DEFAULTS,
      room: "games",
      nick: "bob",
      eol: wire === "lf" ? "\n" : "",
    };
    const ended = chat(config, { host, port, timeout: 10 }, user);
    await soon(named.promise);
    const { now } = Date;
    try {
      Date.now = () => now() + 60_000;
      const line = { text: "hello", number: 1, origin: "typed" } as const;
      input.push({ type: "line", line });
      await soon(receipt.promise);
    } finally {
      Date.now = now;
    }
    input.push({ type: "eof" });
    assertEquals(await ended, 0);
    assertEquals(shown.some(({ type }) => type === "users"), false);
    await server.close();
  });
}
