import { sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { Transaction } from "../dialect.ts";
import { analyze, staged } from "./staged.ts";

/**
 * Brings the memberships up to the import: leavers are taken out of their groups, which are remembered; who
 * returns gets them back; the groups of the snapshot get exactly its members. First the differences are
 * collected, then written, so that each reaches the feed once.
 */
export async function mergeMemberships(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
  now: number,
): Promise<{ readonly added: number; readonly removed: number }> {
  const differences = { tx, org, id };
  await rememberLeavers(differences);
  await recallReturned(differences);
  await compareSnapshot(differences);
  await analyze(tx, ["import_change"]);
  return applyChanges(differences, now);
}

interface Merge {
  readonly tx: Transaction;
  readonly org: OrgId;
  readonly id: ImportId;
}

const CHANGE_COLUMNS = sql`(org, "import", group_id, member_id, member_type, sign)`;

function objectsWith({ org, id }: Merge, action: "leave" | "restore") {
  return sql`select object from import_object where ${staged(org, id)} and action = ${action}`;
}

async function rememberLeavers(merge: Merge): Promise<void> {
  const { tx, org, id } = merge;
  const theirs = sql`from membership where org = ${org} and member_id in (${objectsWith(merge, "leave")})`;
  await tx.run(sql`
    insert into former_membership (org, group_id, member_id, member_type)
    select org, group_id, member_id, member_type ${theirs} on conflict do nothing`);
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
    where f.org = ${org} and f.member_id in (${returned})
      and f.group_id not in (select group_object from import_member where ${staged(org, id)})
    on conflict do nothing`);
  await tx.run(sql`delete from former_membership where org = ${org} and member_id in (${returned})`);
}

async function compareSnapshot(merge: Merge): Promise<void> {
  const { tx, org, id } = merge;
  const present = sql`
    select group_id, member_id, member_type from membership
    where org = ${org} and group_id in (select group_object from import_member where ${staged(org, id)})`;
  const wanted = sql`
    select group_object, member_object, member_kind from import_member
    where ${staged(org, id)} and member_object is not null
      and member_object not in (${objectsWith(merge, "leave")})`;
  for (const [sign, left, right] of [
    [1, wanted, present],
    [-1, present, wanted],
  ] as const) {
    await tx.run(sql`
      insert into import_change ${CHANGE_COLUMNS}
      select cast(${org} as text), cast(${id} as text), d.a, d.b, d.c, cast(${sign} as bigint)
      from (with difference(a, b, c) as (${left} except ${right}) select a, b, c from difference) d
      where true on conflict do nothing`);
  }
}

async function applyChanges({ tx, org, id }: Merge, now: number) {
  const removed = await tx.run(sql`
    delete from membership where org = ${org} and (group_id, member_id) in (
      select group_id, member_id from import_change where ${staged(org, id)} and sign = -1
    )`);
  const added = await tx.run(sql`
    insert into membership (org, group_id, member_id, member_type)
    select org, group_id, member_id, member_type from import_change
    where ${staged(org, id)} and sign = 1 order by group_id, member_id on conflict do nothing`);
  await tx.run(sql`
    insert into feed (org, kind, object, other, sign, at)
    select org, 'member', group_id, member_id, sign, cast(${now} as bigint) from import_change
    where ${staged(org, id)} order by group_id, member_id`);
  await tx.run(sql`
    update object set version = version + 1, modified = ${now}
    where org = ${org}
      and id in (select group_id from import_change where ${staged(org, id)})
      and id not in (select object from import_object where ${staged(org, id)})`);
  return { added, removed };
}
