import type { ObjectId } from "../../core/ids.ts";
import { createReason, type Reason } from "../../core/provisioning/reason.ts";
import type { ScopePath } from "../../ports/store.ts";
import { nameOf } from "../objects.ts";
import { readRowsAmong } from "../paging.ts";
import type { CycleContext } from "./context.ts";

/** Application-wide facts that are read once for a plan. */
export interface ScopeRule {
  readonly assignedToAll: boolean;
  /** Objects with a step whose outcome is unknown. */
  readonly unsettled: ReadonlySet<ObjectId>;
}

/** Reads what holds for every object of the application; `unsettled` are those with a step of unknown outcome. */
export async function readRule(
  { deps, org, app }: CycleContext,
  unsettled: ReadonlySet<ObjectId> = new Set(),
): Promise<ScopeRule> {
  const all = await deps.store.get("assignment", { org, app, subject: "*" });
  return { assignedToAll: all !== undefined, unsettled };
}

/** Why each object is in scope; ids that are missing are out of scope. */
export async function readScopes(
  context: CycleContext,
  rule: ScopeRule,
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, readonly Reason[]>> {
  if (rule.assignedToAll) return new Map(ids.map((id) => [id, [createReason("scope.all")]]));
  const paths = ids.length === 0 ? [] : await context.deps.store.scopePaths(context.org, context.app, ids);
  const names = await groupNames(context, paths);
  const scopes = new Map<ObjectId, Reason[]>();
  for (const path of paths) {
    const name = names.get(path.subject) ?? path.subject;
    const isGroup = path.subject_type === "group";
    const why = isGroup
      ? createReason("scope.group", { group: name })
      : createReason(`scope.${path.subject_type}`);
    scopes.set(path.object, [...(scopes.get(path.object) ?? []), why]);
  }
  return scopes;
}

/** The display names of the groups that bring objects into scope. */
async function groupNames(
  { deps, org }: CycleContext,
  paths: readonly ScopePath[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(paths.filter((path) => path.subject_type === "group").map((path) => path.subject));
  const groups = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: [...ids] });
  return new Map(groups.map((group) => [group.id, nameOf(group)]));
}
