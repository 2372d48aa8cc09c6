import { sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ImportFinding } from "../../ports/store.ts";
import type { Transaction } from "../dialect.ts";
import {
  analyze,
  hasLeft,
  hasOtherName,
  isNamed,
  isStaged,
  KEY,
  NAME,
  selectBroughtBefore,
  sourceOf,
} from "./staged.ts";

/** The first thing that makes the merge impossible: in the people before the groups, and each kind by line. */
export async function checkImport(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
): Promise<ImportFinding | undefined> {
  await analyze(tx, ["import_object", "import_member", "source_object", "object", "unique_value"]);
  if (!(await fillNames(tx, org, id))) return findDuplicate(tx, org, id);
  await analyze(tx, ["import_name"]);
  return (
    (await findUserTaken(tx, org, id)) ??
    (await findUnknownManager(tx, org, id)) ??
    (await findUnknownMember(tx, org, id))
  );
}

/** The first of the lines that repeat a user name or, else, a key. */
async function findDuplicate(tx: Transaction, org: OrgId, id: ImportId) {
  const repeated = (
    kind: "duplicate-user" | "duplicate-key",
    column: "name_key" | "key",
    shown: "name" | "key",
  ) =>
    sql`
      select ${sql.lit(kind)} as kind, line, other, name from (
        select line, ${sql.ref(shown)} as name, lag(line) over (partition by ${sql.ref(column)} order by line) as other
        from import_object where ${isStaged(org, id)} and type = 'user'
      ) ordered where other is not null`;
  const [found] = await tx.rows(sql<Found & { readonly kind: "duplicate-user" | "duplicate-key" }>`
    ${repeated("duplicate-user", "name_key", "name")}
    union all ${repeated("duplicate-key", "key", "key")}
    order by line, kind desc limit 1`);
  return found && finding(found.kind, found);
}

/**
 * False when two people have the same key or user name. In order, which on a tree is many times faster than as they
 * come. The names of an earlier check are replaced.
 */
async function fillNames(tx: Transaction, org: OrgId, id: ImportId): Promise<boolean> {
  await tx.run(sql`delete from import_name where ${isStaged(org, id)}`);
  const filled = await tx.run(sql`
    insert into import_name (org, "import", type, text, rank, line)
    select org, "import", type, key, cast(${KEY} as bigint), line from import_object where ${isStaged(org, id)}
    union all
    select org, "import", type, name_key, cast(${NAME} as bigint), line
    from import_object where ${isStaged(org, id)} and type = 'user'
    order by 3, 4, 5 on conflict do nothing`);
  const [size] = await tx.rows(sql<{ readonly n: number }>`
    select count(*) + count(case type when 'user' then 1 end) as n from import_object where ${isStaged(org, id)}`);
  return filled === size?.n;
}

/**
 * Someone who holds the name and whom this source brought is in this snapshot too and gets a new name by the
 * merge, or may be about to leave. Only the merge can tell, and does.
 */
async function findUserTaken(tx: Transaction, org: OrgId, id: ImportId) {
  const [found] = await tx.rows(sql<Found>`
    select p.line, null as other, p.name from import_object p
    join unique_value c on c.org = ${org} and c.type = 'user' and c.path = 'userName' and c.value = p.name_key
    where ${isStaged(org, id, "p")} and p.type = 'user'
      and not exists (
        select 1 from source_object s
        where s.org = ${org} and s.object = c.id and s.source = ${sourceOf(org, id)}
      )
    order by p.line limit 1`);
  return found && finding("user-taken", found);
}

async function findUnknownManager(tx: Transaction, org: OrgId, id: ImportId) {
  const [found] = await tx.rows(sql<Found>`
    select p.line, null as other, p.manager_name as name from import_object p
    where ${isStaged(org, id, "p")} and p.type = 'user' and p.manager_key is not null
      and not exists (
        select 1 from import_name n
        where ${isStaged(org, id, "n")} and n.type = 'user' and n.text = p.manager_key
      )
    order by p.line limit 1`);
  return found && finding("unknown-manager", found);
}

/**
 * A member that left is not unknown, and one with another name in this import is: the same files would otherwise be
 * accepted once and refused after that.
 */
async function findUnknownMember(tx: Transaction, org: OrgId, id: ImportId) {
  const [found] = await tx.rows(sql<Found>`
    select m.line, null as other, m.member_name as name from import_member m
    where ${isStaged(org, id, "m")}
      and not ${isNamed(org, id)}
      and (${hasOtherName(org, id)} or ${selectBroughtBefore(org, id)} is null and not ${hasLeft(org, id)})
    order by m.line limit 1`);
  return found && finding("unknown-member", found);
}

interface Found {
  readonly line: number;
  readonly other: number | null;
  readonly name: string;
}

function finding(kind: ImportFinding["kind"], { line, other, name }: Found): ImportFinding {
  return { kind, line, other, name };
}
