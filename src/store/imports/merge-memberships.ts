import { sql } from "kysely";
import { formatDetail } from "../../core/events/feed-detail.ts";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Transaction } from "../dialect.ts";
import { selectObjectNamed } from "./identify.ts";
import { analyze, isStaged, selectAbsent, selectBroughtBefore } from "./staged.ts";

interface Merge {
  readonly tx: Transaction;
  readonly org: OrgId;
  readonly id: ImportId;
  readonly withLeavers: readonly ObjectType[];
  /** Counts the differences without writing them. */
  readonly isTrial: boolean;
}

/**
 * Brings the memberships up to the import: leavers are taken out of their groups, which are remembered; a
 * returner gets them back; the groups of the snapshot get exactly its members, and keep those whose leaving
 * is held back: a file that looks cut short must not take their groups either. First the differences are
 * collected, then written, so that each reaches the feed once.
 */
export async function mergeMemberships(
  merge: Merge,
  now: number,
): Promise<{ readonly added: number; readonly removed: number }> {
  await rememberLeavers(merge);
  await recallReturned(merge);
  await findWanted(merge);
  await analyze(merge.tx, ["import_membership"]);
  await compareSnapshot(merge);
  await analyze(merge.tx, ["import_change"]);
  return merge.isTrial ? countChanges(merge) : applyChanges(merge, now);
}

const CHANGE_COLUMNS = sql`(org, "import", group_id, member_id, member_type, sign)`;

function objectsWith({ org, id }: Merge, action: "leave" | "restore") {
  return sql`select object from import_action where ${isStaged(org, id)} and action = ${action}`;
}

function stagedGroups({ org, id }: Merge) {
  return sql`select object from import_action where ${isStaged(org, id)} and type = 'group' and action <> 'leave'`;
}

async function rememberLeavers(merge: Merge): Promise<void> {
  const { tx, org, id } = merge;
  const theirs = sql`from membership where org = ${org} and member_id in (${objectsWith(merge, "leave")})`;
  if (!merge.isTrial) {
    await tx.run(sql`
      insert into former_membership (org, group_id, member_id, member_type)
      select org, group_id, member_id, member_type ${theirs} on conflict do nothing`);
  }
  await tx.run(sql`
    insert into import_change ${CHANGE_COLUMNS}
    select org, cast(${id} as text), group_id, member_id, member_type, -1 ${theirs}`);
}

/** Only into groups that the snapshot does not speak of: of the others, it knows better. */
async function recallReturned(merge: Merge): Promise<void> {
  const { tx, org, id } = merge;
  const returned = objectsWith(merge, "restore");
  await tx.run(sql`
    insert into import_change ${CHANGE_COLUMNS}
    select f.org, cast(${id} as text), f.group_id, f.member_id, f.member_type, 1
    from former_membership f join object g on g.org = f.org and g.id = f.group_id
    where f.org = ${org} and f.member_id in (${returned}) and f.group_id not in (${stagedGroups(merge)})
    on conflict do nothing`);
  if (merge.isTrial) return;
  await tx.run(sql`delete from former_membership where org = ${org} and member_id in (${returned})`);
}

/**
 * Members among those staged; then whoever the source brought before and is still there. A membership named twice
 * is one. Materialized: SQLite would look each of them up again wherever it is spoken of.
 */
async function findWanted(merge: Merge): Promise<void> {
  const { tx, org, id } = merge;
  const group = selectObjectNamed(org, id, sql`'group'`, sql`m.group_key`);
  const member = selectObjectNamed(org, id, sql`m.member_kind`, sql`m.member_key`);
  await tx.run(sql`
    insert into import_membership (org, "import", group_id, member_id, member_type)
    with wanted as materialized (
      select ${group} as group_id, coalesce(${member}, ${selectBroughtBefore(org, id)}) as member_id, m.member_kind
      from import_member m where ${isStaged(org, id, "m")}
    )
    select cast(${org} as text), cast(${id} as text), group_id, member_id, member_kind from wanted
    where member_id is not null and member_id not in (${objectsWith(merge, "leave")})
    order by 3, 4 on conflict do nothing`);
}

async function compareSnapshot(merge: Merge): Promise<void> {
  const { tx, org, id, withLeavers } = merge;
  await tx.run(sql`
    insert into import_change ${CHANGE_COLUMNS}
    select w.org, w."import", w.group_id, w.member_id, w.member_type, 1 from import_membership w
    where ${isStaged(org, id, "w")} and not exists (
      select 1 from membership p where p.org = w.org and p.group_id = w.group_id and p.member_id = w.member_id
    ) order by w.group_id, w.member_id on conflict do nothing`);
  const held = (["user", "group"] as const).filter((type) => !withLeavers.includes(type));
  const isHeld = held.map(
    (type) => sql`and p.member_id not in (select object from (${selectAbsent(org, id, type)}) h)`,
  );
  await tx.run(sql`
    insert into import_change ${CHANGE_COLUMNS}
    select p.org, cast(${id} as text), p.group_id, p.member_id, p.member_type, -1 from membership p
    where p.org = ${org} and p.group_id in (${stagedGroups(merge)})
      and not exists (
        select 1 from import_membership w
        where ${isStaged(org, id, "w")} and w.group_id = p.group_id and w.member_id = p.member_id
      ) ${isHeld.length === 0 ? sql`` : sql.join(isHeld, sql` `)}
    on conflict do nothing`);
}

/** The memberships that `applyChanges` would remove and add. */
async function countChanges({ tx, org, id }: Merge) {
  const rows = await tx.rows(sql<{ readonly sign: number; readonly n: number }>`
    select c.sign, count(*) as n from import_change c
    left join membership p on p.org = c.org and p.group_id = c.group_id and p.member_id = c.member_id
    where ${isStaged(org, id, "c")} and (c.sign = -1) = (p.org is not null) group by c.sign`);
  const count = (sign: 1 | -1) => Number(rows.find((row) => Number(row.sign) === sign)?.n ?? 0);
  return { removed: count(-1), added: count(1) };
}

async function applyChanges({ tx, org, id }: Merge, now: number) {
  const removed = await tx.run(sql`
    delete from membership where org = ${org} and (group_id, member_id) in (
      select group_id, member_id from import_change where ${isStaged(org, id)} and sign = -1
    )`);
  const added = await tx.run(sql`
    insert into membership (org, group_id, member_id, member_type)
    select org, group_id, member_id, member_type from import_change
    where ${isStaged(org, id)} and sign = 1 order by group_id, member_id on conflict do nothing`);
  await tx.run(sql`
    insert into feed (org, kind, object, other, change, at, detail)
    select org, 'member', group_id, member_id, case sign when 1 then 'added' else 'removed' end, cast(${now} as bigint),
      case member_type when 'group' then ${sql.lit(formatDetail({ member: "group" }))} end
    from import_change
    where ${isStaged(org, id)} order by group_id, member_id`);
  await tx.run(sql`
    update object set version = version + 1, modified = ${now}
    where org = ${org}
      and id in (select group_id from import_change where ${isStaged(org, id)})
      and id not in (select object from import_action where ${isStaged(org, id)} and action <> 'keep')`);
  return { added, removed };
}
