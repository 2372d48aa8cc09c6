import type { Connection } from "./connection.ts";

/**
 * How many values a column has, roughly, among rows that agree on the columns before it in an index; of a
 * column that is not here, so many that a handful of rows is left.
 */
const VALUES: Readonly<Record<string, number>> = {
  org: 2,
  app: 10,
  import: 10,
  source: 2,
  plan: 100,
  type: 2,
  path: 4,
  state: 5,
  status: 5,
  category: 15,
  activity: 50,
};
const VALUES_OF_OTHERS = 10_000;
const ROWS = 1_000_000;

/**
 * Tells the planner what the columns of every index are worth, as ANALYZE would in a large installation.
 * Left to itself, SQLite takes each organization for ten rows and reads all of it. Told once, it makes the
 * same plan for a thousand rows as for a million. https://www.sqlite.org/fileformat2.html#stat1tab
 */
export function describeIndexes(connection: Connection): void {
  // For the tables alone that it makes: little is read for what is thrown away.
  connection.exec("pragma analysis_limit = 1; analyze; delete from sqlite_stat1");
  forgetSamples(connection);
  const columns = connection.rows({
    sql: `select t.name as tbl, i.name as idx, i.origin = 'pk' and t.wr as is_table, c.name as col
      from pragma_table_list t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
      where t.type = 'table' and t.schema = 'main' and t.name not like 'sqlite%'
      order by i.name, c.seqno`,
    parameters: [],
  });
  for (const name of new Set(columns.map((row) => row["idx"]))) {
    const parts = columns.filter((row) => row["idx"] === name);
    const table = String(parts[0]?.["tbl"]);
    const stat = rowsPerPrefix(parts.map((row) => String(row["col"])));
    connection.run({
      sql: "insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)",
      // The index that is the table itself goes by the table's name.
      parameters: [table, parts[0]?.["is_table"] === 1 ? table : String(name), stat],
    });
  }
}

/**
 * Drops the samples of values that ANALYZE takes where there are rows, and the driver knows them: by samples, a plan is
 * for one value, and SQLite prepares the statement again for the next, at three times what running it costs.
 */
export function forgetSamples(connection: Connection): void {
  const isThere = connection.rows({
    sql: "select 1 from sqlite_schema where name = 'sqlite_stat4'",
    parameters: [],
  });
  if (isThere.length > 0) connection.exec("delete from sqlite_stat4");
}

/** The number of rows, then of those that share the first column, the first two, and so on. */
function rowsPerPrefix(columns: readonly string[]): string {
  let rows = ROWS;
  const shared = columns.map((column) => {
    rows = Math.max(1, Math.round(rows / (VALUES[column] ?? VALUES_OF_OTHERS)));
    return rows;
  });
  return [ROWS, ...shared].join(" ");
}
