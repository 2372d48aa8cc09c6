import type { AppId, OrgId } from "../../core/ids.ts";
import { findRole } from "../../core/provisioning/roles.ts";
import type { Write } from "../../ports/store.ts";
import type { AssignmentRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";

/** Removes the assignments of a subject, an object id or `*`: all of them, or the one that gives a role. */
export async function unassign(
  deps: Deps,
  author: Author,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly subject: string;
    /** The value, the id or the name of the role. */
    readonly role?: string | undefined;
  },
): Promise<undefined | Refusal> {
  const { org, app, role } = input;
  const subject = input.subject.toLowerCase();
  const all = await collectRows(readEachPage(deps.store, "assignment", { org, app, subject }));
  const application = await deps.store.get("application", { org, id: app });
  const roles = application?.roles ?? [];
  // A role that is not defined can stand in an assignment from the time before applications defined roles.
  const id = role === undefined ? undefined : (findRole(roles, role)?.id ?? role);
  const rows = id === undefined ? all : all.filter((row) => row.role === id);
  const missing =
    role === undefined || all.length === 0
      ? refuse("not-found", "app.assignment-not-found", { subject })
      : refuse("not-found", "app.assignment-role-not-found", { subject, role });
  if (rows.length === 0) return missing;
  const findValue = ({ role: given }: AssignmentRow) =>
    roles.find((each) => each.id === given)?.value ?? given;
  const committed = await deps.store.commit([
    ...rows.map(
      (row): Write => ({
        op: "delete",
        table: "assignment",
        key: { org, app, subject, role: row.role },
        expect: { created: row.created },
      }),
    ),
    {
      op: "insert",
      table: "feed",
      row: { org, kind: "assignment", object: app, other: subject, change: "removed", at: deps.env.now() },
    },
    ...rows.map((row) =>
      createAuditWrite(deps, author, {
        org,
        category: "assignment",
        activity: "unassign",
        target: app,
        detail: { subject, type: row.subject_type, role: row.role === "" ? null : findValue(row) },
      }),
    ),
  ]);
  return committed.kind === "committed" ? undefined : missing;
}
