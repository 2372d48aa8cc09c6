import { sql } from "kysely";
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

    async deprovisionDelays(org, app, since, limit) {
      const rows = await ask(sql`
        select g.at - o.modified as ms
        from provisioning_log g join object o on o.org = g.org and o.id = g.object
        where g.org = ${org} and g.app = ${app} and g.type = 'user' and g.at >= ${since}
          and g.status = 'success' and g.action in ('disable', 'delete') and o.modified <= g.at
          and (o.deleted is not null or cast(o.search -> 'active' as text) = 'false')
        order by g.at desc limit ${limit}`);
      return rows.map((row) => Number(row["ms"]));
    },
  };
}
