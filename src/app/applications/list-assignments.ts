import type { AppId, ObjectId, OrgId } from "../../core/ids.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { type ListPage, listPage } from "../list-page.ts";
import { nameOf } from "../objects.ts";
import type { AssignmentView } from "./assign.ts";

/** The assignments of an application with their subjects' names; a subject that is gone has its id for one. */
export async function listAssignments(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<AssignmentView> | Refusal> {
  const { org, app, after, limit } = input;
  const application = await deps.store.get("application", { org, id: app });
  if (application === undefined) return refuse("not-found", "app.not-found", { app });
  const rows = await deps.store.page("assignment", {
    where: { org, app },
    limit: limit + 1,
    ...(after === undefined ? {} : { after: readPosition(after) }),
  });
  const page = listPage(rows, limit, ({ subject, role }) => `${subject} ${role}`);
  const names = await readSubjectNames(
    deps,
    org,
    page.items.map(({ subject }) => subject),
  );
  const roles = new Map((application.roles ?? []).map((role) => [role.id, role]));
  const items = page.items.map((row) => ({
    row,
    name: names.get(row.subject) ?? row.subject,
    role: roles.get(row.role),
  }));
  return { ...page, items };
}

/** The position of an assignment in the list: its subject, which has no spaces, and its role. */
function readPosition(after: string): readonly [string, string] {
  const space = after.indexOf(" ");
  return space < 0 ? [after, ""] : [after.slice(0, space), after.slice(space + 1)];
}

/** Names by id of those of the objects that are in the directory. */
export async function readSubjectNames(
  deps: Deps,
  org: OrgId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== "*");
  if (wanted.length === 0) return new Map();
  const rows: readonly ObjectRow[] = await deps.store.page("object", {
    where: { org },
    among: { column: "id", values: wanted },
    limit: wanted.length,
  });
  return new Map<ObjectId, string>(rows.map((row) => [row.id, nameOf(row)]));
}
