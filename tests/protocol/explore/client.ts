/**
 * A client of the model: the real reducer, and what the main loop does for it.
 */
import type { Effect, Event, News } from "../../../lib/protocol/events.ts";
import { reduce } from "../../../lib/protocol/reducer.ts";
import { type Client, type Link, linkOf, TIME, type World } from "./world.ts";

/** Lets something happen to a client, and does what it asks for. */
export function drive(world: World, client: Client, event: Event): void {
  const [state, effects] = reduce(client.state, event, world.now);
  client.state = state;
  for (const effect of effects) perform(world, client, effect);
}

function perform(world: World, client: Client, effect: Effect): void {
  const link = linkOf(world, client);
  switch (effect.type) {
    case "connect":
      client.link = null;
      client.isWriting = false;
      break;
    case "send":
      if (client.isWriting) world.problem = "two writes at a time";
      client.isWriting = true;
      // Where a nickname is asked for, a word that is typed is one.
      client.said = client.said.filter((text) =>
        effect.text !== `/nick ${text}`
      );
      write(world, link, effect.text);
      break;
    case "close write":
      write(world, link, null);
      break;
    case "close":
      if (link !== undefined) closeEnd(world, link);
      client.link = null;
      client.isWriting = false;
      break;
    case "show":
      take(world, client, effect.news);
      break;
    case "exit":
      client.exit = effect.code;
      break;
    case "wake":
      break;
  }
}

function write({ now }: World, link: Link | undefined, text: string | null) {
  if (link === undefined || link.isDead) return;
  if (link.up.at(-1)?.text === null) return;
  link.up.push({ text, by: now + TIME.latency });
}

/** Closes the client's end: what was written still arrives. */
function closeEnd(world: World, link: Link): void {
  write(world, link, null);
  link.isOpen = false;
  link.down = [];
  link.talk = [];
}

function take(world: World, client: Client, news: News): void {
  switch (news.type) {
    case "unsent":
      client.unsent.push(news.text);
      break;
    case "unconfirmed":
      client.unconfirmed.push(news.text);
      break;
    case "message": {
      const talk = linkOf(world, client)?.talk.shift();
      if (world.isCut || talk === news.text) break;
      world.problem = `shown: ${JSON.stringify(news.text)}, ` +
        `said: ${JSON.stringify(talk ?? null)}`;
      break;
    }
    case "notice":
      if (world.isCut) break;
      world.problem = `not understood: ${JSON.stringify(news.text)}`;
      break;
  }
}
