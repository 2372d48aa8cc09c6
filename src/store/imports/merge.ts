import { type RawBuilder, sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ImportFinding, MergeCounts } from "../../ports/store.ts";
import type { Transaction } from "../dialect.ts";
import { StoreError } from "../store-error.ts";
import { leaverIds } from "./leavers.ts";
import { mergeMemberships } from "./merge-memberships.ts";
import { analyze, sourceOf, staged } from "./staged.ts";

const MERGED_TABLES = [
  ...["import_person", "import_member", "import_object", "import_key"],
  ...["source_object", "object", "object_key", "claim", "membership", "former_membership"],
];

interface MergeOptions {
  readonly withLeavers: boolean;
  readonly now: number;
}

/** Makes the prepared rows true. When it answers a finding, the caller must roll the transaction back. */
export async function mergeImport(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
  options: MergeOptions,
): Promise<{ readonly kind: "merged"; readonly counts: MergeCounts } | ImportFinding> {
  await refuseEnded(tx, org, id);
  if (options.withLeavers) await stageLeavers(tx, org, id);
  await analyze(tx, MERGED_TABLES);
  const actions = await countActions(tx, org, id);
  const isFirst = actions.get("create") === sum(actions);
  if (!isFirst) await dropEntries(tx, org, id);
  const taken = await findTaken(tx, org, id);
  if (taken !== undefined) return taken;
  await mergeObjects(tx, org, id, options.now);
  await putEntries(tx, org, id);
  await mergeOwnership(tx, org, id);
  const members = await mergeMemberships(tx, org, id, options.now);
  const size = await snapshotSize(tx, org, id);
  const leavers = actions.get("leave") ?? 0;
  const counts: MergeCounts = {
    created: actions.get("create") ?? 0,
    updated: actions.get("update") ?? 0,
    restored: actions.get("restore") ?? 0,
    unchanged: size.people + size.groups - (sum(actions) - leavers),
    leavers,
    membersAdded: members.added,
    membersRemoved: members.removed,
  };
  await finish(tx, org, id, size, counts, options.now);
  return { kind: "merged", counts };
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

/** Leavers become rows like the others, with an action of their own that the port does not know. */
async function stageLeavers(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  for (const type of ["user", "group"] as const) {
    await tx.run(sql`
      insert into import_object (org, "import", object, type, key, action, version, hash, doc)
      select o.org, cast(${id} as text), o.id, o.type, '', 'leave', o.version, '', o.doc
      from object o where o.org = ${org} and o.id in (${leaverIds(org, id, type)})`);
  }
}

async function countActions(tx: Transaction, org: OrgId, id: ImportId): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows(sql<{ readonly action: string; readonly n: number }>`
    select action, count(*) as n from import_object where ${staged(org, id)} group by action`);
  return new Map(rows.map(({ action, n }) => [action, n]));
}

function sum(actions: ReadonlyMap<string, number>): number {
  return [...actions.values()].reduce((total, n) => total + n, 0);
}

/**
 * Drops the entries that the documents gave; an external id belongs to its integration, and stays. A leaver's
 * name is free for others, and found as a former name. Reads every index entry of the organization once:
 * there is no index of them by object.
 */
async function dropEntries(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  const changed = sql`select object from import_object where ${staged(org, id)} and action <> 'create'`;
  const leaving = sql`select object from import_object where ${staged(org, id)} and action = 'leave'`;
  await tx.run(sql`
    delete from object_key where org = ${org} and path not like 'externalId:%' and id in (${changed})`);
  await tx.run(sql`
    insert into object_key (org, type, path, value, id)
    select org, type, 'former:' || path, value, id from claim where org = ${org} and id in (${leaving})`);
  await tx.run(sql`delete from claim where org = ${org} and id in (${changed})`);
}

