/**
 * Lines from standard input.
 *
 * @module
 */
import { completeLength } from "../protocol/bytes.ts";
import type { Event } from "../protocol/events.ts";
import { split } from "../protocol/limits.ts";
import { decode } from "../text/utf8.ts";
import { reason } from "./reason.ts";
import { Source } from "./select.ts";

/** A line longer than this comes in parts, so that memory stays bounded. */
const PART_BYTES = 64 * 1024;
/** The character that some Windows programs begin a text with. */
const BYTE_ORDER_MARK = "\ufeff";

/** An input: `Deno.stdin`, or anything like it. */
export interface Readable {
  /** Reads as many bytes as fit, or fewer; returns how many, `null` at the end. */
  read(into: Uint8Array): Promise<number | null>;
}

/**
 * Reads the lines of an input, which LF or CRLF ends, except perhaps the last one.
 * Bytes that are not UTF-8 become lone surrogates, so that their line is not
 * well-formed.
 *
 * @param input The input; standard input by default.
 * @returns A source of `line` events, and then `eof` or `input failed`. It reads at
 * most one buffer ahead.
 */
export function lines(input: Readable = Deno.stdin): Source<Event> {
  const events = lineEvents(input);
  return new Source(async () => (await events.next()).value ?? null);
}

async function* lineEvents(input: Readable): AsyncGenerator<Event, null> {
  const splitter = new LineSplitter();
  try {
    for await (const text of texts(input)) yield* splitter.push(text);
  } catch (error) {
    yield { type: "input failed", detail: reason(error) };
    return null;
  }
  yield* splitter.end();
  yield { type: "eof" };
  return null;
}

/** Splits text into numbered lines, and lines that are too long into parts. */
class LineSplitter {
  #number = 0;
  /** The text after the last line end or the last part. */
  #begun = "";
  /** Whether a part of the current line was yielded. */
  #isRest = false;

  *push(text: string): Generator<Event> {
    const [first = "", ...others] = text.split("\n");
    this.#begun += first;
    for (const next of others) {
      yield* this.#endLine();
      this.#begun = next;
    }
    const parts = split(this.#begun, PART_BYTES);
    this.#begun = parts.pop() ?? "";
    yield* this.#events(parts);
  }

  *end(): Generator<Event> {
    if (this.#begun !== "") yield* this.#endLine();
  }

  *#endLine(): Generator<Event> {
    yield* this.#events(split(this.#begun.replace(/\r$/, ""), PART_BYTES));
    this.#isRest = false;
  }

  *#events(parts: readonly string[]): Generator<Event> {
    for (const text of parts) {
      if (!this.#isRest) this.#number++;
      const origin = this.#isRest ? "rest" : "typed";
      yield { type: "line", line: { text, number: this.#number, origin } };
      this.#isRest = true;
    }
  }
}

/** Yields the text of an input, cut between characters, without a byte order mark. */
async function* texts(input: Readable): AsyncGenerator<string> {
  const buffer = new Uint8Array(PART_BYTES);
  let kept = 0;
  let isFirst = true;
  function decoded(size: number): string {
    const text = decode(buffer.subarray(0, size));
    const isMarked = isFirst && text.startsWith(BYTE_ORDER_MARK);
    isFirst &&= size === 0;
    return isMarked ? text.slice(1) : text;
  }
  for (;;) {
    const size = await input.read(buffer.subarray(kept));
    if (size === null) break;
    const end = kept + size;
    const complete = completeLength(buffer.subarray(0, end));
    yield decoded(complete);
    buffer.copyWithin(0, complete, end);
    kept = end - complete;
  }
  yield decoded(kept);
}
