/**
 * What nobody in their right mind would send or type, from a seed.
 *
 * @module
 */

/** Returns the next number from 0 to 1, as `Math.random` does. */
export type Chance = () => number;

/** It must not stand where parley's own rows have their mark or their prompt. */
export const FORGED = "FORGED";

/** Ctrl-L, which clears a terminal's window. */
export const CLEAR = "\x0c";

const encoder = new TextEncoder();

/** Returns a whole number from `from` to below `to`. */
export function between(chance: Chance, from: number, to: number): number {
  return from + Math.floor(chance() * (to - from));
}

/** Things to choose from. */
export type Some<Thing> = readonly [Thing, ...Thing[]];

/** Returns one of several things. */
export function oneOf<Thing>(chance: Chance, things: Some<Thing>): Thing {
  return things[between(chance, 0, things.length)] ?? things[0];
}

/** Rows as parley has them, at a terminal and in a script. */
const FORGERIES: Some<string> = [
  `      ! ${FORGED}`,
  `14:05 * ${FORGED}`,
  `#games bob> ${FORGED}`,
  `parley: ${FORGED}`,
];

/** What would do something to a terminal. */
const CONTROLS: Some<string> = [
  "\x1b",
  ...["\x1b[2J", "\x1b[1;1H", "\x1b[?1049h", "\x1b[?25l", "\x1b[?7l", "\x1bc"],
  ...["\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1b[31;47m", "\x1b[6n"],
  ...["\x1b[?2004l", "\x1bP1$q\x1b\\", "\x1b#8", "\x1b[?1003h", "\x1b(0"],
  ...["\x1b[4h", "\x1b[5;10r", "\x1b[c", "\x1b[21t", "\x1b_x\x1b\\", "\x1b["],
  ...["\x07", "\b\b", "\r", "\v", "\f", "\x0e", "\x7f", "\x9b31m", "\x1a"],
  ...["\x85", "\x90x\x9c", "\t", "\0", "\x18"],
];

/** What hides, turns around, joins or piles up. */
const UNSEEN: Some<string> = [
  "\u202eesrever\u202c",
  ...["\u2066x\u2069", "\u200b", "\ufeff", "\u00ad", "\u{e0041}", "\u{e0001}"],
  ...["\u061c", "\u180e", "\u3164", "\u115f", "\u2800", "\u2028", "\u2029"],
  ...["\ufe0f", "a\u200db", "\u200c", "\u{e0100}", "\ufff9x\ufffb", "\ufffe"],
  ...["\u{1d173}", "e\u0301", "\u0301".repeat(30), "👩‍💻", "❤️", "1️⃣", "日本"],
  ...["नमस्ते", "ﷺ", "𒐫", "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}"],
];

/** What the class's server says, right and wrong. */
const PROTOCOL: Some<string> = [
  "0",
  ...["1", "2", "00", "3", "99999999999", "-1", "2games", "3abc", "0bob"],
  ...["0You have joined a new room.", "games", "music", "bob", "eve"],
  "bob has joined the room.  There are 2 people in the room.",
  "0eve has joined the room.  There are 99999999999999999999 people in the room.",
  "eve has left the room.",
  "bob has been disconnected.",
  "Users in this room:",
  "eve> hello bob",
  "eve: bob! bob!",
  "eve> hibob> yo",
  "12:30 welcome",
];

/** Bytes that are not UTF-8. */
const MALFORMED: Some<readonly number[]> = [
  [0x80],
  ...[[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff]],
  ...[[0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xc2], [0xfe, 0xff], [0x9b, 0x32]],
];

/** What is repeated in what is too long. */
const UNITS: Some<string> = ["x", "日", " ", "\t", "\u0301", "ab ", "\0", "\n"];

/** What ends a thing that is sent, or does not. */
const ENDS: Some<string> = ["", "\n", "\n", "\r\n", "\0", "\r", "\n\n", "\0\0"];

