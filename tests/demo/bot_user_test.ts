import { BOTS } from "../../lib/demo/bots.ts";
import { BotUser } from "../../lib/demo/bot_user.ts";
import { Practice } from "../server/client.ts";
import { soon } from "../util/soon.ts";

Deno.test("BotUser.goTo() goes elsewhere while it is leaving a room", async () => {
  await using practice = new Practice({ wire: "class" });
  const ann = await practice.connect();
  await ann.send("/join music");
  await ann.gets("0");
  await ann.send("/nick ann");
  await ann.until(/new room\./);
  const bot = new BotUser(BOTS[0]!, practice.server.address);
  bot.goTo("pond");
  await practice.tells("otter joined pond");
  bot.goTo("games");
  await practice.tells("otter left pond");
  bot.goTo("music");
  await ann.until(/otter has joined the room\./);
  await ann.send("hi otter");
  await ann.until(/otter> ann: hello!/);
  const left = bot.leave();
  await practice.close();
  await soon(left);
});
