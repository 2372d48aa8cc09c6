import { type RawBuilder, sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Transaction } from "../dialect.ts";

/** True for the rows staged by this import, in any of the staging tables. */
export function isStaged(org: OrgId, id: ImportId, table?: string): RawBuilder<boolean> {
  if (table === undefined) return sql`org = ${org} and "import" = ${id}`;
  const prefix = sql.table(table);
  return sql`${prefix}.org = ${org} and ${prefix}."import" = ${id}`;
}

/** The name of the import's source, as a value in SQL. */
export function sourceOf(org: OrgId, id: ImportId): RawBuilder<string> {
  return sql`(select source from "import" where org = ${org} and id = ${id})`;
}

/**
 * The object that a row of `import_member`, here `m`, names among those that the source brought before and that are not
 * deleted: by key, then, for users, by user name. A value in SQL, null without such an object.
 */
export function selectBroughtBefore(org: OrgId, id: ImportId): RawBuilder<string | null> {
  return sql`coalesce((
      select o.id from source_object s join object o on o.org = s.org and o.id = s.object and o.deleted is null
      where s.org = ${org} and s.source = ${sourceOf(org, id)} and s.type = m.member_kind and s.key = m.member_key
    ), (
      select c.id from unique_value c
      where c.org = ${org} and m.member_kind = 'user' and c.type = 'user' and c.path = 'userName'
        and c.value = m.member_key
        and exists (
          select 1 from source_object s
          where s.org = c.org and s.object = c.id and s.source = ${sourceOf(org, id)}
        )
    ))`;
}

/**
 * True when a row of `import_member`, here `m`, names an object of the source that left: by key, then, for users, by
 * former user name. Only for rows that name no staged object and none that is still there.
 */
export function hasLeft(org: OrgId, id: ImportId): RawBuilder<boolean> {
  const ofSource = sql`s.org = ${org} and s.source = ${sourceOf(org, id)} and s.type = m.member_kind`;
  return sql`(
    exists (select 1 from source_object s where ${ofSource} and s.key = m.member_key)
    or m.member_kind = 'user' and exists (
      select 1 from index_entry e join source_object s on ${ofSource} and s.object = e.id
      where e.org = ${org} and e.type = 'user' and e.path = 'former:userName' and e.value = m.member_key
    )
  )`;
}

/**
 * True when a row of `import_member`, here `m`, names a user by the name before this import, or before a departure that
 * this import ends: the people file has the user under another name. To be taken once and refused the next time would
 * lose the membership.
 */
export function hasOtherName(org: OrgId, id: ImportId): RawBuilder<boolean> {
  return sql`m.member_kind = 'user' and exists (
    select 1 from source_object s
    join import_object p on ${isStaged(org, id, "p")} and p.type = 'user' and p.key = s.key
    where s.org = ${org} and s.source = ${sourceOf(org, id)} and s.type = 'user'
      and (
        exists (
          select 1 from unique_value c
          where c.org = ${org} and c.type = 'user' and c.path = 'userName' and c.value = m.member_key and c.id = s.object
        )
        or exists (
          select 1 from index_entry e
          where e.org = ${org} and e.type = 'user' and e.path = 'former:userName' and e.value = m.member_key
            and e.id = s.object
        )
      )
  )`;
}

/** True when a row of `import_member`, here `m`, names a staged object. */
export function isNamed(org: OrgId, id: ImportId): RawBuilder<boolean> {
  return sql`exists (
    select 1 from import_name n
    where ${isStaged(org, id, "n")} and n.type = m.member_kind and n.text = m.member_key
  )`;
}

/** `import_name.rank` of keys and of names: a key goes first. Groups have their name for a key. */
export const KEY = 0;
export const NAME = 1;

/** The row of `import_action` of a staged object, where the two tables are `a` and `p`. */
export const ITS_ROW = sql`p.org = a.org and p."import" = a."import" and p.type = a.type and p.line = a.line`;

/** The key and object of each live object of this type that the source brought before and that is not staged. */
export function selectAbsent(
  org: OrgId,
  id: ImportId,
  type: ObjectType,
): RawBuilder<{ readonly key: string; readonly object: string }> {
  return sql`
    select s.key, s.object from source_object s
    join object o on o.org = s.org and o.id = s.object and o.deleted is null
    where s.org = ${org} and s.source = ${sourceOf(org, id)} and s.type = ${type}
      and not exists (
        select 1 from import_name n
        where ${isStaged(org, id, "n")} and n.type = s.type and n.text = s.key and n.rank = ${KEY}
      )`;
}

/** Updates the statistics of tables for the query planner, on databases that need it. */
export async function analyze(tx: Transaction, tables: readonly string[]): Promise<void> {
  if (tx.dialect.analyze !== undefined) await tx.run(tx.dialect.analyze(tables));
}
