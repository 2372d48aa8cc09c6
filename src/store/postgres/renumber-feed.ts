import type pg from "pg";

/** An entry of the feed, or a stored place in it, that a transaction of this cluster cannot have written yet. */
const IS_FOREIGN = `
  select 1 from organization o
  where (select f.xid from feed f where f.org = o.org order by f.xid desc, f.seq desc limit 1) > pg_current_xact_id()
  union all
  select 1 from provisioning where split_part(watermark, ':', 1)::xid8 > pg_current_xact_id()
  union all
  select 1 from webhook where split_part(place, ':', 1)::xid8 > pg_current_xact_id()
  union all
  select 1 from source where own::xid8 > pg_current_xact_id()
  limit 1`;

/** The place before the first entry that is after this one. All entries are in one transaction then, in order of `seq`. */
const movedPlace = (table: string, column: string) => `
  case when ${table}.${column} is not null then '1:' || coalesce(
    (select min(f.seq) - 1 from feed f
      where f.org = ${table}.org and (f.xid, f.seq) >
        (split_part(${table}.${column}, ':', 1)::xid8, split_part(${table}.${column}, ':', 2)::bigint)),
    (select max(f.seq) from feed f where f.org = ${table}.org),
    0) end`;

/**
 * Renumbers the change feed of a database that comes from another cluster, where `pg_dump` wrote it. Entries are ordered by the
 * transaction that wrote them (`xid`), and the numbers of transactions begin again in a new cluster: old entries would
 * count as not settled, and new ones as read already. No entry that was still to be read counts as read afterwards; some
 * may be read twice.
 */
export async function renumberFeed(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(IS_FOREIGN);
  if (rowCount === 0) return;
  await client.query("begin");
  await client.query(`update provisioning set watermark = ${movedPlace("provisioning", "watermark")}`);
  await client.query(
    `update plan set watermark = ${movedPlace("plan", "watermark")}, upto = ${movedPlace("plan", "upto")}
      where state in ('building', 'planned', 'applying')`,
  );
  await client.query(
    `update webhook set place = ${movedPlace("webhook", "place")}, message = null, message_end = null`,
  );
  // Their next imports are compared in full.
  await client.query("update source set place = null, own = null");
  await client.query("update feed set xid = '1'");
  await client.query("commit");
}
