/**
 * Finds the shortest way upward from an object to a group, through the groups that each one is in. The way begins with
 * a group of the object and ends with the wanted one; rings of groups end, because no group is passed twice.
 */
export function findGroupPath<Id extends string>(
  groupsOf: ReadonlyMap<Id, readonly Id[]>,
  from: Id,
  to: Id,
): readonly Id[] | undefined {
  const ways = new Map<Id, readonly Id[]>([[from, []]]);
  // A map passes through the entries that are added on the way.
  for (const [id, way] of ways) {
    if (id === to && way.length > 0) return way;
    for (const group of groupsOf.get(id) ?? []) if (!ways.has(group)) ways.set(group, [...way, group]);
  }
  return undefined;
}
