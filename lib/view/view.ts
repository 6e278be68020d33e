/**
 * The interface of a view: news → text for standard output and standard error.
 *
 * @module
 */
import type { News } from "../protocol/events.ts";

/** Text to write, whole lines or nothing. */
export interface Text {
  /** The text for standard output. */
  readonly out?: string;
  /** The text for standard error. */
  readonly err?: string;
}

/** Returns the text for one piece of news, which came at the given time. */
export type View = (news: News, at: Date) => Text;
