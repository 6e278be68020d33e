import { assert, assertEquals } from "@std/assert";
import { type AddressInfo, createServer } from "node:net";
import { after } from "../../lib/io/after.ts";
import { select, type Source } from "../../lib/io/select.ts";
import { Socket } from "../../lib/io/socket.ts";
import type { Event } from "../../lib/protocol/events.ts";
import type { Trace } from "../../lib/protocol/wire.ts";
import { writeDown } from "../util/trace.ts";

const hostname = "127.0.0.1";

/** The most that one read takes. */
const READ_BYTES = 4096;

function listen(): Deno.TcpListener {
  return Deno.listen({ hostname, port: 0, tcpBacklog: 1 });
}

function socketTo(
  { addr }: Deno.TcpListener,
  { timeout = 10, trace }: { timeout?: number; trace?: Trace } = {},
): Socket {
  const address = { host: hostname, port: addr.port, timeout, trace };
  return new Socket(address, READ_BYTES);
}

function testConnected(
  name: string,
  test: (socket: Socket, peer: Deno.TcpConn) => Promise<void>,
): void {
  Deno.test(name, async () => {
    using listener = listen();
    const socket = socketTo(listener);
    socket.connect();
    using peer = await listener.accept();
    assertEquals(await next(socket.status), { type: "connected" });
    await test(socket, peer);
    socket.close();
  });
}

/** The next event, or the text of its bytes: the next read overwrites them. */
async function next(source: Source<Event>): Promise<unknown> {
  const event = await select([source]);
  if (event?.type !== "bytes") return event;
  return new TextDecoder().decode(event.bytes);
}

async function receive(peer: Deno.TcpConn): Promise<string | null> {
  const buffer = new Uint8Array(64 * 1024);
  const size = await peer.read(buffer);
  if (size === null) return null;
  return new TextDecoder().decode(buffer.subarray(0, size));
}

function write(peer: Deno.TcpConn, text: string): Promise<number> {
  return peer.write(new TextEncoder().encode(text));
}

testConnected(
  "Socket.bytes takes no more at once than it may",
  async (socket, peer) => {
    const text = "0123456789".repeat(2000);
    await write(peer, text);
    let arrived = "";
    while (arrived.length < text.length) {
      const read = String(await next(socket.bytes));
      assert(read.length <= READ_BYTES);
      arrived += read;
    }
    assertEquals(arrived, text);
  },
);

testConnected("Socket.send() sends a text whole", async (socket, peer) => {
  for (const text of ["/list", "x".repeat(1024), "0123456789".repeat(5e5)]) {
    socket.send(text);
    let arrived = "";
    while (arrived.length < text.length) arrived += await receive(peer);
    assert(arrived === text);
    assertEquals(await next(socket.status), { type: "sent" });
  }
});

testConnected(
  "Socket.bytes brings what the peer sends, and its end",
  async (socket, peer) => {
    for (const text of ["0", "2\0", "alice: né\n"]) {
      await write(peer, text);
      assertEquals(await next(socket.bytes), text);
    }
    await write(peer, "bye");
    await peer.closeWrite();
    assertEquals(await next(socket.bytes), "bye");
    assertEquals(await next(socket.bytes), { type: "lost", detail: null });
  },
);

testConnected(
  "Socket.bytes tells that the connection is lost",
  async (socket, peer) => {
    await socket.send("the peer closes without reading this");
    peer.close();
    assertEquals((await select([socket.bytes]))?.type, "lost");
    await socket.send("more");
    await socket.closeWrite();
  },
);

testConnected(
  "Socket.closeWrite() lets the peer go on sending",
  async (socket, peer) => {
    await socket.send("/logout");
    await socket.closeWrite();
    assertEquals([await receive(peer), await receive(peer)], ["/logout", null]);
    await write(peer, "bye");
    assertEquals(await next(socket.bytes), "bye");
  },
);

testConnected("Socket.close() ends all reports", async (socket, peer) => {
  socket.bytes.ready();
  socket.close();
  socket.close();
  assertEquals(await receive(peer), null);
  await socket.send("anybody?");
  assert(!socket.bytes.isReady && !socket.status.isReady);
});

Deno.test("Socket.close() gives up connecting", async () => {
  using listener = listen();
  const socket = socketTo(listener);
  const connecting = socket.connect();
  await socket.send("too early");
  await socket.closeWrite();
  socket.close();
  await connecting;
  assert(!socket.status.isReady);
});

