import { assertEquals } from "@std/assert";
import type { ServerNews } from "../../lib/server/news.ts";
import { serverLine } from "../../lib/view/server.ts";

const from = { host: "::1", port: 40000 };
const LINES: [news: ServerNews, line: string][] = [
  [{ type: "connected", ...from }, "[::1]:40000 connected"],
  [{ type: "disconnected", ...from }, "[::1]:40000 disconnected"],
  [{ type: "dropped", ...from }, "[::1]:40000 dropped: reading too slowly"],
  [{ type: "rejected", ...from }, "[::1]:40000 rejected: too many clients"],
  [
    { type: "idle", ...from },
    "[::1]:40000 dropped: silent in the lobby of a full server",
  ],
  [
    { type: "forgotten", ...from },
    "[::1]:40000 forgotten: not UTF-8, or a command without a name",
  ],
  [{ type: "joined", nick: "bob", room: "ga\x07mes" }, "bob joined ga^Gmes"],
  [{ type: "left", nick: "b\x1b", room: "a\nb" }, "b^[ left a^Jb"],
];

for (const [news, line] of LINES) {
  Deno.test(`the server's log says: ${line}`, () => {
    assertEquals(serverLine(news), line);
  });
}
