import { sql } from "kysely";
import type { ExchangeFilter, ExchangeReads } from "../ports/exchanges.ts";
import { compile, type Dialect } from "./dialect.ts";
import type { Query } from "./query.ts";
import { readTypedRow } from "./row-codecs.ts";
import type { Sql } from "./search-sql.ts";

/** Lists of recorded exchanges, which the database filters by what the journal has of their steps. */
export function createExchangeReads(dialect: Dialect, query: Query): ExchangeReads {
  return {
    async findExchanges(org, app, filter, { after, limit }) {
      const conditions = [sql`e.org = ${org}`, sql`e.app = ${app}`, ...conditionsOf(filter)];
      if (after !== undefined) conditions.push(sql`e.id < ${after}`);
      const hasStep = filter.cycle !== undefined || filter.object !== undefined;
      const journal = hasStep ? sql`join journal j on j.org = e.org and j.id = e.step` : sql``;
      const statement = sql`
        select e.* from exchange e ${journal}
        where ${sql.join(conditions, sql` and `)} order by e.id desc limit ${limit}`;
      const rows = await query(compile(dialect, statement));
      return rows.map((row) => readTypedRow("exchange", dialect.fromSql("exchange", row)));
    },
  };
}

function conditionsOf({ failedOnly, status, step, cycle, object }: ExchangeFilter): readonly Sql[] {
  return [
    // Written out, so that the index of failed exchanges can serve it.
    ...(failedOnly ? [sql`e.ok = 0`] : []),
    ...(status === undefined ? [] : [sql`e.status = ${status}`]),
    ...(step === undefined ? [] : [sql`e.step = ${step}`]),
    ...(cycle === undefined ? [] : [sql`j.cycle = ${cycle}`]),
    ...(object === undefined ? [] : [sql`j.object = ${object}`]),
  ];
}
