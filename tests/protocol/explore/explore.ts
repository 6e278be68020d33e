/**
 * Walks the worlds that can come of one: all of them, breadth first, as far as
 * there is time; and single ways to their ends, at random.
 */
import { hash, keyOf } from "./canonical.ts";
import { problemOf } from "./checks.ts";
import { type By, type Move, movesFrom } from "./moves.ts";
import type { World } from "./world.ts";

/** Something wrong, and the moves that lead there. */
export interface Problem {
  /** What is wrong. */
  readonly what: string;
  /** The names of the moves. */
  readonly path: readonly string[];
}

/** What a walk found. */
export interface Findings {
  /** How many different worlds were seen. */
  readonly worlds: number;
  /** How many moves in a row were tried in every order. */
  readonly depth: number;
  /** What is wrong, if anything. */
  readonly problem: Problem | null;
}

/** How far to walk. */
export interface Bounds {
  /** The most moves in a row. */
  readonly depth: number;
  /** The most worlds. */
  readonly worlds: number;
}

/** How a world came about: the last move, and those before it. */
interface Path {
  readonly name: string;
  readonly before: Path | null;
}

/** The most moves that any way to the end takes. */
const LONGEST = 3000;
/** Of so many worlds, one is followed to its end. */
const SAMPLE = 100;

/**
 * Walks all worlds that can come of one, breadth first.
 *
 * @param start The first world.
 * @param bounds How far to walk.
 * @returns What was found. It ends at the first problem.
 */
export function explore(start: World, bounds: Bounds): Findings {
  const seen = new Set([hash(keyOf(start))]);
  let layer: [World, Path | null][] = [[start, null]];
  let depth = 0;
  while (depth < bounds.depth && layer.length > 0) {
    const next: [World, Path | null][] = [];
    for (const [world, before] of layer) {
      for (const { name, make } of movesFrom(world)) {
        const made = make();
        const key = hash(keyOf(made));
        if (seen.has(key)) continue;
        seen.add(key);
        const path = { name, before };
        const isSample = seen.size % SAMPLE === 0;
        const problem = problemAt(made, path) ??
          (isSample ? follow(made, path, straight) : null);
        if (problem !== null) return { worlds: seen.size, depth, problem };
        next.push([made, path]);
      }
      if (seen.size >= bounds.worlds) {
        return { worlds: seen.size, depth, problem: null };
      }
    }
    layer = next;
    depth++;
  }
  return { worlds: seen.size, depth, problem: null };
}

/**
 * Goes one way to its end, at random.
 *
 * @param start The first world.
 * @param seed The same one always goes the same way.
 * @returns What is wrong, if anything.
 */
export function wander(start: World, seed: number): Problem | null {
  const random = randomOf(seed);
  // Faults are rare, and users are in no hurry, or nothing else would happen.
  const CHANCE: Readonly<Record<By, number>> = {
    world: 1,
    user: 0.5,
    fault: 0.1,
  };
  return follow(start, null, (moves) => {
    const isOther = moves.some(({ by }) => by === "world");
    for (;;) {
      const move = moves[Math.floor(random() * moves.length)];
      if (move === undefined) return undefined;
      if (!isOther || random() < CHANCE[move.by]) return move;
    }
  });
}

/**
 * Lets a world go its way without its users, until something is the case.
 *
 * @param start The first world.
 * @param isDone What ends it.
 * @returns The world then.
 */
export function settle(start: World, isDone: (world: World) => boolean): World {
  let world = start;
  for (let i = 0; i < LONGEST && !isDone(world); i++) {
    const move = find(movesFrom(world), "world");
    if (move === undefined) break;
    world = move.make();
  }
  return world;
}

type Choose = (moves: readonly Move[]) => Move | undefined;

/** Goes one way to its end, where both clients must have ended. */
function follow(
  start: World,
  begin: Path | null,
  choose: Choose,
): Problem | null {
  let world = start;
  let path = begin;
  for (let i = 0; i < LONGEST; i++) {
    const move = choose(movesFrom(world));
    if (move === undefined) {
      const isOver = world.clients.every(({ exit }) => exit !== null);
      return isOver ? null : { what: "no end", path: toArray(path) };
    }
    world = move.make();
    path = { name: move.name, before: path };
    const problem = problemAt(world, path);
    if (problem !== null) return problem;
  }
  return { what: "it goes on for ever", path: toArray(path) };
}

/** What happens if nothing more goes wrong, and the users wait for it. */
function straight(moves: readonly Move[]): Move | undefined {
  return find(moves, "world") ?? find(moves, "user");
}

function find(moves: readonly Move[], by: By): Move | undefined {
  return moves.find((move) => move.by === by);
}

function problemAt(world: World, path: Path | null): Problem | null {
  const what = problemOf(world);
  return what === null ? null : { what, path: toArray(path) };
}

function toArray(path: Path | null): string[] {
  const names: string[] = [];
  for (let at = path; at !== null; at = at.before) names.push(at.name);
  return names.reverse();
}

/** A small generator of random numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
