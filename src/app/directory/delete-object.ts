import type { ObjectId } from "../../core/ids.ts";
import { isObject, type JsonObject } from "../../core/json.ts";
import { ENTERPRISE_USER_SCHEMA } from "../../core/scim/definitions/enterprise-user.ts";
import type { Document } from "../../core/scim/schema.ts";
import type { Store, Write } from "../../ports/store.ts";
import type { AssignmentRow, MembershipRow, ObjectRow } from "../../ports/tables.ts";
import { eachPage, rowsAmong } from "../provisioning/pages.ts";
import { NOTHING_REVOKED, revokeIssued } from "../revoke-issued.ts";
import { commitObject, type Prepared, readLive } from "./commit-object.ts";
import type { Caller, Directory, VersionTest, WriteRefusal } from "./directory.ts";
import type { DirectoryType } from "./directory-type.ts";
import { entryWrites } from "./entries.ts";
import { membershipsOf } from "./keyed.ts";
import { memberFeed, NO_MEMBER_CHANGE } from "./members.ts";
import { objectAudit, objectFeed, updateWrites } from "./object-writes.ts";

const EXTENSION = ENTERPRISE_USER_SCHEMA.id;
const MANAGER = "manager";
/** Under which a user is found by the id of their manager. */
export const MANAGER_PATH = `${EXTENSION}:${MANAGER}.value`;

/**
 * Removes an object for good: its row, what it is found by, its memberships on either side, its assignments and
 * the references of those it managed, in one change set. Its id is never given again.
 */
export async function deleteObject(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: { readonly id: ObjectId; readonly isExpected?: VersionTest | undefined },
): Promise<{ readonly kind: "deleted" } | WriteRefusal> {
  const { deps, turns } = directory;
  const { org } = caller.actor;
  const { id } = input;
  const row = await readLive(deps, org, type, id);
  if (row === undefined) return { kind: "not-found" };
  const { memberships, reportIds } = await readNeighbours(deps.store, row);
  const touched = [...memberships.map(({ group_id }) => group_id), ...reportIds];
  const committed = await turns.take(
    [id, ...touched].map((each) => `${org} ${each}`),
    () => commitObject(deps, () => prepareDelete(directory, caller, type, input)),
  );
  return committed.kind === "settled" ? { kind: "deleted" } : committed;
}

/** Everything that speaks of an object. */
interface Surroundings {
  /** Its memberships, and the groups that they are in. */
  readonly memberships: readonly MembershipRow[];
  readonly groups: readonly ObjectRow[];
  /** Those who are in it, when it is a group. */
  readonly members: readonly MembershipRow[];
  readonly former: readonly MembershipRow[];
  /** Those whose manager it is. */
  readonly reports: readonly ObjectRow[];
  readonly assignments: readonly AssignmentRow[];
}

/** The objects that change with it. */
async function readNeighbours(
  store: Store,
  { org, id, type }: ObjectRow,
): Promise<{ readonly memberships: readonly MembershipRow[]; readonly reportIds: readonly ObjectId[] }> {
  const memberships = await membershipsOf(store, org, [id]);
  if (type !== "user") return { memberships, reportIds: [] };
  const manager = { org, type: "user" as const, path: MANAGER_PATH, value: id };
  const keys = await all(eachPage(store, "object_key", manager));
  return { memberships, reportIds: keys.map((key) => key.id) };
}

async function readSurroundings(store: Store, row: ObjectRow): Promise<Surroundings> {
  const { org, id, type } = row;
  const { memberships, reportIds } = await readNeighbours(store, row);
  const groupIds = memberships.map(({ group_id }) => group_id);
  return {
    memberships,
    groups: await rowsAmong(store, "object", { org, deleted: null }, "id", groupIds),
    members: type !== "group" ? [] : await all(eachPage(store, "membership", { org, group_id: id }, 5_000)),
    former: await all(eachPage(store, "former_membership", { org, member_id: id })),
    reports: await rowsAmong(store, "object", { org, deleted: null }, "id", reportIds),
    assignments: await store.page("assignment", { where: { org, subject: id }, limit: 10_000 }),
  };
}

