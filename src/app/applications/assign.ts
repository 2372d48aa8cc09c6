import type { AppId, OrgId } from "../../core/ids.ts";
import { type AppRole, findRole } from "../../core/provisioning/roles.ts";
import type { ApplicationRow, AssignmentRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { findObjects, nameOf } from "../objects.ts";
import { refuseUnknownRole } from "./application-roles.ts";

/** The subject to assign, by its name. */
export type SubjectWanted =
  | { readonly kind: "all" }
  | { readonly kind: "user" | "group"; readonly find: string };

/** An assignment with its subject's name; everyone's is `*`. */
export interface AssignmentView {
  readonly row: AssignmentRow;
  readonly name: string;
  /** The role that it gives; undefined for none, and for one that the application does not define. */
  readonly role: AppRole | undefined;
}

/**
 * Assigns everyone, a user or a group, with a role or without one. Each role of a subject is an assignment of its own,
 * and assigning again with the same role changes nothing. Without a role, the application's default role is given, if
 * it has one.
 */
export async function assign(
  deps: Deps,
  author: Author,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly subject: SubjectWanted;
    /** The value, the id or the name of a role. */
    readonly role?: string | undefined;
  },
): Promise<AssignmentView | Refusal> {
  const { org, app } = input;
  const application = await deps.store.get("application", { org, id: app });
  if (application === undefined) return refuse("not-found", "app.not-found", { app });
  const role = chooseRole(application, input.role);
  if (isRefusal(role)) return role;
  const subject = await findSubject(deps, org, input.subject);
  if (isRefusal(subject)) return subject;
  const key = { org, app, subject: subject.id, role: role?.id ?? "" };
  const before = await deps.store.get("assignment", key);
  if (before !== undefined) return { row: before, name: subject.name, role };
  const now = deps.env.now();
  const row: AssignmentRow = { ...key, subject_type: input.subject.kind, created: now };
  const committed = await deps.store.commit([
    // The role that was found may be removed meanwhile.
    {
      op: "require",
      table: "application",
      key: { org, id: app },
      expect: { modified: application.modified },
    },
    { op: "upsert", table: "assignment", row },
    {
      op: "insert",
      table: "feed",
      row: { org, kind: "assignment", object: app, other: row.subject, change: "added", at: now },
    },
    createAuditWrite(deps, author, {
      org,
      category: "assignment",
      activity: "assign",
      target: app,
      detail: { subject: row.subject, type: row.subject_type, role: role?.value ?? null },
    }),
  ]);
  if (committed.kind === "conflict") return refuse("conflict", "app.changed-meanwhile", { app });
  return { row, name: subject.name, role };
}

/** The role that an assignment gives: the named one, or else the default of the application; undefined for none. */
function chooseRole(application: ApplicationRow, wanted: string | undefined): AppRole | undefined | Refusal {
  const roles = application.roles ?? [];
  if (wanted === undefined) return roles.find((role) => role.default === true);
  return findRole(roles, wanted) ?? refuseUnknownRole(application, wanted);
}

/** Finds the user or group to assign; refuses none, and several. Everyone has the id `*`. */
export async function findSubject(
  deps: Deps,
  org: OrgId,
  wanted: SubjectWanted,
): Promise<{ readonly id: string; readonly name: string } | Refusal> {
  if (wanted.kind === "all") return { id: "*", name: "*" };
  const { kind: type, find } = wanted;
  const [found, ...others] = (await findObjects(deps, org, type, find)).filter((row) => row.deleted === null);
  if (found === undefined) return refuse("not-found", "app.subject-not-found", { type, find });
  if (others.length === 0) return { id: found.id, name: nameOf(found) };
  const ids = [found, ...others].map(({ id }) => id).join(", ");
  return refuse("conflict", "app.subject-ambiguous", { type, find, count: others.length + 1, ids });
}