/** A name that someone outside of the import holds, or two inside of it want. */
async function findTaken(tx: Transaction, org: OrgId, id: ImportId): Promise<ImportFinding | undefined> {
  const [found] = await tx.rows(sql<{ readonly line: number | null; readonly name: string }>`
    select p.line, coalesce(p.user_name, k.value) as name
    from (
      select object, type, path, value,
        row_number() over (partition by type, path, value order by object) as place
      from import_key where ${staged(org, id)} and is_claim = 1
    ) k
    left join claim c on c.org = ${org} and c.type = k.type and c.path = k.path and c.value = k.value
    left join import_object i on ${staged(org, id, "i")} and i.object = k.object
    left join import_person p on ${staged(org, id, "p")} and p.key = i.key and i.type = 'user'
    where c.id is not null or k.place > 1
    order by p.line limit 1`);
  return found && { kind: "user-taken", line: found.line ?? 0, other: null, name: found.name };
}

async function mergeObjects(tx: Transaction, org: OrgId, id: ImportId, now: number): Promise<void> {
  await tx.run(sql`
    insert into object (org, id, type, version, created, modified, deleted, external, doc)
    select org, object, type, 1, cast(${now} as bigint), cast(${now} as bigint), null, ${emptyJson}, doc
    from import_object where ${staged(org, id)} and action = 'create' order by object`);
  const change = (action: string, sets: RawBuilder<unknown>) =>
    tx.run(sql`
      update object set version = object.version + 1, modified = ${now}, ${sets}
      from import_object i
      where ${staged(org, id, "i")} and i.action = ${action} and object.org = i.org and object.id = i.object`);
  await change("update", sql`doc = i.doc`);
  await change("restore", sql`doc = i.doc, deleted = null`);
  await change("leave", sql`deleted = ${now}`);
  await tx.run(sql`
    insert into feed (org, kind, object, other, sign, at)
    select org, type, object, null, case action when 'create' then 1 when 'leave' then -1 else 0 end,
      cast(${now} as bigint)
    from import_object where ${staged(org, id)} order by object`);
}

/** Sorted as the tables are, which on a tree is many times faster than as they come. */
async function putEntries(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  for (const [table, isClaim] of [
    ["claim", 1],
    ["object_key", 0],
  ] as const) {
    await tx.run(sql`
      insert into ${sql.table(table)} (org, type, path, value, id)
      select org, type, path, value, object from import_key
      where ${staged(org, id)} and is_claim = ${isClaim} order by type, path, value, object`);
  }
}

/** A leaver's row stays, so that who returns is the same object again. */
async function mergeOwnership(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  await tx.run(sql`
    insert into source_object (org, source, type, key, object, hash)
    select org, ${sourceOf(org, id)}, type, key, object, hash from import_object
    where ${staged(org, id)} and action <> 'leave' order by type, key
    on conflict (org, source, type, key) do update set object = excluded.object, hash = excluded.hash`);
}

interface Size {
  readonly people: number;
  readonly groups: number;
}

async function snapshotSize(tx: Transaction, org: OrgId, id: ImportId): Promise<Size> {
  const [size] = await tx.rows(sql<Size>`
    select (select count(*) from import_person where ${staged(org, id)}) as people,
      (select count(distinct group_key) from import_member where ${staged(org, id)}) as "groups"`);
  return size ?? { people: 0, groups: 0 };
}

async function finish(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
  size: Size,
  counts: MergeCounts,
  now: number,
): Promise<void> {
  await tx.run(sql`
    insert into source (org, name, people, "groups", "import", completed)
    values (${org}, ${sourceOf(org, id)}, ${size.people}, ${size.groups}, ${id}, ${now})
    on conflict (org, name) do update set people = excluded.people, "groups" = excluded."groups",
      "import" = excluded."import", completed = excluded.completed`);
  await tx.run(sql`
    update "import" set state = 'merged', ended = ${now}, result = ${JSON.stringify(counts)}
    where org = ${org} and id = ${id}`);
}

const emptyJson = sql`'{}'`;
