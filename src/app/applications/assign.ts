import type { AppId, OrgId } from "../../core/ids.ts";
import type { AssignmentRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { findObjects, nameOf } from "../objects.ts";

/** The subject to assign, by its name. */
export type SubjectWanted =
  | { readonly kind: "all" }
  | { readonly kind: "user" | "group"; readonly find: string };

/** An assignment with its subject's name; everyone's is `*`. */
export interface AssignmentView {
  readonly row: AssignmentRow;
  readonly name: string;
}

/** Assigns everyone, a user or a group. Assigning again with the same role changes nothing. */
export async function assign(
  deps: Deps,
  author: Author,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly subject: SubjectWanted;
    readonly role?: string | undefined;
  },
): Promise<AssignmentView | Refusal> {
  const { org, app } = input;
  if ((await deps.store.get("application", { org, id: app })) === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  const subject = await findSubject(deps, org, input.subject);
  if (isRefusal(subject)) return subject;
  const role = input.role ?? null;
  const now = deps.env.now();
  const before = await deps.store.get("assignment", { org, app, subject: subject.id });
  if (before !== undefined && before.role === role) return { row: before, name: subject.name };
  const row: AssignmentRow = {
    org,
    app,
    subject: subject.id,
    subject_type: input.subject.kind,
    role,
    created: before?.created ?? now,
  };
  const committed = await deps.store.commit([
    { op: "require", table: "application", key: { org, id: app }, expect: {} },
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
      detail: { subject: row.subject, type: row.subject_type, role },
    }),
  ]);
  if (committed.kind === "conflict") return refuse("not-found", "app.not-found", { app });
  return { row, name: subject.name };
}

async function findSubject(
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
