/** A group that is a member of another; `name` is the member's name as it is written. */
export interface Nesting {
  readonly group: string;
  readonly member: string;
  readonly name: string;
}

/**
 * Finds rings of groups: groups that contain themselves, directly or through others. Each ring is given as the names
 * along it, without repeating the first. Of rings that share a group, one is found.
 */
export function findGroupRings(nestings: readonly Nesting[]): readonly (readonly string[])[] {
  const names = new Map(nestings.map(({ member, name }) => [member, name]));
  const members = new Map<string, Set<string>>();
  for (const { group, member } of nestings) {
    const known = members.get(group);
    if (known === undefined) members.set(group, new Set([member]));
    else known.add(member);
  }
  const rings = [...members.keys()].flatMap((group) => takeRingsBelow(group, members));
  return rings.map((ring) => ring.map((key) => names.get(key) ?? key));
}

/**
 * Walks down from a group. Groups of a ring, and those that lead to none, are removed on the way, so that all walks
 * together look at each nesting once.
 */
function takeRingsBelow(start: string, members: Map<string, Set<string>>): readonly (readonly string[])[] {
  const rings: string[][] = [];
  const path = [start];
  const depths = new Map([[start, 0]]);
  for (let group = path.at(-1); group !== undefined; group = path.at(-1)) {
    const [next] = members.get(group) ?? [];
    const depth = next === undefined ? undefined : depths.get(next);
    if (next === undefined) {
      path.pop();
      depths.delete(group);
      members.delete(group);
      members.get(path.at(-1) ?? "")?.delete(group);
    } else if (depth === undefined) {
      depths.set(next, path.length);
      path.push(next);
    } else {
      const ring = path.splice(depth);
      rings.push(ring);
      for (const key of ring) {
        depths.delete(key);
        members.delete(key);
      }
    }
  }
  return rings;
}