Deno.test("Socket.connect() finds a server that is not there unreachable", async () => {
  const listener = listen();
  listener.close();
  const socket = socketTo(listener);
  socket.connect();
  const detail = "connection refused";
  assertEquals(await next(socket.status), { type: "unreachable", detail });
});

Deno.test("Socket.connect() finds a host that does not resolve unreachable, and guesses what was meant", async () => {
  // A zone that is no interface: no name server is asked.
  const socket = new Socket({
    host: "fe80::1%nosuch",
    port: 5220,
    timeout: 10,
    guess: () => Promise.resolve(" (did you mean parley serve?)"),
  }, READ_BYTES);
  socket.connect();
  const detail = "host not found (did you mean parley serve?)";
  assertEquals(await next(socket.status), { type: "unreachable", detail });
});

Deno.test("Socket.connect() finds a server that lets nobody in unreachable in time", async () => {
  using listener = listen();
  const queue: Socket[] = [];
  let event: Event | undefined;
  do {
    const socket = socketTo(listener, { timeout: 0.2 });
    socket.connect();
    event = await select([socket.status]);
    queue.push(socket);
    // Those who wait to be accepted are connected, until there are too many.
  } while (event?.type === "connected" && queue.length < 1000);
  const detail = "no connection within 0.2 s";
  assertEquals(event, { type: "unreachable", detail });
  for (const socket of queue) socket.close();
});

Deno.test("Socket.connect() makes a connection that outlives the time that connecting may take", async () => {
  using listener = listen();
  const socket = socketTo(listener, { timeout: 1 });
  socket.connect();
  using peer = await listener.accept();
  assertEquals(await next(socket.status), { type: "connected" });
  await new Promise((resolve) => after(1100).onabort = resolve);
  await write(peer, "still here");
  assertEquals(await next(socket.bytes), "still here");
  socket.close();
});

/** What a traced socket and its peer do, and the trace. */
const TRACES: [
  criterion: string,
  action: (socket: Socket, peer: Deno.TcpConn) => Promise<void>,
  rows: string[],
][] = [
  [
    "a send and a read a row each",
    async (socket, peer) => {
      await socket.send("/list");
      await receive(peer);
      for (const text of ["1", "games"]) {
        await write(peer, text);
        await next(socket.bytes);
      }
      socket.close();
    },
    ["> connected", "> /list", "< 1", "< games", "> closed"],
  ],
  [
    "our end once, and the peer's",
    async (socket, peer) => {
      await socket.send("/logout");
      await socket.closeWrite();
      peer.close();
      await next(socket.bytes);
      socket.close();
      socket.close();
    },
    ["> connected", "> /logout", "> closed", "< closed"],
  ],
  [
    "the peer's end before ours",
    async (socket, peer) => {
      await peer.closeWrite();
      await next(socket.bytes);
      socket.close();
    },
    ["> connected", "< closed", "> closed"],
  ],
  [
    "no read that we end",
    async (socket, peer) => {
      socket.bytes.ready();
      socket.close();
      await receive(peer);
    },
    ["> connected", "> closed"],
  ],
];

for (const [criterion, action, expected] of TRACES) {
  Deno.test(`Socket with a trace shows ${criterion}`, async () => {
    using listener = listen();
    const rows: string[] = [];
    const socket = socketTo(listener, { trace: writeDown(rows) });
    socket.connect();
    const peer = await listener.accept();
    await next(socket.status);
    await action(socket, peer);
    assertEquals(rows, expected);
    try {
      peer.close();
    } catch {
      // The test closed it.
    }
  });
}

Deno.test("Socket with a trace shows a reset, and no end after it", async () => {
  // Deno itself ends a connection before it resets it.
  const server = createServer((peer) =>
    peer.once("data", () => peer.resetAndDestroy())
  );
  await new Promise<void>((listening) =>
    server.listen(0, hostname, () => listening())
  );
  const { port } = server.address() as AddressInfo;
  const rows: string[] = [];
  const trace = writeDown(rows);
  const address = { host: hostname, port, timeout: 10, trace };
  const socket = new Socket(address, READ_BYTES);
  socket.connect();
  await next(socket.status);
  await socket.send("hello");
  const detail = "connection reset by peer";
  assertEquals(await next(socket.bytes), { type: "lost", detail });
  socket.close();
  assertEquals(rows, ["> connected", "> hello", "< reset"]);
  await new Promise((closed) => server.close(closed));
});
