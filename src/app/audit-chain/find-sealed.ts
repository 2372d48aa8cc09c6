import { readEntries, type Seal } from "../../core/audit/chain.ts";
import type { OrgId } from "../../core/ids.ts";
import type { StoreReads } from "../../ports/store.ts";

/** Where a record stands in the chain. */
export interface SealedPlace {
  /** Its number, from 1. */
  readonly record: number;
  /** The hash of the chain before it, and up to it. */
  readonly previous: string;
  readonly hash: string;
}

const SEALS = 50;

/** Where these records stand in the chain, by id. Those that are not sealed yet are left out. */
export async function findSealed(
  store: Pick<StoreReads, "auditPlaces" | "sealsFrom">,
  org: OrgId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SealedPlace>> {
  const places = await store.auditPlaces(org, ids);
  const found = new Map<number, SealedPlace>();
  const last = Math.max(...places.values());
  for (let from = Math.min(...places.values()); from <= last; ) {
    const seals = await store.sealsFrom(org, from, SEALS);
    for (const seal of seals) addEntries(found, seal);
    const end = seals.at(-1);
    if (end === undefined || seals.length < SEALS) break;
    from = end.place + 1;
  }
  const sealed = new Map<string, SealedPlace>();
  for (const [id, place] of places) {
    const entry = found.get(place);
    if (entry !== undefined) sealed.set(id, entry);
  }
  return sealed;
}

function addEntries(found: Map<number, SealedPlace>, { first, previous, entries }: Seal): void {
  let before = previous;
  for (const [n, { place, hash }] of (readEntries(entries) ?? []).entries()) {
    found.set(place, { record: first + n, previous: before, hash });
    before = hash;
  }
}
