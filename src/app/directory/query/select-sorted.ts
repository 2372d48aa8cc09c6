import { compareSortable } from "../../../core/scim/index/sort.ts";
import type { Directory, TooMany } from "../directory.ts";
import { sortCooperatively } from "./cooperative-sort.ts";
import { findMatches, type MatchSearch } from "./find-matches.ts";
import type { ListQuery, Picked, Selection } from "./list-query.ts";

/** A page that ends within so many is picked as the matches come; only a deeper one keeps them all. */
const SHALLOW_MAX = 2_000;
const SPARE = 2_000;

/** A page of a sorted list. Looks at every match, whichever page it is. */
export async function selectSorted(how: MatchSearch, query: ListQuery): Promise<Selection | TooMany> {
  const { sources, start, count } = query;
  const skipped = start.kind === "index" ? start.startIndex - 1 : 0;
  // One more tells whether there is another page.
  const needed = count === 0 ? 0 : skipped + count + (start.kind === "index" ? 0 : 1);
  const first = new FirstOnes(query, needed);
  let total = 0;
  for (const source of sources) {
    for await (const found of findMatches(how, source, undefined)) {
      if ("kind" in found) return found;
      total += found.length;
      for (const { id, key } of found) first.offer({ source, type: source.type.kind, id, key });
      first.tidy();
    }
  }
  const sorted = await first.inOrder(how.directory);
  return { total: start.kind === "behind" ? start.total : total, picked: sorted.slice(skipped, needed) };
}

/** Keeps the first so many of what it is offered, of what lies behind the page before. */
class FirstOnes {
  readonly #compare: (left: Pick<Picked, "id" | "key">, right: Pick<Picked, "id" | "key">) => number;
  readonly #start: ListQuery["start"];
  readonly #needed: number;
  #kept: Picked[] = [];

  constructor({ order, start }: ListQuery, needed: number) {
    this.#compare = (left, right) => compareSortable(left, right, order === "descending");
    this.#start = start;
    this.#needed = needed;
  }

  offer(picked: Picked): void {
    if (this.#needed === 0) return;
    if (this.#start.kind === "behind" && this.#compare(picked, this.#start.place) <= 0) return;
    this.#kept.push(picked);
  }

  /** Drops what cannot be among the first, now and then. */
  tidy(): void {
    if (this.#needed > SHALLOW_MAX || this.#kept.length <= this.#needed + SPARE) return;
    this.#kept = this.#kept.sort(this.#compare).slice(0, this.#needed);
  }

  inOrder({ deps }: Directory): Promise<readonly Picked[]> {
    return sortCooperatively(this.#kept, this.#compare, () => deps.env.sleep(0));
  }
}
