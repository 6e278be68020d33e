/**
 * What holds in every world: nothing is said twice, and everything said was
 * taken by the server, is told, or is still on its way.
 */
import { wantsLine } from "../../../lib/protocol/reducer.ts";
import { textOf } from "./canonical.ts";
import { type Client, linkOf, type World } from "./world.ts";

/** Returns what is wrong with a world; `null` when nothing is. */
export function problemOf(world: World): string | null {
  if (world.problem !== null) return world.problem;
  for (const [i, client] of world.clients.entries()) {
    const problem = problemOfLines(world, client, i) ??
      problemOfPresence(world, client) ?? problemOfLiveness(client);
    if (problem !== null) return `client ${i}: ${problem}`;
  }
  return null;
}

function problemOfLines(
  { links, taken: allTaken }: World,
  client: Client,
  i: number,
): string | null {
  const { said, unsent, unconfirmed, exit, state } = client;
  const taken = allTaken[i] ?? [];
  const onWay = links.filter(({ owner }) => owner === i).flatMap((link) => [
    ...link.up.map(({ text }) => text),
    ...link.inbox,
  ]);
  const known = textOf(state);
  for (const text of said) {
    const times = count(taken, text);
    const isOnWay = onWay.includes(text);
    const isUnsent = unsent.includes(text);
    const isTold = isUnsent || unconfirmed.includes(text);
    const isKept = known.includes(JSON.stringify(text));
    if (times > 1) return `${text} was said twice`;
    if (count([...unsent, ...unconfirmed], text) > 1) {
      return `${text} is told twice`;
    }
    if (isUnsent && (times > 0 || isOnWay)) return `${text} was sent`;
    if (!isTold && !isKept && !isOnWay && times === 0) return `${text} is lost`;
    // A person who leaves has been told, and knows what they leave.
    const isInDoubt = state.config.script ? isTold : unconfirmed.includes(text);
    if (exit === 0 && isInDoubt) return `${text} is in doubt, and it exits 0`;
  }
  return null;
}

function count(texts: readonly string[], text: string): number {
  return texts.filter((other) => other === text).length;
}

/** Who is here is known when nothing is on its way that would tell. */
function problemOfPresence(world: World, client: Client): string | null {
  const { state } = client;
  const link = linkOf(world, client);
  if (state.phase !== "online" || link === undefined || world.isCut) {
    return null;
  }
  const { stage, pending, presence, framing } = state.session;
  const isQuiet = stage.at === "room" && link.stage === "room" &&
    !link.isDead && link.down.length === 0 && pending === null &&
    framing.bytes.length === 0;
  if (!isQuiet) return null;
  if (!presence.isKnown) return "the greeting was not understood";
  const room = world.rooms.find(({ name }) => name === link.room);
  const nicks = world.links
    .filter(({ id }) => room?.members.includes(id))
    .map(({ nick }) => nick);
  const { people, here } = presence;
  if (people !== nicks.length) return `${people} are here, not ${nicks.length}`;
  const stranger = [...here].find((nick) => !nicks.includes(nick));
  return stranger === undefined ? null : `${stranger} is not here`;
}

/** Something will happen: by itself, by I/O, or by the user. */
function problemOfLiveness({ state, isWriting, exit }: Client): string | null {
  const isLive = exit !== null || state.phase === "connecting" || isWriting ||
    state.wakeAt !== null || wantsLine(state);
  return isLive ? null : `stuck: ${textOf(state)}`;
}
