import { sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { Transaction } from "../dialect.ts";
import { isStaged } from "../imports/staged.ts";
import type { Connection } from "./connection.ts";
import { openReadConnection } from "./open-reader.ts";

/** The tables of staged rows that the tasks of a trial write to. */
const WRITTEN = ["import_name", "import_action", "import_membership", "import_change"];

/**
 * A connection that reads the database and cannot write to it, with temporary tables in place of those that the tasks of an
 * import write to: SQLite finds a temporary table before another one of the same name. They are in files of their own, which
 * SQLite removes when the connection or the process ends.
 */
export async function openTrialConnection(file: string): Promise<Connection> {
  const connection = await openReadConnection(file);
  for (const table of WRITTEN) shadow(connection, table);
  return connection;
}

/**
 * Puts a copy of the unique values in place, in which a merge looks for values that are taken. It goes with the transaction:
 * the other tasks read the values themselves.
 */
export function copyUniqueValues(connection: Connection, org: OrgId): void {
  shadow(connection, "unique_value");
  connection.run({
    sql: "insert into temp.unique_value select * from main.unique_value where org = ?",
    parameters: [org],
  });
}

/** Makes an empty temporary table like this one. */
function shadow(connection: Connection, table: string): void {
  const [row] = connection.rows({
    sql: "select sql from main.sqlite_schema where type = 'table' and name = ?",
    parameters: [table],
  });
  connection.exec(String(row?.["sql"]).replace(/^create table/i, "create temporary table"));
}

/** Drops the names that the check of a trial collected. */
export async function dropNames(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  await tx.run(sql`delete from temp.import_name where ${isStaged(org, id)}`);
}
