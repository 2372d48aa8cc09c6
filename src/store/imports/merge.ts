import { type RawBuilder, sql } from "kysely";
import { formatDetail } from "../../core/events/feed-detail.ts";
import type { ImportId, OrgId } from "../../core/ids.ts";
import { MANAGER_PATH } from "../../core/scim/schema-urns.ts";
import type { Cursor, ObjectType } from "../../ports/kinds.ts";
import type { ImportFinding, MergeCounts } from "../../ports/store.ts";
import type { Transaction } from "../dialect.ts";
import { StoreError } from "../store-error.ts";
import { findChangedBlock, noteStates } from "./blocks.ts";
import { type Action, identify, joinDocument, selectSaidHash } from "./identify.ts";
import { mergeMemberships } from "./merge-memberships.ts";
import { isOwnName, lockTypes, restoreOwnEntries, withOwnExtensions } from "./own-extensions.ts";
import { notePlace, readFeedHead } from "./repeat.ts";
import { revokeIssued } from "./revoke.ts";
import { analyze, ITS_ROW, isStaged, sourceOf } from "./staged.ts";

const MERGED_TABLES = [
  ...["import_object", "import_member", "source_object"],
  ...["object", "index_entry", "unique_value", "membership", "former_membership"],
];

/**
 * After this number of new rows the statistics are renewed at once. Without them PostgreSQL takes a look-up of a few
 * objects that are not deleted for a scan of a small partial index, and reads the whole organization.
 */
const MANY_NEW = 1_000;

interface MergeOptions {
  readonly withLeavers: readonly ObjectType[];
  readonly now: number;
  /** See `ImportTasks.merge`. */
  readonly place?: Cursor | null | undefined;
  /** Counts without writing what the counts do not depend on. The caller rolls the transaction back. */
  readonly isTrial: boolean;
}

/** Makes the staged rows true. When it answers a finding, the caller must roll the transaction back. */
export async function mergeImport(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
  { withLeavers, now, place = null, isTrial }: MergeOptions,
): Promise<{ readonly kind: "merged"; readonly counts: MergeCounts } | ImportFinding> {
  await refuseEnded(tx, org, id);
  const head = await readFeedHead(tx, org);
  const ownTypes = await lockTypes(tx, org);
  await analyze(tx, MERGED_TABLES);
  const count = await identify(tx, org, id, withLeavers);
  const isChanging = count("update", "restore", "leave") > 0;
  const blocked = await findChangedBlock(tx, org, id);
  if (blocked !== undefined) return blocked;
  if (isChanging && !isTrial) await dropEntries(tx, org, id);
  if (isChanging) await dropUniqueValues(tx, org, id);
  if (count("create", "update", "restore") > 0) {
    const taken = await findTaken(tx, org, id);
    if (taken !== undefined) return taken;
    await putUniqueValues(tx, org, id);
  }
  if (!isTrial) {
    await noteStates(tx, org, id);
    await writeObjects(tx, { org, id, count }, now, ownTypes !== undefined);
  }
  if (count("restore") > 0 && ownTypes !== undefined) {
    const taken = await restoreOwnEntries(tx, { org, id, isTrial }, ownTypes);
    if (taken !== undefined) return taken;
  }
  if (isChanging && !isTrial) await revokeIssued(tx, org, id, now);
  const members = await mergeMemberships({ tx, org, id, withLeavers, isTrial }, now);
  const counts: MergeCounts = {
    created: count("create"),
    updated: count("update"),
    restored: count("restore"),
    unchanged: count("keep"),
    leavers: count("leave"),
    membersAdded: members.added,
    membersRemoved: members.removed,
  };
  if (isTrial) return { kind: "merged", counts };
  if (counts.created + counts.membersAdded >= MANY_NEW) await analyze(tx, MERGED_TABLES);
  await noteSource(tx, { org, id }, withLeavers, now);
  await notePlace(tx, { org, id }, { place, head });
  await tx.run(sql`
    update "import" set state = 'merged', ended = ${now}, result = ${JSON.stringify(counts)}
    where org = ${org} and id = ${id}`);
  return { kind: "merged", counts };
}

interface Identified {
  readonly org: OrgId;
  readonly id: ImportId;
  /** How many staged objects have one of these actions. */
  count(...actions: readonly Action[]): number;
}

