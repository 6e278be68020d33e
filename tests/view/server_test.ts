import { assertEquals } from "@std/assert";
import type { ServerNews } from "../../lib/server/news.ts";
import { serverLine } from "../../lib/view/server.ts";

const address = "127.0.0.1:40000";
const LINES: [news: ServerNews, line: string][] = [
  [{ type: "connected", address }, `${address} connected`],
  [{ type: "disconnected", address }, `${address} disconnected`],
  [{ type: "dropped", address }, `${address} dropped: it does not read`],
  [
    { type: "turned away", address },
    `${address} turned away: no room for another client`,
  ],
  [{ type: "came", nick: "bob", room: "games" }, "bob came to games"],
  [{ type: "went", nick: "bob", room: "games" }, "bob left games"],
  [{ type: "came", nick: "b\x1b", room: "a\nb" }, "b^[ came to a^Jb"],
];

for (const [news, line] of LINES) {
  Deno.test(`the server's log says: ${line}`, () => {
    assertEquals(serverLine(news), line);
  });
}
