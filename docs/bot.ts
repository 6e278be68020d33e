/**
 * A bot that answers everybody who mentions it. While `parley serve` runs:
 *
 *     deno run --allow-net docs/bot.ts localhost 5220
 *
 * parley's protocol is a pure function: it takes events and returns effects.
 * This file is everything around it: a socket, a timer, and what the bot says.
 *
 * @module
 */
import {
  begin,
  DEFAULTS,
  type Effect,
  type Event,
  type News,
  reduce,
  speaker,
} from "../lib/protocol/mod.ts";

const ROOM = "pond";
const NICK = "parrot";

const [hostname = "localhost", port = "5220"] = Deno.args;
const encoder = new TextEncoder();
let timer: ReturnType<typeof setTimeout> | undefined;

// `say`: what the bot says is never a command.
let [state] = begin({ ...DEFAULTS, room: ROOM, nick: NICK, say: true });
const socket = await Deno.connect({ hostname, port: Number(port) });
take({ type: "connected" });
for await (const bytes of socket.readable) take({ type: "bytes", bytes });
take({ type: "lost", detail: null });
take({ type: "eof" });

/** Tells the protocol what happened, and does what it asks for. */
function take(event: Event): void {
  const [next, effects] = reduce(state, event, performance.now());
  state = next;
  effects.forEach(perform);
}

function perform(effect: Effect): void {
  switch (effect.type) {
    case "send":
      send(encoder.encode(effect.text));
      break;
    case "wake":
      clearTimeout(timer);
      if (effect.at !== null) {
        const ms = Math.ceil(effect.at - performance.now());
        timer = setTimeout(take, ms, { type: "tick" });
      }
      break;
    case "show":
      show(effect.news);
      break;
    case "close write":
      socket.closeWrite();
      break;
    case "exit":
      Deno.exit(effect.code);
  }
}

async function send(bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    sent += await socket.write(bytes.subarray(sent));
  }
  take({ type: "sent" });
}

function show(news: News): void {
  switch (news.type) {
    case "refused":
      console.error(`the ${news.request} was refused: ${news.reason}`);
      Deno.exit(3);
      break;
    case "failure":
      console.error(news.failure);
      break;
    case "message":
    case "messages": // Each with an LF at its end.
      news.text.split("\n").forEach(answer);
  }
}

function answer(message: string): void {
  const nick = speaker(message);
  const isForMe = nick !== null && nick !== NICK && message.includes(NICK);
  if (!isForMe) return;
  const text = `${nick}: squawk!`;
  const line = { text, number: null, origin: "typed" } as const;
  // Not before the other effects of this turn are performed.
  queueMicrotask(() => take({ type: "line", line }));
}
