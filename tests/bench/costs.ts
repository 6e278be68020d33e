/**
 * What work costs the contestants, and what can be told from that.
 */
import type { Contestant } from "./contestants.ts";
import { median } from "./median.ts";
import type { Cost, Work } from "./work.ts";

/** Whom the ratios are against. */
const FLOOR = "floor";

/** One figure of a cost. */
export type Figure = (cost: Cost) => number;

/** Seconds on the wall's clock. */
export const wall: Figure = (cost) => cost.wall;
/** Seconds of processor time. */
export const cpu: Figure = (cost) => cost.cpu;
/** Peak memory in MiB. */
export const memory: Figure = (cost) => cost.memory;

/** The costs of one piece of work: of each client, in each round. */
export class Costs {
  readonly #work: string;
  readonly #costs: ReadonlyMap<string, readonly Cost[]>;

  private constructor(
    work: string,
    costs: ReadonlyMap<string, readonly Cost[]>,
  ) {
    this.#work = work;
    this.#costs = costs;
  }

  /** Lets everyone do the work in turn, as often as there are rounds. */
  static async race(
    name: string,
    all: readonly Contestant[],
    work: Work,
    rounds: number,
  ): Promise<Costs> {
    const costs = new Map<string, Cost[]>(all.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const who of all) costs.get(who.name)?.push(await work(who));
    }
    return new Costs(name, costs);
  }

  /** Lets everyone do the work at once. */
  static async together(
    name: string,
    all: readonly Contestant[],
    work: Work,
  ): Promise<Costs> {
    const costs = await Promise.all(
      all.map(async (who) => [who.name, [await work(who)]] as const),
    );
    return new Costs(name, new Map(costs));
  }

  /** The median of a client's rounds. */
  typical(name: string, figure: Figure): number {
    return median((this.#costs.get(name) ?? []).map(figure));
  }

  /** The median of the rounds' own ratios: what slows a round slows both. */
  ratio(a: string, b: string, figure: Figure = wall): number {
    const others = this.#costs.get(b) ?? [];
    return median(
      (this.#costs.get(a) ?? []).map((cost, round) => {
        const other = others[round];
        return other === undefined ? NaN : figure(cost) / figure(other);
      }),
    );
  }

  /** A table's rows: one for each client. */
  rows(): string[][] {
    return [...this.#costs.keys()].map((name) => [
      this.#work,
      name,
      show(this.typical(name, wall), 3),
      show(this.typical(name, cpu), 3),
      show(this.typical(name, memory), 0),
      show(this.ratio(name, FLOOR), 2),
      show(this.ratio(name, FLOOR, cpu), 2),
    ]);
  }
}

/** A number, or a dash where there is none. */
export function show(value: number, digits: number): string {
  return Number.isFinite(value) && value >= 0 ? value.toFixed(digits) : "–";
}

/** A table in Markdown; so many columns at its beginning are words. */
export function table(
  head: readonly string[],
  rows: readonly string[][],
  words = 2,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => column < words ? "---" : "---:");
  return [head, rule, ...rows].map(line).join("\n");
}
