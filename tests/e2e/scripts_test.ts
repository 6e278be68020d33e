/**
 * Lines in all scripts, while others talk and the terminal changes its width: in a
 * terminal that leaves rows as they are, and in one that breaks them anew.
 */
import { ClassServer, LF } from "./class_server.ts";
import { testUnless } from "./program.ts";
import {
  MISSING,
  type Screen,
  TerminalProgram,
  type Window,
} from "./terminal.ts";
import { NO_TMUX, TmuxWindow } from "./tmux.ts";

const PROMPT = "#games bob> ";
const CTRL_C = "\x03";

/** Lines that take several rows in a narrow terminal. */
const LINES: Readonly<Record<string, string>> = {
  "ASCII": "the quick brown fox jumps over the lazy dog, and over it again",
  "two full rows": "x".repeat(2 * 80 - PROMPT.length),
  "combining marks": "nai\u0308ve cafe\u0301 Gru\u0308\u00dfe ".repeat(3),
  "Hindi": "नमस्ते दुनिया, हिन्दी में एक लंबी पंक्ति क्षेत्र ".repeat(2),
  "Thai": "สวัสดีชาวโลก นี่คือบรรทัดยาว ".repeat(3),
  "Hebrew": "שָׁלוֹם עוֹלָם זו שורה ארוכה ".repeat(3),
  "Arabic and Persian": "مرحبا بالعالم می\u200cخواهم ".repeat(3),
  "Cyrillic": "привет, мир, это длинная строка ".repeat(3),
  "Chinese and Japanese": "你好世界，日本語の長い行です。".repeat(3),
  "Korean": "안녕하세요 세계 긴 줄입니다 ".repeat(3),
  "emoji": "hello 😀🦕🎉 world ".repeat(4),
  "emoji by variation selector": "I ❤️ this ✈️ and ☀️ ".repeat(3),
  "keycaps": "1️⃣ one 2️⃣ two #️⃣ hash ".repeat(3),
  "flags": "🇩🇪 🇫🇷 🇮🇳 🇯🇵 flags 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ".repeat(3),
  "joined emoji": "a 👩‍💻 and 👨‍👩‍👧 family ".repeat(3),
  "skin tones": "ok 👍🏽 wave 👋🏿 end ".repeat(3),
};

/** Keys that put the cursor behind, before and into a line. */
const CURSORS = ["", "\x01", `\x01${"\x1b[C".repeat(30)}`];

/**
 * A text without blanks, which a terminal may put at the ends of rows, and
 * without the tags of flags, of which tmux keeps as many as fit 21 bytes.
 */
const bare = (text: string) => text.replace(/[\s\u{e0020}-\u{e007f}]/gu, "");

/**
 * Whether the line stands at the end of the screen, once, and the messages above
 * it, each once.
 */
function isWhole(
  { rows }: Screen,
  line: string,
  messages: readonly string[],
): boolean {
  const start = rows.findLastIndex((row) => row.startsWith(PROMPT.trimEnd()));
  const above = rows.slice(0, start).join("\n");
  const shown = bare(rows.slice(start).join(""));
  return shown === bare(PROMPT + line) &&
    !above.includes(PROMPT.trimEnd()) &&
    messages.every((message) => above.split(message).length === 2);
}

/** Types each line, lets messages arrive, and changes the width meanwhile. */
async function playAll(terminal: Window, server: ClassServer): Promise<void> {
  const messages: string[] = [];
  const arrive = async (line: string, count: number) => {
    const start = messages.length;
    for (let i = start; i < start + count; i++) messages.push(`alice: m${i}.`);
    await server.say(messages.slice(start).map((text) => `${text}\n`).join(""));
    await terminal.until((screen) => isWhole(screen, line, messages), line);
  };
  for (const [i, line] of Object.values(LINES).entries()) {
    await terminal.type(line + CURSORS[i % CURSORS.length]);
    await arrive(line, 3);
    for (const columns of [40, 20, 33, 80]) {
      await terminal.resize(columns);
      await arrive(line, 1);
    }
    await terminal.type(CTRL_C);
    await arrive("", 1);
  }
}

/**
 * Lets long messages arrive while nothing is typed, right after each change of
 * the width, which the system may not have told of yet.
 */
async function receiveAll(
  terminal: Window,
  server: ClassServer,
): Promise<void> {
  const words = "no word of this message may be lost, however wide the window ";
  const texts: string[] = [];
  for (const columns of [40, 20, 60, 30, 80]) {
    await terminal.resize(columns);
    const text = `alice: ${columns} ${words.repeat(3)}end.`;
    texts.push(bare(text));
    await server.say(`${text}\n`);
    await terminal.until(({ rows }) => {
      const all = bare(rows.join(""));
      return texts.every((text) => all.split(text).length === 2) &&
        rows.filter((row) => row.startsWith(PROMPT.trimEnd())).length === 1;
    }, text);
  }
}

const ENTRY = ["-r", "games", "-n", "bob"];

testUnless(
  MISSING,
  "lines in all scripts outlive messages and resizing in xterm.js",
  async () => {
    await using server = new ClassServer(LF);
    await using terminal = new TerminalProgram([...ENTRY, server.address]);
    await terminal.cursorRow(/^#games bob> $/);
    await playAll(terminal, server);
    await receiveAll(terminal, server);
  },
);

testUnless(
  MISSING,
  "lines in all scripts outlive messages and resizing in a terminal that answers no questions",
  async () => {
    await using server = new ClassServer(LF);
    await using terminal = new TerminalProgram([...ENTRY, server.address], {
      answers: false,
    });
    await terminal.cursorRow(/^#games bob> $/);
    await playAll(terminal, server);
    await receiveAll(terminal, server);
  },
);

testUnless(
  NO_TMUX,
  "lines in all scripts outlive messages and resizing in tmux",
  async () => {
    await using server = new ClassServer(LF);
    await using terminal = await TmuxWindow.start([...ENTRY, server.address]);
    await terminal.until(
      ({ rows, cursor: [row] }) => rows[row] === PROMPT.trimEnd(),
      "the prompt",
    );
    await playAll(terminal, server);
    await receiveAll(terminal, server);
  },
);
