import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from "kysely";
import type { FeedEntry } from "../../ports/store.ts";
import type { Row, TableName } from "../../ports/tables.ts";
import type { SqlRow } from "../columns.ts";
import { type Dialect, joinColumns } from "../dialect.ts";
import type { MigrationWords } from "../migrations.ts";
import { postgresSearch } from "./search-sql.ts";

export const POSTGRES_WORDS: MigrationWords = {
  text: 'text collate "C"',
  int: "bigint",
  json: "jsonb",
  rows: "",
  keyed: "",
  postgres_only: "",
  place: "seq bigint generated always as identity, xid xid8 not null default pg_current_xact_id()",
  place_columns: "xid, seq",
  audit_place:
    "place bigint primary key default (case when pg_current_xact_id() is not null then nextval('audit_place') end)",
};

/** Entries below this belong to transactions that have ended: none can appear among them any more. */
const settled = sql`pg_snapshot_xmin(pg_current_snapshot())`;

/**
 * Transactions commit in another order than they take numbers in, so entries are ordered by transaction, and
 * the head lies below every transaction in flight; a cursor is `xid:seq`. A transaction that stays open, in
 * any database of the server, holds the head back until it ends.
 */
export const postgresDialect: Dialect = {
  compiler: new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
  // One parameter for any number of rows, typed by the table itself.
  rowSource: (table, columns) =>
    sql`select ${joinColumns(columns)} from json_populate_recordset(null::${sql.table(table)}, ${""}::json)`,
  rowParameters: (_table, _columns, rows) => [JSON.stringify(rows)],
  isOneOf: (column, list, of) =>
    of === "string" ? sql`${column} = any(${list}::text[])` : sql`${column} = any(${list}::bigint[])`,
  listParameter: (values) => values,
  elementsOf: (array) => sql`jsonb_array_elements(${array})`,
  listOfLists: (values) => sql`cast(json_agg(json_build_array(${sql.join(values)})) as text)`,
  joined: (text) => sql`string_agg(${text}, ',')`,
  withText: (json, path, text) =>
    sql`jsonb_set(${json}, array[${sql.join(path.map((name) => sql.lit(name)))}], to_jsonb(${text}))`,
  withMembers: (json, from, where) => sql`(${json}) || coalesce((
    select jsonb_object_agg(key, value) from jsonb_each(${from}) where ${where}), '{}')`,
  held: sql`for share`,
  search: postgresSearch,
  // A statement holds no event loop here, and the planner reads and sorts the whole table for each of several large parts.
  entriesAtOnce: undefined,
  fromSql: <Table extends TableName>(_table: Table, row: SqlRow) => row as unknown as Row<Table>,
  feedStart: "0:0",
  feedHead: (org) =>
    sql`select xid::text || ':' || seq as cursor from feed where org = ${org} and xid < ${settled}
      order by xid desc, seq desc limit 1`,
  feedAfter: (org, after, upto, limit): RawBuilder<FeedEntry> =>
    sql`select ${joinColumns(["org", "kind", "object", "other", "change", "at", "detail"])}, xid::text || ':' || seq as cursor
      from feed where org = ${org} and (xid, seq) > ${place(after)} and (xid, seq) <= ${place(upto)}
      order by xid, seq limit ${limit}`,
  feedPlace: sql`xid::text || ':' || seq`,
  feedOrder: sql`xid, seq`,
  isFrom: (cursor) => sql`(xid, seq) >= ${place(cursor)}`,
  auditBarrier: sql`pg_current_xact_id()::text`,
  hasPassed: (barrier) => sql`pg_snapshot_xmin(pg_current_snapshot()) > ${barrier}::xid8`,
  isUpTo: (cursor) => sql`(xid, seq) <= ${place(cursor)}`,
  feedWritten: () => sql`pg_current_xact_id()::text`,
  isWritten: (written) => sql`xid = ${written}::xid8`,
  facts: {
    version: sql`current_setting('server_version')`,
    bytes: sql`pg_database_size(current_database())`,
  },
  organizationTables: sql`
    select table_name as name, '' as key from information_schema.columns join information_schema.tables
      using (table_catalog, table_schema, table_name)
    where table_schema = current_schema() and table_type = 'BASE TABLE' and column_name = 'org'`,
  // By their place in the table, which stays the same within one statement.
  deleteSome: ({ name }, org, limit) =>
    sql`delete from ${sql.table(name)} where ctid = any (array(
      select ctid from ${sql.table(name)} where org = ${org} limit ${limit}))`,
  analyze: (tables) => sql`analyze ${sql.join(tables.map((table) => sql.table(table)))}`,
};

function place(cursor: string): RawBuilder<unknown> {
  const [xid = "", seq = ""] = cursor.split(":");
  return sql`(${xid}::xid8, ${seq}::bigint)`;
}
