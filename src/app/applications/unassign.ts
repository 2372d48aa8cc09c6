import type { AppId, OrgId } from "../../core/ids.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/** Removes an assignment; `subject` is an object id or `*`. */
export async function unassign(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly app: AppId; readonly subject: string },
): Promise<undefined | Refusal> {
  const { org, app } = input;
  const subject = input.subject.toLowerCase();
  const missing = refuse("not-found", "app.assignment-not-found", { subject });
  const before = await deps.store.get("assignment", { org, app, subject });
  if (before === undefined) return missing;
  const committed = await deps.store.commit([
    { op: "delete", table: "assignment", key: { org, app, subject }, expect: { created: before.created } },
    {
      op: "insert",
      table: "feed",
      row: { org, kind: "assignment", object: app, other: subject, change: "removed", at: deps.env.now() },
    },
    createAuditWrite(deps, author, {
      org,
      category: "assignment",
      activity: "unassign",
      target: app,
      detail: { subject, type: before.subject_type, role: before.role },
    }),
  ]);
  return committed.kind === "committed" ? undefined : missing;
}
