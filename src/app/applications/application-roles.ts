import type { AppId, OrgId } from "../../core/ids.ts";
import { isSameJson, type JsonObject } from "../../core/json.ts";
import {
  type AppRole,
  checkRoles,
  completeRole,
  findRole,
  noteRenamed,
  type RoleGiven,
  setRole,
  toPlainRole,
} from "../../core/provisioning/roles.ts";
import type { Write } from "../../ports/store.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Author } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse, refuseConfiguration } from "../deps.ts";
import { type ApplicationEdit, writeApplication } from "./write-application.ts";

/** A role with the number of assignments that give it. */
export interface RoleView extends AppRole {
  readonly assignments: number;
}

/** The roles of an application, in the version that has them. */
export interface RolesView {
  readonly version: number;
  readonly roles: readonly RoleView[];
}

/** A change of the roles of an application. */
export type RoleChange =
  /** Adds a role, or changes the one with this id or value. */
  | { readonly kind: "set"; readonly role: RoleGiven }
  /** Removes the role with this value, id or name. */
  | { readonly kind: "remove"; readonly role: string }
  | { readonly kind: "replace"; readonly roles: readonly RoleGiven[] }
  /** Takes the roles of the template. */
  | { readonly kind: "reset" };

/** Shows the roles of an application. */
export async function describeRoles(deps: Deps, org: OrgId, app: AppId): Promise<RolesView | Refusal> {
  const row = await deps.store.get("application", { org, id: app });
  return row === undefined ? refuse("not-found", "app.not-found", { app }) : viewRoles(deps, row);
}

async function viewRoles({ store }: Deps, { org, id: app, version, roles }: ApplicationRow) {
  const views = (roles ?? []).map(async (role) => ({
    ...role,
    assignments: await store.count("assignment", { org, app, role: role.id }),
  }));
  return { version, roles: await Promise.all(views) };
}

/**
 * Changes the roles of an application. A role that assignments give is not removed, because that would silently take it
 * from people. Once an assignment gives a role, a change makes a new version of the application, and its next cycle
 * maps every object again.
 */
export async function changeRoles(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly app: AppId; readonly change: RoleChange },
): Promise<RolesView | Refusal> {
  const { org, app, change } = input;
  const before = await deps.store.get("application", { org, id: app });
  if (before === undefined) return refuse("not-found", "app.not-found", { app });
  const edits = await prepareRoles(deps, before, change);
  if (isRefusal(edits)) return edits;
  const written = await writeApplication(deps, author, before, edits);
  return isRefusal(written) ? written : viewRoles(deps, written);
}

/** The number of assignments of a role, by its id, that end together with a change of the roles. */
export type EndingAssignments = (role: string) => number;

/**
 * Checks a change of roles, and prepares its write: no edit where the roles stay the same. The write has to stand behind
 * those that end assignments, because a role that is removed must not be given any more.
 */
export async function prepareRoles(
  deps: Deps,
  row: ApplicationRow,
  change: RoleChange,
  ending: EndingAssignments = () => 0,
): Promise<readonly ApplicationEdit[] | Refusal> {
  const after = applyChange(deps, row, change);
  if (isRefusal(after)) return after;
  const refused = refuseProblems(after) ?? (await refuseUsed(deps, row, { after, ending }));
  if (refused !== undefined) return refused;
  const [old, next] = [toJson(row.roles ?? []), toJson(after)];
  if (isSameJson(old, next)) return [];
  return [
    {
      set: { roles: after.length === 0 ? null : noteRenamed(row.roles ?? [], after, row.version + 1) },
      alters: (await hasRoleAssignments(deps, row)) ? "results" : "nothing",
      detail: { roles: { before: old, after: next } },
      writes: requireUnused(row, after),
    },
  ];
}

function applyChange(
  { gallery }: Pick<Deps, "gallery">,
  row: ApplicationRow,
  change: RoleChange,
): readonly AppRole[] | Refusal {
  const before = row.roles ?? [];
  switch (change.kind) {
    case "set":
      return setRole(before, change.role);
    case "replace":
      return change.roles.map(completeRole);
    case "remove": {
      const role = findRole(before, change.role);
      return role === undefined
        ? refuseUnknownRole(row, change.role)
        : before.filter(({ id }) => id !== role.id);
    }
    case "reset": {
      const template = row.template === null ? undefined : gallery.find(row.template);
      return template === undefined
        ? refuse("conflict", "app.template-missing", { app: row.name })
        : takeTemplateRoles(template.roles);
    }
  }
}

/** The roles of a template, as an application begins with them. */
export function takeTemplateRoles(
  roles: readonly { readonly value: string; readonly displayName: string; readonly isDefault: boolean }[],
): readonly AppRole[] {
  return roles.map(({ value, displayName, isDefault }) =>
    completeRole({ value, name: displayName, default: isDefault }),
  );
}

/** Refuses a role that the application does not have, with the ones that it has. */
export function refuseUnknownRole({ name, roles }: ApplicationRow, role: string): Refusal {
  if (roles === null) return refuse("invalid", "app.roles-none", { role, app: name });
  const known = roles.map(({ value }) => value).join(", ");
  return refuse("invalid", "app.role-unknown", { role, app: name, known });
}

const CODES = {
  repeated: "role.repeated",
  "several-defaults": "role.several-defaults",
  "too-many": "role.too-many",
} as const;

function refuseProblems(roles: readonly AppRole[]): Refusal | undefined {
  const errors = checkRoles(roles).map(({ index, code, params }) => ({
    code: CODES[code],
    pointer: `/roles/${index}`,
    params: { ...params },
  }));
  return errors.length === 0 ? undefined : refuseConfiguration("app.roles-invalid", errors);
}

/** An assignment that comes in between would be left with the id of a role that does not exist. */
function requireUnused(row: ApplicationRow, after: readonly AppRole[]): readonly Write[] {
  const { org, id: app } = row;
  return listRemoved(row, after).map(({ id }) => ({
    op: "requireNone",
    table: "assignment",
    where: { org, app, role: id },
  }));
}

function listRemoved({ roles }: ApplicationRow, after: readonly AppRole[]): readonly AppRole[] {
  const kept = new Set(after.map(({ id }) => id));
  return (roles ?? []).filter(({ id }) => !kept.has(id));
}

async function refuseUsed(
  { store }: Deps,
  row: ApplicationRow,
  { after, ending }: { readonly after: readonly AppRole[]; readonly ending: EndingAssignments },
): Promise<Refusal | undefined> {
  for (const { id, value } of listRemoved(row, after)) {
    const given = await store.count("assignment", { org: row.org, app: row.id, role: id });
    const count = given - ending(id);
    if (count > 0) return refuse("conflict", "app.role-in-use", { role: value, count });
  }
  return undefined;
}

/** True if an assignment of the application gives a role. */
async function hasRoleAssignments({ store }: Deps, { org, id: app }: ApplicationRow): Promise<boolean> {
  const all = await store.count("assignment", { org, app });
  return all > (await store.count("assignment", { org, app, role: "" }));
}

function toJson(roles: readonly AppRole[]): JsonObject[] {
  return roles.map(toPlainRole);
}
