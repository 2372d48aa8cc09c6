import { type RawBuilder, sql } from "kysely";
import type { AppId, ObjectId, OrgId } from "../core/ids.ts";
import { createFirstIdAt } from "../core/retention/record-ids.ts";
import type { Flag, ObjectType } from "../ports/kinds.ts";
import type { ExchangesKept, LostGroup, ScopePath, ScopeWays } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";

/**
 * From each object upward through the groups it is in, then across to the assignments. UNION drops what was
 * reached before, so cycles end. A group that is not deleted brings in its members, not groups. With the reach
 * `immediate`, the way upward ends at the groups that the object itself is in.
 */
export function selectScopePaths(
  dialect: Dialect,
  {
    org,
    app,
    ids,
    ways: { reach, without },
  }: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly ids: readonly ObjectId[];
    readonly ways: ScopeWays;
  },
): RawBuilder<ScopePath> {
  const onlyOwnGroups = reach === "immediate" ? sql`and reach.subject = reach.object` : sql``;
  const notThrough = without === undefined ? sql`` : sql`and not (${isLost(without)})`;
  return sql`
    with recursive reach(object, type, subject) as (
      select id, type, id from object
      where org = ${org} and ${dialect.isOneOf(sql`id`, dialect.listParameter(ids), "string")}
      union
      select reach.object, reach.type, m.group_id
      from reach
      join membership m on m.org = ${org} and m.member_id = reach.subject
      join object g on g.org = ${org} and g.id = m.group_id and g.deleted is null ${notThrough}
      where reach.type = 'user' ${onlyOwnGroups}
    )
    select reach.object, a.subject, a.subject_type, a.role
    from reach
    join assignment a on a.org = ${org} and a.app = ${app}
      and a.subject in (reach.subject, case when reach.subject = reach.object then '*' end)
    order by reach.object, a.subject, a.role`;
}

/** A membership that a group without its members, or without one of them, has lost. */
function isLost({ group, member }: LostGroup): RawBuilder<unknown> {
  const ofMember = member === undefined ? sql`` : sql`and m.member_id = ${member}`;
  return sql`m.group_id = ${group} ${ofMember}`;
}

/** The key alone: what was last written to an account is most of a link, and is text to be parsed. */
export function selectLinkedObjects(
  org: OrgId,
  app: AppId,
  type: ObjectType,
  { after, limit }: { readonly after: ObjectId | undefined; readonly limit: number },
): RawBuilder<{ readonly object: ObjectId }> {
  return sql`
    select object from link
    where org = ${org} and app = ${app} and type = ${type} and object > ${after ?? ""}
    order by object limit ${limit}`;
}

/** The groups first, which are few; then one ordered walk over their members. */
export function selectUsersBelow(
  org: OrgId,
  group: ObjectId,
  after: ObjectId | undefined,
  limit: number,
): RawBuilder<{ readonly id: ObjectId }> {
  return sql`
    with recursive below(id) as (
      select id from object where org = ${org} and id = ${group}
      union
      select m.member_id from below
      join membership m on m.org = ${org} and m.group_id = below.id and m.member_type = 'group'
    )
    select distinct member_id as id from membership
    where org = ${org} and group_id in (select id from below) and member_type = 'user'
      and member_id > ${after ?? ""}
    order by member_id limit ${limit}`;
}

/** The literal words are those of the partial index that serves this. */
export function selectDeprovisionedSince(
  org: OrgId,
  app: AppId,
  type: ObjectType,
  since: number,
): RawBuilder<{ readonly n: number }> {
  return sql`
    select count(distinct object) as n from provisioning_log
    where org = ${org} and app = ${app} and type = ${type} and at >= ${since}
      and status = 'success' and action in ('disable', 'delete') and approved = 0`;
}

/** The rewrites of an attribute that are counted. */
export interface Rewrites {
  readonly type: ObjectType;
  readonly path: string;
  readonly since: number;
}

/** Counts, over the log, the objects whose account got another value of the attribute without an approval. Ids of the log sort by time. */
export function selectRewrittenSince(
  dialect: Dialect,
  org: OrgId,
  app: AppId,
  { type, path, since }: Rewrites,
): RawBuilder<{ readonly n: number }> {
  return sql`
    select count(distinct object) as n from provisioning_log l
    where org = ${org} and app = ${app} and id >= ${createFirstIdAt(since)} and type = ${type} and at >= ${since}
      and status = 'success' and action = 'update' and approved = 0
      and exists (
        select 1 from ${dialect.elementsOf(sql`l.changes`)} e
        where e.value ->> 'path' = ${path} and e.value ->> 'from' is not null)`;
}

/** Deletes the exchanges before the newest of either kind. Ids sort by time. */
export function trimExchanges(
  org: OrgId,
  app: AppId,
  { good, failed }: ExchangesKept,
): readonly RawBuilder<unknown>[] {
  return [trimRing(org, app, 1, good), trimRing(org, app, 0, failed)];
}

/** Each ring has an index of its own, which a parameter in place of the flag would not find. */
function trimRing(org: OrgId, app: AppId, ok: Flag, keep: number): RawBuilder<unknown> {
  return sql`
    delete from exchange where org = ${org} and app = ${app} and ok = ${sql.lit(ok)} and id <= (
      select id from exchange where org = ${org} and app = ${app} and ok = ${sql.lit(ok)}
      order by id desc limit 1 offset ${keep}
    )`;
}
