import { compareSortable } from "../../../core/scim/index/sort.ts";
import type { Directory, TooMany } from "../directory.ts";
import { sortCooperatively } from "./cooperative-sort.ts";
import { findMatches } from "./find-matches.ts";
import {
  type ListContext,
  type ListQuery,
  type PageBounds,
  type Picked,
  pageBounds,
  type Selection,
} from "./list-query.ts";

/** A page that ends within this many matches is picked as they come; only a deeper one keeps all matches. */
const SHALLOW_MAX = 2_000;
const SPARE = 2_000;

/** Selects a page of a sorted list. Looks at every match, whichever page it is. */
export async function selectSorted(context: ListContext, query: ListQuery): Promise<Selection | TooMany> {
  const bounds = pageBounds(query);
  const first = new FirstMatches(query, bounds);
  let total = 0;
  for (const part of query.parts) {
    for await (const found of findMatches(context, part, undefined)) {
      if ("kind" in found) return found;
      total += found.length;
      for (const { id, key } of found) first.offer({ part, type: part.type.kind, id, key });
      first.trim();
    }
  }
  const sorted = await first.sort(context.directory);
  return { total: bounds.knownTotal ?? total, picked: sorted.slice(bounds.skip) };
}

/** Keeps the matches that a page may need: the first ones, in order, after the page before. */
class FirstMatches {
  readonly #compare: (left: Pick<Picked, "id" | "key">, right: Pick<Picked, "id" | "key">) => number;
  readonly #after: PageBounds["after"];
  readonly #needed: number;
  #kept: Picked[] = [];

  constructor({ order }: ListQuery, { after, skip, limit }: PageBounds) {
    this.#compare = (left, right) => compareSortable(left, right, order === "descending");
    this.#after = after;
    this.#needed = limit === 0 ? 0 : skip + limit;
  }

  offer(picked: Picked): void {
    if (this.#needed === 0) return;
    if (this.#after !== undefined && this.#compare(picked, this.#after) <= 0) return;
    this.#kept.push(picked);
  }

  /** Drops matches that cannot be among the first, from time to time. */
  trim(): void {
    if (this.#needed > SHALLOW_MAX || this.#kept.length <= this.#needed + SPARE) return;
    this.#kept = this.#kept.sort(this.#compare).slice(0, this.#needed);
  }

  async sort({ deps }: Directory): Promise<readonly Picked[]> {
    const sorted = await sortCooperatively(this.#kept, this.#compare, () => deps.env.sleep(0));
    return sorted.slice(0, this.#needed);
  }
}
