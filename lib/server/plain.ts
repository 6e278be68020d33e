/**
 * The reading habits of a plain server: each message as soon as it arrives, in
 * fair turns.
 *
 * @module
 */
import type { Client } from "./client.ts";
import type { Hub } from "./hub.ts";
import { HOLD_MS, MessageReader } from "./message_reader.ts";

const READ_BYTES = 16 * 1024;

/**
 * The number of a client's messages that may wait for slow readers before it is
 * held back: more than a person sends before a stuck reader is dropped.
 */
const CREDIT = 8;

/**
 * Serves a client until its connection is closed.
 *
 * @param client The client, which has entered the lobby.
 * @param hub The server's clients and rooms.
 */
export async function servePlain(client: Client, hub: Hub): Promise<void> {
  const reader = new MessageReader();
  let waiting = 0;
  for (let hasEnded = false; !hasEnded && !client.isLeaving;) {
    const holdMs = reader.isHolding ? HOLD_MS : undefined;
    const bytes = await client.inbox.take(READ_BYTES, holdMs);
    hasEnded = bytes?.length === 0;
    if (bytes === null) reader.flush();
    else if (hasEnded) reader.end();
    else reader.push(bytes);
    while (!client.isLeaving) {
      await hub.turns.next();
      const text = reader.next();
      if (text === null) break;
      waiting++;
      const taken = hub.perform(hub.rooms.receive(client.id, text))
        .then(() => waiting--);
      if (waiting >= CREDIT) await taken;
    }
  }
  await client.finish();
}
