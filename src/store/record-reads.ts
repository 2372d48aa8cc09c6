import { type RawBuilder, sql } from "kysely";
import type { Cursor } from "../ports/kinds.ts";
import type { RecordHead, RecordReads, RecordScope, RecordTable } from "../ports/records.ts";
import { compile, type Dialect, joinColumns } from "./dialect.ts";
import type { Query } from "./query.ts";

const HEAD_COLUMNS = {
  provisioning_log: [],
  exchange: ["ok"],
  plan: ["app", "state"],
  cycle: ["app", "state"],
  journal: ["state"],
  import: ["source", "state"],
  rejected_request: [],
  error_answer: [],
  delivery: ["state"],
} as const satisfies Readonly<Record<RecordTable, readonly string[]>>;

/** Reads the ids of records, over whatever runs the statements. */
export function createRecordReads(dialect: Dialect, query: Query): RecordReads {
  return {
    async recordHeads<Table extends RecordTable>(
      table: Table,
      scope: RecordScope,
      {
        after = "",
        below,
        limit,
      }: { readonly after: string | undefined; readonly below: string; readonly limit: number },
    ) {
      const statement = sql`
        select ${joinColumns(["id", ...HEAD_COLUMNS[table]])} from ${sql.table(table)}
        where ${isIn(scope)} and id > ${after} and id < ${below} order by id limit ${limit}`;
      // The columns are those of the table's heads.
      return (await query(compile(dialect, statement))) as unknown as readonly RecordHead<Table>[];
    },

    async recordAt(table, scope, { below, skip }) {
      const isBelow = below === undefined ? sql`` : sql`and id < ${below}`;
      const statement = sql`
        select id from ${sql.table(table)}
        where ${isIn(scope)} ${isBelow} order by id desc limit 1 offset ${skip}`;
      const [row] = await query(compile(dialect, statement));
      return row === undefined ? undefined : String(row["id"]);
    },
  };
}

/** Removes the entries of the feed up to a place. */
export function dropFeed(dialect: Dialect, org: string, upto: Cursor): RawBuilder<unknown> {
  return sql`delete from feed where org = ${org} and (${dialect.isUpTo(upto)})`;
}

function isIn({ org, app, webhook }: RecordScope): RawBuilder<unknown> {
  return sql.join(
    [
      sql`org = ${org}`,
      ...(app === undefined ? [] : [sql`app = ${app}`]),
      ...(webhook === undefined ? [] : [sql`webhook = ${webhook}`]),
    ],
    sql` and `,
  );
}