/** What a user types who knows the program. */
const LINES: Some<string> = [
  "hello",
  ...["/list", "/who", "/help", "/leave", "/join other", "/nick rob", "2"],
  ...["/join", "/nick", "//slash", "/dance", "", "   ", "list", "join games"],
  ...["bob", "a /logout", "word ".repeat(500), "ü".repeat(1200)],
];

/** Keys of a terminal, whole and broken off, and what only a terminal says. */
const KEYS: Some<string> = [
  "\x1b",
  ...["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[3~"],
  ...["\x1b[1;5C", "\x1b[1;5D", "\x1bb", "\x1bf", "\x1bd", "\x1bOP", "\x1b[Z"],
  ...["\x1b[", "\x1bO", "\x1b[1;", "\x1b[[A", "\x1b]0;x\x07", "\x1bP1", "\t"],
  ...["\x1b[5;3R", "\x1b[999;999R", "\x1b[>0;276;0c", "\x1b[0;0R", "\x1b[I"],
  ...["\x1b[200~", "\x1b[201~", "\x1b[200~one\rtwo\x1b[31m\nthree\x1b[201~"],
  ...["\r", "\r", "\n", "\x7f", "\x12", "\x1f", "\x10", "\x0e", "\x01", CLEAR],
  ...["\x05", "\x0b", "\x15", "\x17", "\x19", "\x14", "\x1a", "/join \t\t"],
];

/**
 * Returns what a hostile server sends: some parts, glued or each with an end.
 *
 * @param chance Where it comes from.
 */
export function hostileBytes(chance: Chance): Uint8Array<ArrayBuffer> {
  const count = chance() < 0.05 ? 400 : between(chance, 1, 8);
  const end = oneOf(chance, ENDS);
  const speaker = oneOf(chance, ["", "", "eve> ", "eve: "]);
  return bytesOf(
    Array.from({ length: count }, () => [speaker, received(chance), end])
      .flat(),
  );
}

function received(chance: Chance): string | readonly number[] {
  const kind = chance();
  if (kind < 0.25) return oneOf(chance, PROTOCOL);
  if (kind < 0.5) return oneOf(chance, CONTROLS);
  if (kind < 0.65) return oneOf(chance, UNSEEN);
  if (kind < 0.73) return " ".repeat(between(chance, 0, 90));
  if (kind < 0.8) return oneOf(chance, FORGERIES);
  if (kind < 0.87) return oneOf(chance, MALFORMED);
  if (kind < 0.98) return randomBytes(chance);
  return oneOf(chance, UNITS).repeat(between(chance, 100, 9000));
}

/**
 * Returns what somebody types who does not know what a keyboard is for.
 *
 * @param chance Where it comes from.
 */
export function hostileKeys(chance: Chance): Uint8Array<ArrayBuffer> {
  const keys = Array.from({ length: between(chance, 1, 6) }, () => {
    const kind = chance();
    if (kind < 0.3) return `${oneOf(chance, LINES)}\r`;
    if (kind < 0.8) return oneOf(chance, KEYS);
    if (kind < 0.9) return oneOf(chance, UNSEEN);
    return randomBytes(chance).filter((byte) => ![3, 4, 28].includes(byte));
  });
  return bytesOf(keys);
}

/**
 * Returns lines of a script that was not written for this program.
 *
 * @param chance Where it comes from.
 */
export function hostileLines(chance: Chance): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: between(chance, 1, 3) }, () => {
    const kind = chance();
    const line = kind < 0.7
      ? oneOf(chance, LINES)
      : kind < 0.9
      ? oneOf(chance, kind < 0.8 ? CONTROLS : UNSEEN)
      : randomBytes(chance);
    return [line, oneOf(chance, ["\n", "\n", "\r\n"])];
  });
  return bytesOf(lines.flat());
}

function randomBytes(chance: Chance): number[] {
  const length = between(chance, 1, 40);
  return Array.from({ length }, () => between(chance, 0, 256));
}

function bytesOf(
  parts: readonly (string | readonly number[])[],
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    parts.flatMap((part) => [
      ...(typeof part === "string" ? encoder.encode(part) : part),
    ]),
  );
}
