import type { ObjectId } from "../../../core/ids.ts";
import { isObject, type JsonObject } from "../../../core/json.ts";
import { ENTERPRISE_USER_SCHEMA } from "../../../core/scim/definitions/enterprise-user.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { Store, Write } from "../../../ports/store.ts";
import type { AssignmentRow, MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { eachPage, rowsAmong } from "../../paging.ts";
import { membershipsOf } from "../query/read-relationships.ts";
import { memberFeed, NO_MEMBER_CHANGE } from "./membership-writes.ts";
import { updateWrites, type Writer } from "./object-writes.ts";

const EXTENSION = ENTERPRISE_USER_SCHEMA.id;
const MANAGER = "manager";
/** Under which a user is found by the id of their manager. */
export const MANAGER_PATH = `${EXTENSION}:${MANAGER}.value`;

/** Everything that speaks of an object. */
export interface RelatedObjects {
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

/** Ids of the object and of those that change when it goes. */
export async function relatedIds(store: Store, row: ObjectRow): Promise<readonly ObjectId[]> {
  const { memberships, reportIds } = await readNeighbours(store, row);
  return [row.id, ...memberships.map(({ group_id }) => group_id), ...reportIds];
}

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

/** Reads all that speaks of the object. */
export async function readRelatedObjects(store: Store, row: ObjectRow): Promise<RelatedObjects> {
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

/** Takes the object out of its groups, which change by it, and whoever is in it out of it. */
export function leaveWrites({ org, id }: ObjectRow, around: RelatedObjects, at: number): readonly Write[] {
  return [
    ...[...around.memberships, ...around.members].flatMap(({ group_id, member_id, member_type }): Write[] => [
      { op: "delete", table: "membership", key: { org, group_id, member_id } },
      memberFeed(org, group_id, [member_id, member_type], -1, at),
    ]),
    // Somebody may have added it to a group since it was read.
    { op: "requireNone", table: "membership", where: { org, member_id: id } },
    ...around.groups.filter((group) => group.id !== id).map((group) => touchWrite(group, at)),
  ];
}

/** A group whose members change has a new version, though its own attributes stay. */
export function touchWrite({ org, id, version, modified }: ObjectRow, now: number): Write {
  return {
    op: "update",
    table: "object",
    key: { org, id },
    set: { version: version + 1, modified: Math.max(now, modified) },
    expect: { version, deleted: null },
  };
}

/** Takes the manager from those whose manager is going. */
export function clearManagers(
  deps: Deps,
  writer: Writer,
  manager: ObjectId,
  reports: readonly ObjectRow[],
): readonly Write[] {
  return reports.flatMap((report) => {
    const next = {
      doc: withoutManager(report.doc, manager),
      external: report.external,
      members: NO_MEMBER_CHANGE,
    };
    return updateWrites(deps, writer, writer.types.standard("user"), report, next)?.writes ?? [];
  });
}

/** The id of the user's manager, if it has one. */
export function managerOf(doc: Document): string | undefined {
  const extension = doc[EXTENSION];
  const reference = isObject(extension) ? extension[MANAGER] : undefined;
  const value = isObject(reference) ? reference["value"] : undefined;
  return typeof value === "string" ? value : undefined;
}

/** The document without its manager, where that is this one. */
export function withoutManager(doc: Document, manager: string): Document {
  const extension = doc[EXTENSION];
  if (!isObject(extension) || managerOf(doc) !== manager) return doc;
  const { [MANAGER]: _, ...others } = extension;
  const { [EXTENSION]: __, ...rest } = doc;
  const next: JsonObject = others;
  return Object.keys(next).length === 0 ? rest : { ...doc, [EXTENSION]: next };
}

/** Removes the object's assignments, when there is no way back for it. */
export function unassignWrites({ assignments }: RelatedObjects, at: number): readonly Write[] {
  return assignments.flatMap(({ org, app, subject }): Write[] => [
    { op: "delete", table: "assignment", key: { org, app, subject } },
    {
      op: "insert",
      table: "feed",
      row: { org, kind: "assignment", object: app, other: subject, sign: -1, at },
    },
  ]);
}
