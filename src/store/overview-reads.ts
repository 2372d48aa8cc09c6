import { sql } from "kysely";
import { createFirstIdAt } from "../core/retention/record-ids.ts";
import type { OverviewReads } from "../ports/overview.ts";
import { compile, type Dialect } from "./dialect.ts";
import type { Query } from "./query.ts";
import type { Sql } from "./search-sql.ts";

/** The numbers of the overview, counted in the database. */
export function createOverviewReads(dialect: Dialect, query: Query): OverviewReads {
  const ask = (statement: Sql) => query(compile(dialect, statement));
  return {
    async countStanding(org, app) {
      const [row] = await ask(sql`
        select count(*) as total,
          coalesce(sum(case when p.reason = 'held' then 1 else 0 end), 0) as held,
          coalesce(sum(case when p.reason <> 'held' and p.fault is not null then 1 else 0 end), 0) as failed,
          coalesce(sum(case when exists (
            select 1 from link l where l.org = p.org and l.app = p.app and l.object = p.object
          ) then 1 else 0 end), 0) as linked
        from pending p where p.org = ${org} and p.app = ${app}`);
      const held = Number(row?.["held"]);
      const failed = Number(row?.["failed"]);
      const waiting = Number(row?.["total"]) - held - failed;
      return { held, failed, waiting, linked: Number(row?.["linked"]) };
    },

    async deprovisionDelays(org, app, { since, before }, limit) {
      const rows = await ask(sql`
        select g.waited_ms as ms from provisioning_log g
        where g.org = ${org} and g.app = ${app} and g.type = 'user' and g.at >= ${since} and g.at < ${before}
          and g.status = 'success' and g.action in ('disable', 'delete') and g.waited_ms is not null
        order by g.at desc limit ${limit}`);
      return rows.map((row) => Number(row["ms"]));
    },

    async sumCycles(org, app, { since, before }) {
      const count = (name: string) =>
        sql`coalesce(sum(cast(c.counts ->> ${sql.lit(name)} as integer)), 0) as ${sql.ref(name)}`;
      const [row] = await ask(sql`
        select count(*) as cycles, ${count("created")}, ${count("adopted")}, ${count("updated")},
          ${count("disabled")}, ${count("deleted")}, ${count("failed")}
        from cycle c where c.org = ${org} and c.app = ${app}
          and c.id >= ${createFirstIdAt(since)} and c.id < ${createFirstIdAt(before)}`);
      const sumOf = (name: string) => Number(row?.[name] ?? 0);
      return {
        cycles: sumOf("cycles"),
        created: sumOf("created"),
        updated: sumOf("updated") + sumOf("adopted"),
        disabled: sumOf("disabled"),
        deleted: sumOf("deleted"),
        failed: sumOf("failed"),
      };
    },
  };
}
