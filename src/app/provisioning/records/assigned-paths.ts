import { type ObjectId, trustId } from "../../../core/ids.ts";
import { findGroupPath } from "../../../core/provisioning/group-path.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { ScopedApplication } from "../read-scope.ts";

/** The way from a user to an assigned group: the user's own group first, the assigned one last. */
export interface AssignedPath {
  readonly groups: readonly { readonly id: ObjectId; readonly name: string }[];
  /** False for a way through nested groups while the setting `nestedGroups` is off. */
  readonly counts: boolean;
}

/** The shortest way from a user to each assigned group that the user is in, at any depth. */
export async function readAssignedPaths(
  { deps, org, app, settings }: ScopedApplication,
  { id, type, deleted }: ObjectRow,
): Promise<readonly AssignedPath[]> {
  if (type !== "user" || deleted !== null) return [];
  const found = await deps.store.scopePaths(org, app, [id], { reach: "nested" });
  const assigned = new Set(found.filter((path) => path.subject_type === "group").map((path) => path.subject));
  if (assigned.size === 0) return [];
  const above = new Map<ObjectId, readonly ObjectId[]>();
  const names = new Map<ObjectId, string>();
  for (let wave: readonly ObjectId[] = [id]; wave.length > 0; ) {
    for (const member of wave) above.set(member, []);
    const groups = await deps.store.groupsOf(org, wave);
    for (const group of groups) {
      const groupId = trustId<ObjectId>(group.id);
      above.set(group.member, [...(above.get(group.member) ?? []), groupId]);
      names.set(groupId, group.name ?? group.id);
    }
    wave = [...names.keys()].filter((group) => !above.has(group));
  }
  return [...assigned].flatMap((subject) => {
    const path = findGroupPath(above, id, trustId<ObjectId>(subject));
    if (path === undefined) return [];
    const groups = path.map((group) => ({ id: group, name: names.get(group) ?? group }));
    return [{ groups, counts: settings.nestedGroups || groups.length === 1 }];
  });
}

/** The reasons with the ways through nested groups, in place of the assigned group's name alone. */
export function explainPaths(reasons: readonly Reason[], paths: readonly AssignedPath[]): readonly Reason[] {
  const nested = paths.filter(({ groups }) => groups.length > 1);
  const describe = ({ groups }: AssignedPath) => ({
    group: groups.at(-1)?.name ?? "",
    path: groups.map(({ name }) => name).join(" > "),
  });
  const isNamed = (reason: Reason, path: AssignedPath) =>
    (reason.code === "scope.group" || reason.code === "scope.group-role") &&
    reason.params["group"] === describe(path).group;
  return [
    ...reasons.map((reason) => {
      const way = nested.find((path) => path.counts && isNamed(reason, path));
      if (way === undefined) return reason;
      const { role } = reason.params;
      return role === undefined
        ? createReason("scope.group-nested", describe(way))
        : createReason("scope.group-nested-role", { ...describe(way), role });
    }),
    ...nested.filter(({ counts }) => !counts).map((path) => createReason("scope.nested-off", describe(path))),
  ];
}
