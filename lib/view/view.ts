/**
 * The interface of a view: news → text for standard output and standard error.
 *
 * @module
 */
import type { News } from "../protocol/events.ts";

/** Text to write, whole lines or nothing. */
export interface Text {
  /** For standard output. */
  readonly out?: string;
  /** For standard error. */
  readonly err?: string;
}

/** Shows one piece of news that came at a certain time. */
export type View = (news: News, at: Date) => Text;
