import { assertEquals } from "@std/assert";
import type { ServerNews } from "../../lib/server/news.ts";
import {
  connectLines,
  type ListenAddress,
  listeningLine,
  serverLine,
} from "../../lib/view/server.ts";

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
    const at = new Date(2026, 1, 26, 4, 5, 59);
    assertEquals(serverLine(news, at), `04:05:59 ${line}`);
  });
}

const V4: ListenAddress = { hostname: "127.0.0.1", port: 5220 };
const V6: ListenAddress = { hostname: "::1", port: 5220 };

const LISTENING: [host: string, addresses: ListenAddress[], line: string][] = [
  ["127.0.0.1", [V4], "127.0.0.1:5220"],
  ["::1", [V6], "[::1]:5220"],
  ["localhost", [V4], "127.0.0.1:5220"],
  ["localhost", [V4, V6], "localhost:5220"],
];

Deno.test("listeningLine() gives the address, or the name of several", () => {
  for (const [host, addresses, line] of LISTENING) {
    assertEquals(listeningLine(host, addresses), `listening on ${line}`);
  }
});

Deno.test("connectLines() names the addresses that others reach", () => {
  const own = ["192.0.2.7", "2001:db8::7"];
  assertEquals(connectLines(V4, own), []);
  assertEquals(connectLines({ ...V4, hostname: "0.0.0.0" }, own), [
    "others connect with: parley 192.0.2.7:5220",
  ]);
  assertEquals(connectLines({ ...V4, hostname: "::" }, own), [
    "others connect with: parley 192.0.2.7:5220",
    "others connect with: parley [2001:db8::7]:5220",
  ]);
});
