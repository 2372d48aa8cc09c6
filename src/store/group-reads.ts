import { type RawBuilder, sql } from "kysely";
import type { ObjectId, OrgId } from "../core/ids.ts";
import type { GroupOfMember } from "../ports/store.ts";
import type { SqlRow, SqlValue } from "./columns.ts";
import type { CompileCache, Dialect, Statement } from "./dialect.ts";

/** True when the group of the membership `m` is in a group itself. */
export const IS_NESTED = sql`exists (select 1 from membership a where a.org = m.org and a.member_id = m.group_id)`;

/** A group as `groupsOf` selects it. */
type GroupRow = Omit<GroupOfMember, "isNested"> & { readonly nested: boolean | number };

/** The groups that objects are in, ordered by member and group, without deleted groups. */
export function groupsOf(
  dialect: Dialect,
  cached: CompileCache,
  org: OrgId,
  members: readonly ObjectId[],
): Statement {
  const [only] = members;
  // Most reads are about one object, which is found without taking a list apart.
  const one = members.length === 1 ? only : undefined;
  const parameter: SqlValue = one ?? dialect.listParameter(members);
  const text = cached(`groups of ${one === undefined ? "many" : "one"}`, (): RawBuilder<GroupRow> => {
    const isMember =
      one === undefined
        ? dialect.isOneOf(sql`m.member_id`, parameter, "string")
        : sql`m.member_id = ${parameter}`;
    return sql`
      select m.member_id as member, m.group_id as id, g.doc ->> 'displayName' as name,
        ${IS_NESTED} as nested
      from membership m join object g on g.org = m.org and g.id = m.group_id and g.deleted is null
      where m.org = ${org} and ${isMember}
      order by m.member_id, m.group_id`;
  });
  return { sql: text, parameters: [org, parameter] };
}

/** The group that a row of that statement tells. */
export function toGroupOfMember(row: SqlRow): GroupOfMember {
  const { nested, ...group } = row as unknown as GroupRow;
  return { ...group, isNested: Boolean(nested) };
}
