import { toPointer } from "../../../core/json-pointer.ts";
import { findRole } from "../../../core/provisioning/roles.ts";
import type { Write } from "../../../ports/store.ts";
import type { ApplicationRow, AssignmentRow } from "../../../ports/tables.ts";
import { type Author, createAuditWrite } from "../../audit.ts";
import { type ConfigurationError, type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { collectRows, readEachPage } from "../../paging.ts";
import { refuseUnknownRole } from "../application-roles.ts";
import { findSubject, type SubjectWanted } from "../assign.ts";
import type { DocumentAssignment } from "./application-document.ts";
import { compareRows, type NamedRow, type PreparedRows, type RowKind } from "./compare-rows.ts";
import { countAccounts } from "./count-accounts.ts";

/** An application with the roles that it will have, and the assignments that a document gives it. */
export interface WantedAssignments {
  readonly application: ApplicationRow;
  readonly assignments: readonly DocumentAssignment[];
  /** Removes the assignments that the document does not have. */
  readonly prune: boolean;
}

/** Compares the assignments of a document with the stored ones. Subjects are found by id or name. */
export async function prepareAssignments(
  deps: Deps,
  author: Author,
  wanted: WantedAssignments,
): Promise<PreparedRows> {
  const { application, prune } = wanted;
  const { org, id: app } = application;
  const stored = await collectRows(readEachPage(deps.store, "assignment", { org, app }));
  const { rows, errors } = await readRows(deps, wanted, new Set(stored.map(keyOf)));
  if (errors.length > 0) return { changes: [], edits: [], errors };
  const kind = kindOf(deps, application);
  const { changes, set, removed } = await compareRows(deps, kind, { org, stored, wanted: rows, prune });
  const writes = [
    ...set.flatMap((row) => assignmentWrites(deps, author, application, { row, change: "added" })),
    ...removed.flatMap((row) => assignmentWrites(deps, author, application, { row, change: "removed" })),
  ];
  if (writes.length === 0) return { changes, edits: [], errors };
  const detail = { assignments: changes.length };
  return { changes, edits: [{ set: {}, alters: "nothing", detail, writes }], errors };
}

function kindOf(deps: Deps, application: ApplicationRow): RowKind<AssignmentRow> {
  return {
    keyOf,
    subjectOf: ({ subject }) => (subject === "*" ? undefined : subject),
    pathOf: ({ subject_type: type }, name) =>
      type === "all" ? "assignments/everyone" : `assignments/${type}/${name}`,
    describe: (row) => roleValueOf(application, row),
    // An assignment of a deleted user comes back with the user.
    isHidden: ({ subject }, object) => subject !== "*" && object?.deleted !== null,
    countAccounts: (row) => countAccounts(deps, row),
  };
}

/** Each role of a subject is an assignment of its own. */
function keyOf({ subject, role }: AssignmentRow): string {
  return `${subject} ${role}`;
}

/** The value of the role that an assignment gives; empty for none. */
function roleValueOf({ roles }: ApplicationRow, { role }: AssignmentRow): string {
  return (roles ?? []).find(({ id }) => id === role)?.value ?? role;
}

async function readRows(
  deps: Deps,
  { application, assignments }: WantedAssignments,
  before: ReadonlySet<string>,
): Promise<{
  readonly rows: ReadonlyMap<string, NamedRow<AssignmentRow>>;
  readonly errors: readonly ConfigurationError[];
}> {
  const { org, id: app } = application;
  const created = deps.env.now();
  const rows = new Map<string, NamedRow<AssignmentRow>>();
  const errors: ConfigurationError[] = [];
  for (const [at, assignment] of assignments.entries()) {
    const wanted = wantedOf(assignment);
    const subject = await findSubject(deps, org, wanted);
    const pointer = toPointer("assignments", at, ...(wanted.kind === "all" ? [] : [wanted.kind]));
    if (isRefusal(subject)) {
      errors.push({ code: subject.code, pointer, params: subject.params });
      continue;
    }
    const role = findRoleId(application, assignment, (id) => before.has(`${subject.id} ${id}`));
    if (isRefusal(role)) {
      errors.push({ code: role.code, pointer: toPointer("assignments", at, "role"), params: role.params });
      continue;
    }
    const row: AssignmentRow = { org, app, subject: subject.id, subject_type: wanted.kind, role, created };
    if (rows.has(keyOf(row))) {
      // The document has no name for everyone but that of the member.
      const name = wanted.kind === "all" ? "everyone" : subject.name;
      errors.push({ code: "configuration.listed-twice", pointer, params: { name } });
    }
    rows.set(keyOf(row), { row, name: subject.name });
  }
  return { rows, errors };
}

/** The id of the role; empty for none. A role from the time before applications defined roles is accepted where it is stored. */
function findRoleId(
  application: ApplicationRow,
  { role }: DocumentAssignment,
  isStored: (id: string) => boolean,
): string | Refusal {
  const roles = application.roles ?? [];
  if (role === null) return "";
  if (role === undefined) return roles.find((each) => each.default === true)?.id ?? "";
  const found = findRole(roles, role)?.id;
  if (found !== undefined) return found;
  return isStored(role) ? role : refuseUnknownRole(application, role);
}

function wantedOf({ user, group }: DocumentAssignment): SubjectWanted {
  if (user !== undefined) return { kind: "user", find: user };
  return group === undefined ? { kind: "all" } : { kind: "group", find: group };
}

/** The writes of one assignment that is added, or removed: the row, its entry in the feed and in the audit trail. */
function assignmentWrites(
  deps: Deps,
  author: Author,
  application: ApplicationRow,
  { row, change }: { readonly row: AssignmentRow; readonly change: "added" | "removed" },
): readonly Write[] {
  const { org, app, subject, subject_type: type, role, created } = row;
  const isAdded = change === "added";
  return [
    isAdded
      ? { op: "upsert", table: "assignment", row }
      : { op: "delete", table: "assignment", key: { org, app, subject, role }, expect: { created } },
    {
      op: "insert",
      table: "feed",
      row: { org, kind: "assignment", object: app, other: subject, change, at: deps.env.now() },
    },
    createAuditWrite(deps, author, {
      org,
      category: "assignment",
      activity: isAdded ? "assign" : "unassign",
      target: app,
      detail: { subject, type, role: role === "" ? null : roleValueOf(application, row) },
    }),
  ];
}
