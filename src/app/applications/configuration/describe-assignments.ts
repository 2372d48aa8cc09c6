import type { ApplicationRow, AssignmentRow, ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { findObjects, nameOf } from "../../objects.ts";
import { collectRows, readEachPage, readRowsAmong } from "../../paging.ts";
import type { DocumentAssignment } from "./application-document.ts";

/** The number of assignments, and of selected groups, that a document can hold. */
export const DOCUMENT_ROWS_MAX = 5_000;

/**
 * The assignments of an application by the names of their subjects: everyone, groups, then users. Those of deleted users
 * are left out, because a document cannot name them. Undefined where there are more than a document can hold.
 */
export async function describeAssignments(
  deps: Deps,
  application: ApplicationRow,
): Promise<readonly DocumentAssignment[] | undefined> {
  const { org, id: app } = application;
  const { store } = deps;
  if ((await store.count("assignment", { org, app })) > DOCUMENT_ROWS_MAX) return undefined;
  const rows = await collectRows(readEachPage(store, "assignment", { org, app }));
  const values = rows.map(({ subject }) => subject).filter((subject) => subject !== "*");
  const objects = await readRowsAmong(store, "object", { org }, { column: "id", values });
  const live = new Map<string, ObjectRow>(
    objects.filter(({ deleted }) => deleted === null).map((row) => [row.id, row]),
  );
  const described: DocumentAssignment[] = [];
  for (const row of rows) {
    const subject = live.get(row.subject);
    if (row.subject_type === "all") described.push({ everyone: true, ...roleOf(application, row) });
    else if (subject !== undefined) {
      described.push({ [row.subject_type]: await findNameOf(deps, subject), ...roleOf(application, row) });
    }
  }
  return described.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** The value of the role; null for none, where an entry without a role would give the default role. */
function roleOf({ roles }: ApplicationRow, { role }: AssignmentRow): Pick<DocumentAssignment, "role"> {
  if (role !== "") return { role: roles?.find(({ id }) => id === role)?.value ?? role };
  return roles?.some((each) => each.default === true) === true ? { role: null } : {};
}

function keyOf({ everyone, group = "", user = "", role }: DocumentAssignment): string {
  return `${everyone === true ? 0 : user === "" ? 1 : 2} ${group}${user} ${role ?? ""}`;
}

/** The name that leads to the object alone; its id where several have the name. */
export async function findNameOf(deps: Deps, subject: ObjectRow): Promise<string> {
  const name = nameOf(subject);
  if (subject.type !== "user" && subject.type !== "group") return subject.id;
  const found = (await findObjects(deps, subject.org, subject.type, name)).filter(
    (row) => row.deleted === null,
  );
  return found.length === 1 && found[0]?.id === subject.id ? name : subject.id;
}
