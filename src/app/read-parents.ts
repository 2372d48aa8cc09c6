import type { ObjectId, OrgId } from "../core/ids.ts";
import type { StoreReads } from "../ports/store.ts";

/** A group that an object is a direct member of. */
interface ParentGroup {
  readonly id: ObjectId;
  readonly name: string;
}

/**
 * The groups that these objects are in themselves, and the parents of those groups in turn, by member. Rings of groups
 * end, because no group is read twice.
 */
export async function readParents(
  { deps, org }: { readonly deps: { readonly store: Pick<StoreReads, "groupsOf"> }; readonly org: OrgId },
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, readonly ParentGroup[]>> {
  const parents = new Map<ObjectId, readonly ParentGroup[]>();
  for (let wave = ids; wave.length > 0; ) {
    for (const id of wave) parents.set(id, []);
    const found = await deps.store.groupsOf(org, wave);
    for (const { member, id, name } of found) {
      parents.set(member, [...(parents.get(member) ?? []), { id, name: name ?? "" }]);
    }
    wave = [...new Set(found.map(({ id }) => id))].filter((id) => !parents.has(id));
  }
  return parents;
}
