import type { SqlRow } from "../columns.ts";
import { compile, type Transaction } from "../dialect.ts";
import type { Connection } from "./connection.ts";
import { sqliteDialect } from "./dialect.ts";

/** The statements of a transaction that the caller begins and ends. */
export function createTransaction(connection: Connection): Transaction {
  const rows = (query: Parameters<typeof compile>[1]): readonly SqlRow[] =>
    connection.rows(compile(sqliteDialect, query));
  return {
    dialect: sqliteDialect,
    rows: async <Row>(query: Parameters<typeof compile>[1]) => rows(query) as unknown as readonly Row[],
    run: async (query) => connection.run(compile(sqliteDialect, query)),
  };
}
