import { assert, assertEquals } from "@std/assert";
import { Output } from "../../lib/io/output.ts";
import { select, Source } from "../../lib/io/select.ts";
import { pipeUser } from "../../lib/io/user.ts";
import type { News } from "../../lib/protocol/events.ts";
import { DEFAULTS } from "../../lib/protocol/config.ts";
import { begin } from "../../lib/protocol/reducer.ts";

const [state] = begin(DEFAULTS);
const said = (text: string): News => ({ type: "messages", text });
const notice: News = { type: "notice", text: "a notice" };

/** A user whose two outputs lead to one place, and how to let it take more. */
function user() {
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  const output = () =>
    new Output({
      async write(bytes) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        written.push(new TextDecoder().decode(bytes));
        return bytes.length;
      },
    });
  const outputs = { out: output(), err: output() };
  const take = async () => {
    const looks = select([outputs.out.status, outputs.err.status]);
    waiting.shift()?.();
    await looks;
  };
  const view = (news: News) =>
    news.type === "messages" ? { out: news.text } : { err: "a notice" };
  const pipe = pipeUser(view, outputs, new Source(), new Source());
  return { pipe, written, take };
}

Deno.test("pipeUser() makes one write ready while another is under way, and no more", async () => {
  const { pipe, written, take } = user();
  for (const [text, isBusy] of [["1", false], ["2", true]] as const) {
    pipe.show(said(text));
    pipe.refresh(state);
    assertEquals(pipe.isBusy, isBusy);
  }
  await take();
  await take();
  assertEquals([written, pipe.isBusy], [["1", "2"], false]);
});

Deno.test("pipeUser() writes what is said after what was shown before it", async () => {
  const { pipe, written, take } = user();
  pipe.show(said("1"));
  pipe.refresh(state);
  pipe.show(notice);
  pipe.refresh(state);
  assert(pipe.isBusy, "nothing may overtake the notice");
  await take();
  pipe.refresh(state);
  await take();
  assertEquals(written, ["1", "a notice"]);
  assert(!pipe.isBusy);
});
