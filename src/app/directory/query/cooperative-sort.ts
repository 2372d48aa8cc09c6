import { chunksOf } from "../../paging.ts";

/** Items that are sorted or merged without a pause. */
const AT_ONCE = 4_000;

/** Sorts in small steps with a pause after each: sorting 200 000 items at once would block other requests. */
export async function sortCooperatively<Item>(
  items: readonly Item[],
  compare: (left: Item, right: Item) => number,
  pause: () => Promise<void>,
): Promise<readonly Item[]> {
  let runs: (readonly Item[])[] = [];
  for (const chunk of chunksOf(items, AT_ONCE)) {
    if (runs.length > 0) await pause();
    runs.push([...chunk].sort(compare));
  }
  while (runs.length > 1) {
    const merged: (readonly Item[])[] = [];
    for (const [left = [], right = []] of chunksOf(runs, 2))
      merged.push(await merge(left, right, compare, pause));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (left: Item, right: Item) => number,
  pause: () => Promise<void>,
): Promise<readonly Item[]> {
  const merged: Item[] = [];
  const [one, other] = [left.values(), right.values()];
  let [first, second] = [one.next(), other.next()];
  while (!first.done || !second.done) {
    const isFirst = !first.done && (second.done || compare(first.value, second.value) <= 0);
    if (isFirst && !first.done) {
      merged.push(first.value);
      first = one.next();
    } else if (!second.done) {
      merged.push(second.value);
      second = other.next();
    }
    if (merged.length % AT_ONCE === 0) await pause();
  }
  return merged;
}
