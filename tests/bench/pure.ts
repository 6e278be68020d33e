/**
 * Work that needs no program: the editor's history, and a room's announcements.
 */
import { EMPTY_EDITOR, press } from "../../lib/editor/editor.ts";
import { Talk } from "./talk.ts";

/** Milliseconds for so many lines that are entered, gone through and searched. */
export function history(lines: number): number {
  const start = performance.now();
  let editor = EMPTY_EDITOR;
  const type = (text: string) => {
    [editor] = press(editor, { type: "text", text }, () => [[], ""]);
  };
  const key = (name: string) => {
    [editor] = press(editor, { type: "key", name }, () => [[], ""]);
  };
  for (let i = 0; i < lines; i++) {
    type(`line ${i}, one of many`);
    key("enter");
  }
  for (let i = 0; i < lines; i++) key("up");
  key("ctrl-r");
  type("nothing that was ever entered");
  return performance.now() - start;
}

/** Milliseconds for so many people who come into the room, speak and leave it. */
export function announcements(people: number): number {
  const talk = new Talk();
  talk.receive("You have joined a new room.\n");
  const start = performance.now();
  const all = Array.from({ length: people }, (_, i) => `n${i}`);
  for (const [i, nick] of all.entries()) {
    talk.receive(
      `${nick} has joined the room.  There are ${i + 2} people in the room.\n`,
    );
  }
  for (const nick of all) talk.receive(`${nick}> hello\n`);
  for (const nick of all) talk.receive(`${nick} has left the room.\n`);
  return performance.now() - start;
}