/** Writes the objects, with their index entries and their places in the feed. */
async function writeObjects(
  tx: Transaction,
  { org, id, count }: Identified,
  now: number,
  hasOwn: boolean,
): Promise<void> {
  if (count("create", "update", "restore") > 0) {
    await putEntries(tx, org, id);
    await mergeOwnership(tx, org, id);
  }
  await announceObjects(tx, org, id, now);
  if (count("create") > 0) await createObjects(tx, org, id, now);
  if (count("update", "restore", "leave") > 0) await changeObjects(tx, { org, id }, now, hasOwn);
}

async function refuseEnded(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  const [row] = await tx.rows(
    sql<{ readonly state: string }>`select state from "import" where org = ${org} and id = ${id}`,
  );
  if (row === undefined || row.state === "merged" || row.state === "failed") {
    throw new StoreError(
      "store.write-failed",
      `The import ${id} is ${row?.state ?? "gone"}; it cannot be merged.`,
    );
  }
}

/**
 * Drops the entries that the documents gave; an external id belongs to its integration, and stays. A leaver's
 * name is free for others, and found as a former name. Reads every index entry of the organization once:
 * there is no index of them by object.
 */
async function dropEntries(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  await tx.run(sql`
    delete from index_entry
    where org = ${org} and path not like 'externalId:%' and ${isOfChanged(org, id)}`);
  await tx.run(sql`
    insert into index_entry (org, type, path, value, id)
    select org, type, 'former:' || path, value, id from unique_value
    where org = ${org} and id in (${selectObjects(org, id, ["leave"])})`);
}

async function dropUniqueValues(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  await tx.run(sql`delete from unique_value where org = ${org} and ${isOfChanged(org, id)}`);
}

/** True for an entry of a changed object. Extensions of the organization stay with who stays, and so do their entries. */
function isOfChanged(org: OrgId, id: ImportId): RawBuilder<unknown> {
  return sql`id in (${selectObjects(org, id, ["update", "restore", "leave"])})
    and not (${isOwnName(sql`path`)} and id in (${selectObjects(org, id, ["update"])}))`;
}

function selectObjects(org: OrgId, id: ImportId, actions: readonly Action[]): RawBuilder<unknown> {
  const among = sql.join(actions.map((action) => sql.lit(action)));
  return sql`select object from import_action where ${isStaged(org, id)} and action in (${among})`;
}

/** The index entries that the merge puts in place; `isUnique` 1 for those that must be unique. */
function entriesToPut(tx: Transaction, org: OrgId, id: ImportId, isUnique: 0 | 1): RawBuilder<unknown> {
  return sql`
    select a.type, e.value ->> 0 as path, e.value ->> 1 as value, a.object, p.line, p.name
    from import_action a
    join import_object p on ${ITS_ROW}
    cross join ${tx.dialect.elementsOf(sql`p.entries`)} e
    where ${isStaged(org, id, "a")} and a.action in ('create', 'update', 'restore')
      and cast(e.value ->> 2 as bigint) = ${isUnique}`;
}

/** A name that someone outside of the import holds, or two inside of it want. */
async function findTaken(tx: Transaction, org: OrgId, id: ImportId): Promise<ImportFinding | undefined> {
  const [found] = await tx.rows(sql<{ readonly line: number; readonly name: string }>`
    select k.line, k.name
    from (
      select type, path, value, line, name,
        row_number() over (partition by type, path, value order by line) as place
      from (${entriesToPut(tx, org, id, 1)}) wanted
    ) k
    left join unique_value c on c.org = ${org} and c.type = k.type and c.path = k.path and c.value = k.value
    where c.id is not null or k.place > 1
    order by k.line limit 1`);
  return found && { kind: "user-taken", line: found.line, other: null, name: found.name };
}

/** Sorted as the tables are, which on a tree is many times faster than as they come. */
async function putUniqueValues(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  await tx.run(sql`
    insert into unique_value (org, type, path, value, id)
    select cast(${org} as text), type, path, value, object from (${entriesToPut(tx, org, id, 1)}) wanted
    order by 2, 3, 4, 5`);
}

async function putEntries(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  await tx.run(sql`
    insert into index_entry (org, type, path, value, id)
    select cast(${org} as text), type, path, value, object from (${entriesToPut(tx, org, id, 0)}) wanted
    union all
    select org, type, cast(${MANAGER_PATH} as text), manager, object from import_action
    where ${isStaged(org, id)} and action in ('create', 'update', 'restore') and manager is not null
    order by 2, 3, 4, 5`);
}

