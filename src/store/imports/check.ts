import { sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ImportFinding } from "../../ports/store.ts";
import type { Transaction } from "../dialect.ts";
import { analyze, sourceOf, staged } from "./staged.ts";

/**
 * Finds the object of every staged member, then the first thing that makes the merge impossible: in the
 * people before the groups, and each kind by line.
 */
export async function checkImport(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
): Promise<ImportFinding | undefined> {
  await analyze(tx, ["import_person", "import_member", "source_object", "object", "claim"]);
  return (
    (await findDuplicateUser(tx, org, id)) ??
    (await findUserTaken(tx, org, id)) ??
    (await findUnknownManager(tx, org, id)) ??
    (await findUnknownMember(tx, org, id))
  );
}

async function findDuplicateUser(tx: Transaction, org: OrgId, id: ImportId) {
  const [found] = await tx.rows(sql<Found>`
    select line, other, name from (
      select line, user_name as name, lag(line) over (partition by user_key order by line) as other
      from import_person where ${staged(org, id)}
    ) named where other is not null order by line limit 1`);
  return found && finding("duplicate-user", found);
}

/**
 * Someone who holds the name but is in this snapshot too gets a new one by the merge; someone of this source
 * who is not in it may be about to leave. Only the merge can tell, and does.
 */
async function findUserTaken(tx: Transaction, org: OrgId, id: ImportId) {
  const [found] = await tx.rows(sql<Found>`
    select p.line, null as other, p.user_name as name from import_person p
    join claim c on c.org = ${org} and c.type = 'user' and c.path = 'userName' and c.value = p.user_key
    where ${staged(org, id, "p")} and c.id <> p.object
      and not exists (
        select 1 from source_object s
        where s.org = ${org} and s.object = c.id and s.source = ${sourceOf(org, id)}
      )
    order by p.line limit 1`);
  return found && finding("user-taken", found);
}

async function findUnknownManager(tx: Transaction, org: OrgId, id: ImportId) {
  const [found] = await tx.rows(sql<Found>`
    select p.line, null as other, p.manager as name from import_person p
    where ${staged(org, id, "p")} and p.manager is not null
      and not exists (select 1 from import_person m where ${staged(org, id, "m")} and m.key = p.manager)
      and not exists (select 1 from import_person m where ${staged(org, id, "m")} and m.user_key = p.manager)
    order by p.line limit 1`);
  return found && finding("unknown-manager", found);
}

async function findUnknownMember(tx: Transaction, org: OrgId, id: ImportId) {
  await resolveMembers(tx, org, id);
  const [found] = await tx.rows(sql<Found>`
    select line, null as other, member_key as name from import_member
    where ${staged(org, id)} and member_kind is not null and member_object is null
    order by line limit 1`);
  return found && finding("unknown-member", found);
}

/** People by key, then by user name; groups by name; then, likewise, whoever the source brought before and is still there. */
async function resolveMembers(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  const unresolved = sql`${staged(org, id, "import_member")} and member_object is null`;
  for (const column of [sql`p.key`, sql`p.user_key`]) {
    await tx.run(sql`
      update import_member set member_object = p.object from import_person p
      where ${unresolved} and member_kind = 'user' and ${staged(org, id, "p")} and ${column} = member_key`);
  }
  await tx.run(sql`
    update import_member set member_object = g.group_object
    from (select distinct group_key, group_object from import_member where ${staged(org, id)}) g
    where ${unresolved} and member_kind = 'group' and g.group_key = member_key`);
  // These are few, and asked for one by one: a planner that knows little of so many tables joins them badly.
  await tx.run(sql`
    update import_member set member_object = (
      select o.id from source_object s join object o on o.org = s.org and o.id = s.object and o.deleted is null
      where s.org = ${org} and s.source = ${sourceOf(org, id)}
        and s.type = import_member.member_kind and s.key = import_member.member_key
    )
    where ${unresolved} and member_kind is not null`);
  await tx.run(sql`
    update import_member set member_object = (
      select c.id from claim c
      where c.org = ${org} and c.type = 'user' and c.path = 'userName' and c.value = import_member.member_key
        and exists (
          select 1 from source_object s
          where s.org = c.org and s.object = c.id and s.source = ${sourceOf(org, id)}
        )
    )
    where ${unresolved} and member_kind = 'user'`);
}

interface Found {
  readonly line: number;
  readonly other: number | null;
  readonly name: string;
}

function finding(kind: ImportFinding["kind"], { line, other, name }: Found): ImportFinding {
  return { kind, line, other, name };
}
