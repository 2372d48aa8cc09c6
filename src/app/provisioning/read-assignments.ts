import type { AppId, ObjectId, OrgId } from "../../core/ids.ts";
import { createReason, type Reason } from "../../core/provisioning/reason.ts";
import { type AppRole, collectRoles, dropDefaultAccess } from "../../core/provisioning/roles.ts";
import type { Settings } from "../../core/provisioning/settings.ts";
import type { ScopePath, StoreReads } from "../../ports/store.ts";
import type { ApplicationRow, ObjectRow } from "../../ports/tables.ts";
import { nameOf } from "../objects.ts";
import { readRowsAmong } from "../paging.ts";

/** An application whose assignments are read. */
interface AssignedApplication {
  readonly deps: { readonly store: Pick<StoreReads, "page" | "scopePaths"> };
  readonly org: OrgId;
  readonly app: AppId;
  readonly application: Pick<ApplicationRow, "roles">;
  readonly settings: Pick<Settings, "nestedGroups" | "defaultAccess">;
}

/** The assignments that reach an object. */
export interface Assigned {
  /** One reason for each assignment that counts. */
  readonly reasons: readonly Reason[];
  /** The roles that they give together. */
  readonly roles: readonly AppRole[];
  /** Why no assignment counts, if the object has some. */
  readonly leftOut?: Reason;
}

export const WITHOUT_ASSIGNMENT: Assigned = { reasons: [], roles: [] };
export const NO_ASSIGNMENTS: ReadonlyMap<ObjectId, Assigned> = new Map();

/** Reads the assignments that reach these objects, that of everyone among them; ids that are missing have none. */
export async function readAssignments(
  context: AssignedApplication,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, Assigned>> {
  const { deps, org, app, settings } = context;
  const ids = rows.map(({ id }) => id);
  const reach = settings.nestedGroups ? "nested" : "immediate";
  const paths = ids.length === 0 ? [] : await deps.store.scopePaths(org, app, ids, { reach });
  const names = await groupNames(context, paths);
  const byObject = new Map<ObjectId, ScopePath[]>();
  for (const path of paths) {
    const ways = byObject.get(path.object);
    if (ways === undefined) byObject.set(path.object, [path]);
    else ways.push(path);
  }
  return new Map([...byObject].map(([id, ways]) => [id, toAssigned(context, ways, names)]));
}

function toAssigned(
  { application, settings }: AssignedApplication,
  ways: readonly ScopePath[],
  names: ReadonlyMap<string, string>,
): Assigned {
  const defined = application.roles ?? [];
  const counted = settings.defaultAccess === "exclude" ? dropDefaultAccess(defined, ways) : ways;
  const ids = counted.map(({ role }) => role);
  const roles = collectRoles(defined, ids);
  const reasons = counted.map((way) => toReason(way, roles, names));
  if (counted.length > 0) return { reasons, roles };
  const role = defined.find(({ id }) => id === ways[0]?.role)?.value ?? "";
  return { reasons, roles, leftOut: createReason("scope.default-access", { role }) };
}

/** Why an assignment brings an object into scope, with the role that it gives. */
function toReason(
  { object, subject, subject_type, role: id }: ScopePath,
  roles: readonly AppRole[],
  names: ReadonlyMap<string, string>,
): Reason {
  const role = roles.find((each) => each.id === id)?.value;
  const given = role === undefined ? {} : { role };
  const form = role === undefined ? "" : "-role";
  if (subject_type !== "group") return createReason(`scope.${subject_type}${form}`, given);
  if (object === subject) return createReason(`scope.group-itself${form}`, given);
  const group = names.get(subject) ?? subject;
  return createReason(`scope.group${form}`, { group, ...given });
}

/** The display names of the groups that bring objects into scope. */
async function groupNames(
  { deps, org }: Pick<AssignedApplication, "deps" | "org">,
  paths: readonly ScopePath[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(paths.filter((path) => path.subject_type === "group").map((path) => path.subject));
  const groups = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: [...ids] });
  return new Map(groups.map((group) => [group.id, nameOf(group)]));
}