async function createObjects(tx: Transaction, org: OrgId, id: ImportId, now: number): Promise<void> {
  await tx.run(sql`
    insert into object (org, id, type, version, created, modified, deleted, external, doc, search)
    select a.org, a.object, a.type, 1, cast(${now} as bigint), cast(${now} as bigint), null, '{}',
      ${joinDocument(tx.dialect, "doc")}, ${joinDocument(tx.dialect, "search")}
    from import_action a join import_object p on ${ITS_ROW}
    where ${isStaged(org, id, "a")} and a.action = 'create' order by a.object`);
}

async function changeObjects(
  tx: Transaction,
  { org, id }: { readonly org: OrgId; readonly id: ImportId },
  now: number,
  hasOwn: boolean,
): Promise<void> {
  const document = (column: "doc" | "search") => {
    const next = joinDocument(tx.dialect, column);
    return hasOwn ? withOwnExtensions(tx.dialect, next, sql.ref(`object.${column}`)) : next;
  };
  await tx.run(sql`
    update object set version = object.version + 1, modified = ${now}, deleted = null,
      doc = ${document("doc")}, search = ${document("search")}
    from import_action a join import_object p on ${ITS_ROW}
    where ${isStaged(org, id, "a")} and a.action in ('update', 'restore')
      and object.org = a.org and object.id = a.object`);
  await tx.run(sql`
    update object set version = object.version + 1, modified = ${now}, deleted = ${now}
    from import_action a
    where ${isStaged(org, id, "a")} and a.action = 'leave' and object.org = a.org and object.id = a.object`);
}

/**
 * Runs before the objects change, so that it can report the users activated or deactivated. The attributes
 * that changed are not reported: that would cost reading both documents of everyone.
 */
async function announceObjects(tx: Transaction, org: OrgId, id: ImportId, now: number): Promise<void> {
  await tx.run(sql`
    insert into feed (org, kind, object, other, change, at, detail)
    select a.org, a.type, a.object, null, case a.action when 'create' then 'added' when 'leave' then 'removed' else 'changed' end,
      cast(${now} as bigint),
      case when a.action = 'restore' then ${sql.lit(formatDetail({ restored: true }))}
        when a.action <> 'update' or a.type <> 'user' then null
        when o.doc ->> 'active' is not distinct from p.doc ->> 'active' then null
        when cast(p.doc ->> 'active' as text) in ('true', '1') then ${sql.lit(formatDetail({ active: true }))}
        else ${sql.lit(formatDetail({ active: false }))} end
    from import_action a
    left join import_object p on ${ITS_ROW} and a.action = 'update'
    left join object o on o.org = a.org and o.id = a.object and a.action = 'update'
    where ${isStaged(org, id, "a")} and a.action <> 'keep' order by a.object`);
}

/** A leaver's row stays, so that who returns is the same object again. */
async function mergeOwnership(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  await tx.run(sql`
    insert into source_object (org, source, type, key, object, hash)
    select a.org, ${sourceOf(org, id)}, a.type, p.key, a.object, ${selectSaidHash("a")}
    from import_action a
    join import_object p on ${ITS_ROW}
    where ${isStaged(org, id, "a")} and a.action in ('create', 'update', 'restore') order by a.type, p.key
    on conflict (org, source, type, key) do update set object = excluded.object, hash = excluded.hash`);
}

/** The size of the snapshot; of a type of which it says nothing, what was noted before stays. */
async function noteSource(
  tx: Transaction,
  { org, id }: { readonly org: OrgId; readonly id: ImportId },
  withLeavers: readonly ObjectType[],
  now: number,
): Promise<void> {
  const size = async (type: ObjectType): Promise<number | undefined> => {
    const [row] = await tx.rows(sql<{ readonly n: number }>`
      select count(*) as n from import_object where ${isStaged(org, id)} and type = ${type}`);
    const n = row?.n ?? 0;
    return n === 0 && !withLeavers.includes(type) ? undefined : n;
  };
  const [people, groups] = [await size("user"), await size("group")];
  await tx.run(sql`
    insert into source (org, name, people, "groups", "import", completed)
    values (${org}, ${sourceOf(org, id)}, ${people ?? 0}, ${groups ?? 0}, ${id}, ${now})
    on conflict (org, name) do update set "import" = excluded."import", completed = excluded.completed`);
  for (const [column, n] of [
    ["people", people],
    ["groups", groups],
  ] as const) {
    if (n === undefined) continue;
    await tx.run(sql`
      update source set ${sql.ref(column)} = ${n} where org = ${org} and name = ${sourceOf(org, id)}`);
  }
}
