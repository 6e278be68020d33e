import { assertEquals } from "@std/assert";
import type { ServerNews } from "../../lib/server/news.ts";
import { serverLine } from "../../lib/view/server.ts";

const from = { host: "::1", port: 40000 };
const LINES: [news: ServerNews, line: string][] = [
  [{ type: "connected", ...from }, "[::1]:40000 connected"],
  [{ type: "disconnected", ...from }, "[::1]:40000 disconnected"],
  [{ type: "dropped", ...from }, "[::1]:40000 dropped: it does not read"],
  [
    { type: "turned away", ...from },
    "[::1]:40000 turned away: no room for another client",
  ],
  [{ type: "came", nick: "bob", room: "ga\x07mes" }, "bob came to ga^Gmes"],
  [{ type: "went", nick: "b\x1b", room: "a\nb" }, "b^[ left a^Jb"],
];

for (const [news, line] of LINES) {
  Deno.test(`the server's log says: ${line}`, () => {
    assertEquals(serverLine(news), line);
  });
}
