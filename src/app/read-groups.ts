import { type ObjectId, type OrgId, trustId } from "../core/ids.ts";
import type { SourceGroup } from "../core/mapping/source.ts";
import type { StoreReads } from "../ports/store.ts";
import { readParents } from "./read-parents.ts";

/** The groups that each of these objects is in, directly or through other groups. */
export async function readGroups(
  where: { readonly deps: { readonly store: Pick<StoreReads, "groupsOf"> }; readonly org: OrgId },
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, readonly SourceGroup[]>> {
  const parents = await readParents(where, ids);
  return new Map(ids.map((id) => [id, collectAbove(parents, id)]));
}

function collectAbove(
  parents: ReadonlyMap<ObjectId, readonly SourceGroup[]>,
  id: ObjectId,
): readonly SourceGroup[] {
  const above = new Map<string, SourceGroup>();
  for (let wave: readonly ObjectId[] = [id]; wave.length > 0; ) {
    const next = wave.flatMap((each) => parents.get(each) ?? []).filter((group) => !above.has(group.id));
    for (const group of next) above.set(group.id, group);
    wave = next.map((group) => trustId<ObjectId>(group.id));
  }
  return [...above.values()];
}