async function all<Row>(pages: AsyncIterable<readonly Row[]>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) for (const row of page) rows.push(row);
  return rows;
}

async function prepareDelete(
  { deps }: Directory,
  caller: Caller,
  type: DirectoryType,
  { id, isExpected }: { readonly id: ObjectId; readonly isExpected?: VersionTest | undefined },
): Promise<Prepared<ObjectRow>> {
  const { org } = caller.actor;
  const row = await readLive(deps, org, type, id);
  if (row === undefined) return { kind: "not-found" };
  if (isExpected?.(row.version) === false) return { kind: "version-mismatch" };
  const around = await readSurroundings(deps.store, row);
  const revoking =
    type.kind === "user"
      ? await revokeIssued(deps, caller.actor, { org, user: id, cause: "deleted" })
      : NOTHING_REVOKED;
  const now = deps.env.now();
  const writes: Write[] = [
    { op: "delete", table: "object", key: { org, id }, expect: { version: row.version, deleted: null } },
    ...revoking.writes,
    ...entryWrites(org, type, id, row, undefined),
    objectFeed(type, row, -1, now),
    ...[...around.memberships, ...around.members].flatMap((membership) => leaveWrites(membership, now)),
    // Somebody may have added it to a group since it was read.
    { op: "requireNone", table: "membership", where: { org, member_id: id } },
    ...around.former.map(({ group_id }): Write => {
      return { op: "delete", table: "former_membership", key: { org, member_id: id, group_id } };
    }),
    ...around.groups.filter((group) => group.id !== id).map((group) => touchWrite(group, now)),
    ...around.reports.flatMap((report) => clearManager(deps, caller, report, id)),
    ...around.assignments.flatMap((assignment) => unassignWrites(assignment, now)),
    objectAudit(deps, caller, type, row, "Delete", {
      memberships: around.memberships.length,
      members: around.members.length,
      reports: around.reports.length,
    }),
  ];
  return { kind: "write", writes, value: row, revokes: revoking.count };
}

function leaveWrites({ org, group_id, member_id, member_type }: MembershipRow, at: number): readonly Write[] {
  return [
    { op: "delete", table: "membership", key: { org, group_id, member_id } },
    memberFeed(org, group_id, [member_id, member_type], -1, at),
  ];
}

/** A group whose members change has a new version, though its own attributes stay. */
function touchWrite({ org, id, version, modified }: ObjectRow, now: number): Write {
  return {
    op: "update",
    table: "object",
    key: { org, id },
    set: { version: version + 1, modified: Math.max(now, modified) },
    expect: { version, deleted: null },
  };
}

function clearManager(
  deps: Directory["deps"],
  caller: Caller,
  report: ObjectRow,
  manager: ObjectId,
): readonly Write[] {
  const doc = withoutManager(report.doc, manager);
  const next = { doc, external: report.external, members: NO_MEMBER_CHANGE };
  return updateWrites(deps, caller, caller.types.standard("user"), report, next)?.writes ?? [];
}

function withoutManager(doc: Document, manager: ObjectId): Document {
  const extension = doc[EXTENSION];
  const reference = isObject(extension) ? extension[MANAGER] : undefined;
  if (!isObject(extension) || !isObject(reference) || reference["value"] !== manager) return doc;
  const { [MANAGER]: _, ...others } = extension;
  const { [EXTENSION]: __, ...rest } = doc;
  const next: JsonObject = others;
  return Object.keys(next).length === 0 ? rest : { ...doc, [EXTENSION]: next };
}

function unassignWrites({ org, app, subject }: AssignmentRow, at: number): readonly Write[] {
  return [
    { op: "delete", table: "assignment", key: { org, app, subject } },
    {
      op: "insert",
      table: "feed",
      row: { org, kind: "assignment", object: app, other: subject, sign: -1, at },
    },
  ];
}
