import {
  DummyDriver,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";
import type { FeedEntry } from "../../ports/store.ts";
import type { Row, TableName } from "../../ports/tables.ts";
import { jsonColumnsOf, type SqlRow, toRowValues } from "../columns.ts";
import { type Dialect, joinColumns } from "../dialect.ts";
import type { MigrationWords } from "../migrations.ts";
import { sqliteSearch } from "./search-sql.ts";

export const SQLITE_WORDS: MigrationWords = {
  text: "text",
  int: "integer",
  json: "text",
  rows: "strict",
  keyed: "strict, without rowid",
  postgres_only: "--",
  // Never a number twice, or a cursor would point past entries yet to come.
  place: "seq integer primary key autoincrement",
  place_columns: "seq",
  audit_place: "place integer primary key autoincrement",
};

/** One writer at a time, so entries become visible in the order of their numbers; a cursor is that number. */
export const sqliteDialect: Dialect = {
  compiler: new Kysely<unknown>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  rowSource: (_table, columns) => sql`values (${sql.join(columns.map((column) => sql.val(column)))})`,
  // Its rows come one at a time.
  rowParameters: (table, columns, [only = {}], texts) => toRowValues(table, columns, only, texts),
  isOneOf: (column, list) => sql`${column} in (select value from json_each(${list}))`,
  listParameter: (values) => JSON.stringify(values),
  elementsOf: (array) => sql`json_each(${array})`,
  listOfLists: (values) => sql`json_group_array(json_array(${sql.join(values)}))`,
  joined: (text) => sql`group_concat(${text})`,
  withText: (json, path, text) => {
    const place = `$${path.map((name) => `."${name}"`).join("")}`;
    return sql`json_set(${json}, ${sql.lit(place)}, ${text})`;
  },
  withMembers: (json, from, where) => sql`json_patch(${json}, (
    select json_group_object(key, json(value)) from json_each(${from}) where ${where}))`,
  held: sql``,
  search: sqliteSearch,
  // A statement holds the event loop for about 2 ms.
  entriesAtOnce: 10_000,
  fromSql<Table extends TableName>(table: Table, row: SqlRow) {
    // Made for this call: the row is not shared.
    const result = row as Record<string, unknown>;
    for (const column of jsonColumnsOf(table)) {
      const text = result[column];
      if (typeof text === "string") result[column] = JSON.parse(text);
    }
    return result as unknown as Row<Table>;
  },
  feedStart: "0",
  feedHead: (org) =>
    // The newest row by the index; max() inside of an expression would read them all.
    sql`select cast(seq as text) as cursor from feed where org = ${org} order by seq desc limit 1`,
  feedAfter: (org, after, upto, limit): RawBuilder<FeedEntry> =>
    sql`select ${joinColumns(["org", "kind", "object", "other", "change", "at", "detail"])}, cast(seq as text) as cursor
      from feed where org = ${org} and seq > ${Number(after)} and seq <= ${Number(upto)}
      order by seq limit ${limit}`,
  feedPlace: sql`cast(seq as text)`,
  feedOrder: sql`seq`,
  isFrom: (place) => sql`seq >= ${Number(place)}`,
  // One writer at a time: no place appears before another that is visible.
  auditBarrier: sql`'0'`,
  hasPassed: () => sql`1`,
  isUpTo: (place) => sql`seq <= ${Number(place)}`,
  // One writer at a time: nothing of others lies between.
  feedWritten: (org, head) => sql`(
    select ${head} || '-' || coalesce(max(seq), ${head}) from (
      select seq from feed where org = ${org} order by seq desc limit 1) newest)`,
  isWritten(written) {
    const [head, end] = written.split("-");
    return sql`seq > ${Number(head)} and seq <= ${Number(end)}`;
  },
  facts: {
    version: sql`sqlite_version()`,
    bytes: sql`(select page_count * page_size from pragma_page_count(), pragma_page_size())`,
  },
  organizationTables: sql`
    select name, (select group_concat(name) from pragma_table_info(sqlite_schema.name) where pk > 0) as key
    from sqlite_schema
    where type = 'table' and exists (select 1 from pragma_table_info(sqlite_schema.name) where name = 'org')`,
  deleteSome({ name, key }, org, limit) {
    const columns = joinColumns(key.split(","));
    return sql`delete from ${sql.table(name)} where (${columns}) in (
      select ${columns} from ${sql.table(name)} where org = ${org} limit ${limit})`;
  },
  analyze: undefined,
};
