/**
 * How a plain server reads its clients: each message as soon as it is there,
 * in fair turns.
 *
 * @module
 */
import type { Client } from "./client.ts";
import type { Hub } from "./hub.ts";
import { HOLD_MS, MessageReader } from "./message_reader.ts";

const READ_BYTES = 16 * 1024;

/**
 * Serves a client until its connection is closed.
 *
 * @param client The client, which has entered.
 * @param hub The server.
 */
export async function servePlain(client: Client, hub: Hub): Promise<void> {
  const reader = new MessageReader();
  for (let hasEnded = false; !hasEnded && !client.isLeaving;) {
    const holdMs = reader.isHolding ? HOLD_MS : undefined;
    const bytes = await client.inbox.take(READ_BYTES, holdMs);
    hasEnded = bytes?.length === 0;
    if (bytes === null) reader.flush();
    else if (hasEnded) reader.end();
    else reader.push(bytes);
    for (let text; !client.isLeaving && (text = reader.next()) !== null;) {
      await hub.turns.next();
      await hub.perform(hub.rooms.receive(client.id, text));
    }
  }
  await client.finish();
}
